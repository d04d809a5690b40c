/**
 * - `ok`: answered, and everything was read
 * - `drifted`: answered, and something was not as documented
 * - `blocked`: refused, or not to be reached from here
 * - `silent`: connected, and nothing was said, or an answer without a row
 */
export type Verdict = 'ok' | 'drifted' | 'blocked' | 'silent';

/** What came of one endpoint or stream. */
export interface Finding {
  readonly venue: string;
  /** `instruments`, `prices`, `open interest`, `funding`, `history`, or the name of a stream. */
  readonly what: string;
  readonly host: string;
  readonly verdict: Verdict;
  /** Rows or frames that were read. */
  readonly read: number;
  readonly detail: string;
  /** Payloads as they came, one of each kind. */
  readonly samples: readonly { readonly kind: string; readonly payload: unknown }[];
}

/** A table for a terminal, one line for each finding. */
export function formatFindings(findings: readonly Finding[]): string {
  const rows = [
    ['venue', 'what', 'verdict', 'read', 'detail'],
    ...findings.map(({ venue, what, verdict, read, detail }) => [venue, what, verdict, String(read), detail.slice(0, 110)]),
  ];
  const widths = [0, 1, 2, 3].map(column => Math.max(...rows.map(row => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  const counts = (['ok', 'drifted', 'blocked', 'silent'] as const)
    .map(verdict => `${findings.filter(finding => finding.verdict === verdict).length} ${verdict}`)
    .join(', ');
  return `${rows.map(row => line(row).trimEnd()).join('\n')}\n\n${counts}`;
}
