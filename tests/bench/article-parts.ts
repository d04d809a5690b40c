/** What the bench takes of the reader of claims: the entry of a bundle that is made small as the background is. */
export { readArticleClaims } from '../../lib/claims/article.ts';
export { findInconsistencies } from '../../lib/claims/sums/find.ts';
