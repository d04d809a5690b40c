import { isObject } from '../../protocol/guards.ts';

/** Asks whoever is at the other end of a channel that carries messages both ways; several questions may be open at a time. */
export interface Asker {
  /** Resolves with the answer, unread; rejects when the other end says that it failed, or by `fail`. */
  ask(question: unknown): Promise<unknown>;
  /** What came from the other end. An answer to nothing that was asked is let pass. */
  hear(message: unknown): void;
  /** The other end is gone: rejects whatever waits for an answer. */
  fail(error: Error): void;
}

/** Asks by messages `{id, question}`, which `answerAsked` answers at the other end. */
export function createAsker(post: (message: unknown) => void): Asker {
  const waiting = new Map<number, { readonly resolve: (answer: unknown) => void; readonly reject: (error: Error) => void }>();
  let last = 0;
  return {
    ask: question =>
      new Promise((resolve, reject) => {
        last += 1;
        post({ id: last, question });
        waiting.set(last, { resolve, reject });
      }),
    hear(message) {
      const { id, answer, error } = isObject(message) ? message : {};
      const asked = typeof id === 'number' ? waiting.get(id) : undefined;
      if (asked === undefined || typeof id !== 'number') return;
      waiting.delete(id);
      if (typeof error === 'string') asked.reject(new Error(error));
      else asked.resolve(answer);
    },
    fail(error) {
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    },
  };
}

/** Answers one message of an asker by `{id, answer}` or `{id, error}`; lets pass what is none. Rejects only if `post` throws. */
export async function answerAsked(
  message: unknown,
  post: (message: unknown) => void,
  answer: (question: unknown) => unknown,
): Promise<void> {
  if (!isObject(message) || typeof message['id'] !== 'number') return;
  const { id, question } = message;
  const said = await Promise.resolve(question)
    .then(answer)
    .then(
      found => ({ id, answer: found }),
      (error: unknown) => ({ id, error: error instanceof Error ? error.message : String(error) }),
    );
  post(said);
}
