import { siteOf } from '../../../lib/sites/registry.ts';

/** An address, and what is made of it: `site kind`, and `base/quote market` where it says any of them, `-` for what it does not say. */
export type Row = readonly [address: string, reading: string];

/** What the sites make of an address, as a row has it. `undefined` where no panel belongs. */
export function read(address: string): string | undefined {
  const site = siteOf(address);
  const subject = site?.read(new URL(address));
  if (site === undefined || subject === undefined) return undefined;
  const { kind, base, quote, market } = subject;
  const says = [base, quote, market].some(each => each !== undefined);
  return `${site.id} ${kind}${says ? ` ${base ?? '-'}/${quote ?? '-'} ${market ?? '-'}` : ''}`;
}
