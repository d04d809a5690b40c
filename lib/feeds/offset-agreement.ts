/** Where a host says that the offset of the local clock lies, ms: market time minus local time is in `[lo, hi]`. */
export interface OffsetBound {
  readonly lo: number;
  readonly hi: number;
}

/** The offsets on which the largest group of hosts agrees. */
export interface OffsetAgreement extends OffsetBound {
  readonly hosts: readonly string[];
}

/** True when `offset` is one that the bound allows. */
export function allows({ lo, hi }: OffsetBound, offset: number): boolean {
  return lo <= offset && offset <= hi;
}

/** What both allow; undefined when they contradict each other. */
export function intersection(a: OffsetBound, b: OffsetBound): OffsetBound | undefined {
  const lo = Math.max(a.lo, b.lo);
  const hi = Math.min(a.hi, b.hi);
  return lo <= hi ? { lo, hi } : undefined;
}

/**
 * The largest groups of two or more hosts whose bounds have an offset in common (Marzullo 1984, as in RFC 5905 §11.2.1).
 * Several when the hosts are split into camps of one size; empty when no two agree.
 */
export function agreements(bounds: ReadonlyMap<string, OffsetBound>): readonly OffsetAgreement[] {
  let largest = 2;
  let found: OffsetAgreement[] = [];
  // A common part starts where one of the bounds does.
  for (const lo of new Set([...bounds.values()].map(bound => bound.lo))) {
    const group = [...bounds].filter(([, bound]) => allows(bound, lo));
    if (group.length < largest) continue;
    if (group.length > largest) found = [];
    largest = group.length;
    found.push({ lo, hi: Math.min(...group.map(([, bound]) => bound.hi)), hosts: group.map(([host]) => host).sort() });
  }
  return found;
}
