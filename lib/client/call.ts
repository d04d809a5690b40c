import type { AnswerOf, RequestOf, Verb } from '../protocol/messages.ts';
import { isObject } from '../protocol/guards.ts';
import type { LocalClock, Timers } from '../std/clock.ts';
import type { ClientRuntime } from './runtime.ts';

/** A background that has not answered by then is taken for one that never will: such messages can hang for ever. */
export const answerTimeoutMs = 2_000;

/** Asks the background. Rejects with an `Error` when it refuses, throws, or does not answer within `timeoutMs`, `answerTimeoutMs` when not given. */
export type Caller = <V extends Verb>(verb: V, data: RequestOf<V>, timeoutMs?: number) => Promise<AnswerOf<V>>;

interface Tools {
  readonly runtime: ClientRuntime;
  readonly clock: LocalClock;
  readonly timers: Timers;
}

/** Speaks to `answerMessages` of the background, with a timeout: a message to a worker that hangs is never answered. */
export function createCaller({ runtime, clock, timers }: Tools): Caller {
  let lastId = 0;
  return (verb, data, timeoutMs = answerTimeoutMs) =>
    new Promise((resolve, reject) => {
      const timer = timers.set(() => reject(new Error(`no answer to ${verb}`)), timeoutMs);
      runtime
        .sendMessage({ id: ++lastId, type: verb, data, timestamp: clock.now() })
        .then(answer => {
          if (!isAnswer(answer)) throw new Error(`${verb} was refused`);
          resolve(answer.res as AnswerOf<typeof verb>);
        })
        .catch(reject)
        .finally(() => timers.clear(timer));
    });
}

/** The frame of an answer that is no error. It comes from our own background, whose handlers are typed with the same map as `Caller`. */
const isAnswer = (answer: unknown): answer is { readonly res?: unknown } =>
  isObject(answer) && (answer['err'] ?? undefined) === undefined;
