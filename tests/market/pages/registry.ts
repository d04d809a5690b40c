import type { Provider } from '../provider.ts';

/** One provider for each web site. */
export const pageProviders: readonly Provider[] = [];
