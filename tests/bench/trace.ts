/** What the browser wrote down about one event; times in µs. Only what is read here. */
export interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly id?: string;
  readonly args?: { readonly data?: TraceData };
}

interface TraceData {
  readonly url?: string;
  readonly isOutermostMainFrame?: boolean;
  readonly startTime?: number;
  readonly timeDeltas?: readonly number[];
  readonly cpuProfile?: { readonly nodes?: readonly ProfileNode[]; readonly samples?: readonly number[] };
}

interface ProfileNode {
  readonly id: number;
  readonly parent?: number;
  readonly callFrame: { readonly url?: string };
}

/** The main thread of a page from the moment at which the page was committed, ms. */
export interface MainThread {
  /** Time in tasks of every kind. */
  readonly busyMs: number;
  /** Time in which a function of the script stood on the stack, by samples of about a millisecond, and its evaluation. */
  readonly scriptMs: number;
  /** Lengths of the tasks in which the script ran, or was compiled, and what of it was the script's. */
  readonly scriptTasks: readonly { readonly taskMs: number; readonly scriptMs: number }[];
  /** Tasks of 50 ms and more, whoever ran in them. */
  readonly longTasks: number;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Categories that `readMainThread` needs. */
export const traceCategories: readonly string[] = [
  '-*',
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'disabled-by-default-v8.cpu_profiler',
];

/** A task of this length or more is a long one (W3C Long Tasks API). */
export const longTaskMs = 50;

/**
 * Reads the page at `pageUrl` out of a trace; `isScript` knows the addresses of the script in question. Throws when the page was not committed
 * during the trace.
 */
export function readMainThread(
  events: readonly TraceEvent[],
  pageUrl: string,
  isScript: (url: string) => boolean,
): MainThread {
  const commit = events.findLast(
    ({ name, args }) => name === 'CommitLoad' && args?.data?.url === pageUrl && args.data.isOutermostMainFrame === true,
  );
  if (commit === undefined) throw new Error(`the trace has no load of ${pageUrl}`);
  const own = events.filter(({ pid, ts }) => pid === commit.pid && ts >= commit.ts);
  const onThread = own.filter(({ tid }) => tid === commit.tid);

  const tasks = onThread.filter(({ name }) => name === 'RunTask').map(toSpan);
  const named = onThread.filter(({ args, dur }) => dur !== undefined && isScript(args?.data?.url ?? '')).map(toSpan);
  const sampled = scriptSamples(events, commit, isScript).filter(({ to }) => to > commit.ts);
  const script = merge([...named, ...sampled]);

  const scriptTasks = tasks
    .map(task => ({ taskMs: lengthMs([task]), scriptMs: lengthMs(script.flatMap(span => clip(span, task))) }))
    .filter(({ scriptMs }) => scriptMs > 0);
  return {
    busyMs: lengthMs(merge(tasks)),
    scriptMs: lengthMs(script),
    scriptTasks,
    longTasks: tasks.filter(task => lengthMs([task]) >= longTaskMs).length,
  };
}

/** A sample lasts until the next one: what the profiler saw is taken to have gone on until it looked again. */
function scriptSamples(events: readonly TraceEvent[], page: TraceEvent, isScript: (url: string) => boolean): readonly Span[] {
  const start = events.find(({ name, pid, tid }) => name === 'Profile' && pid === page.pid && tid === page.tid);
  let time = start?.args?.data?.startTime;
  if (start === undefined || time === undefined) return [];
  const isOurs = new Map<number, boolean>();
  const spans: Span[] = [];
  let open: number | undefined;
  for (const { args } of events.filter(({ name, pid, id }) => name === 'ProfileChunk' && pid === start.pid && id === start.id)) {
    for (const { id, parent, callFrame } of args?.data?.cpuProfile?.nodes ?? []) {
      // A parent is always told before its children.
      isOurs.set(id, isScript(callFrame.url ?? '') || isOurs.get(parent ?? 0) === true);
    }
    const deltas = args?.data?.timeDeltas ?? [];
    for (const [index, node] of (args?.data?.cpuProfile?.samples ?? []).entries()) {
      time += deltas[index] ?? 0;
      if (open !== undefined) spans.push({ from: open, to: time });
      open = isOurs.get(node) === true ? time : undefined;
    }
  }
  return spans;
}

function toSpan({ ts, dur = 0 }: TraceEvent): Span {
  return { from: ts, to: ts + dur };
}

function clip({ from, to }: Span, within: Span): readonly Span[] {
  const clipped = { from: Math.max(from, within.from), to: Math.min(to, within.to) };
  return clipped.to > clipped.from ? [clipped] : [];
}

/** The same time without overlaps, ascending. */
function merge(spans: readonly Span[]): readonly Span[] {
  const merged: { from: number; to: number }[] = [];
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}

function lengthMs(spans: readonly Span[]): number {
  return spans.reduce((sum, { from, to }) => sum + to - from, 0) / 1_000;
}
