/** What the browser wrote down about one event; times in µs. Only what is read here. */
export interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly args?: { readonly data?: { readonly url?: string; readonly isOutermostMainFrame?: boolean } };
}

/** What the profiler of the page's thread saw, as `Profiler.stop` gives it; times in µs on the clock of the trace. */
export interface CpuProfile {
  readonly startTime: number;
  readonly nodes: readonly ProfileNode[];
  /** Ids of nodes. */
  readonly samples?: readonly number[];
  /** Each sample's distance from the one before, the first one's from the start. */
  readonly timeDeltas?: readonly number[];
}

interface ProfileNode {
  readonly id: number;
  readonly children?: readonly number[];
  readonly callFrame: { readonly url: string };
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

/** Categories that `readMainThread` needs. The tracer's own profiler looks ten times as often as is good for the figures. */
export const traceCategories: readonly string[] = ['-*', 'devtools.timeline', 'disabled-by-default-devtools.timeline'];

/** A task of this length or more is a long one (W3C Long Tasks API). */
export const longTaskMs = 50;

/**
 * Reads the page at `pageUrl` out of a trace and a profile of the same time; `isScript` knows the addresses of the script in question. Throws when
 * the page was not committed during the trace.
 */
export function readMainThread(
  events: readonly TraceEvent[],
  profile: CpuProfile,
  pageUrl: string,
  isScript: (url: string) => boolean,
): MainThread {
  const commit = events.findLast(
    ({ name, args }) => name === 'CommitLoad' && args?.data?.url === pageUrl && args.data.isOutermostMainFrame === true,
  );
  if (commit === undefined) throw new Error(`the trace has no load of ${pageUrl}`);
  const onThread = events.filter(({ pid, tid, ts }) => pid === commit.pid && tid === commit.tid && ts >= commit.ts);

  const tasks = onThread.filter(({ name }) => name === 'RunTask').map(toSpan);
  const named = onThread.filter(({ args, dur }) => dur !== undefined && isScript(args?.data?.url ?? '')).map(toSpan);
  const sampled = scriptSamples(profile, isScript).flatMap(span => clip(span, { from: commit.ts, to: Number.POSITIVE_INFINITY }));
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

/** How many tasks are long and would not be without what the script did in them. */
export function longTasksDueToScript({ scriptTasks }: Pick<MainThread, 'scriptTasks'>): number {
  return scriptTasks.filter(({ taskMs, scriptMs }) => taskMs >= longTaskMs && taskMs - scriptMs < longTaskMs).length;
}

/** A sample lasts until the next one: what the profiler saw is taken to have gone on until it looked again. */
function scriptSamples(
  { startTime, nodes, samples = [], timeDeltas = [] }: CpuProfile,
  isScript: (url: string) => boolean,
): readonly Span[] {
  const isOurs = new Map<number, boolean>();
  for (const { id, children = [], callFrame } of nodes) {
    const ours = isScript(callFrame.url) || isOurs.get(id) === true;
    isOurs.set(id, ours);
    // A node is always told before its children. What we call is our time too.
    if (ours) for (const child of children) isOurs.set(child, true);
  }
  const spans: Span[] = [];
  let time = startTime;
  let open: number | undefined;
  for (const [index, node] of samples.entries()) {
    time += timeDeltas[index] ?? 0;
    // Samples may be told out of order by a little.
    if (open !== undefined && time > open) spans.push({ from: open, to: time });
    open = isOurs.get(node) === true ? time : undefined;
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
