import { FeedError } from '../model/feed-error.ts';

/** Reads a body up to `maxBytes`; throws `FeedError` `too-large` at the first byte beyond, and lets go of the rest unread. */
export async function readCapped(response: Response, host: string, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = () => new FeedError('too-large', host, `more than ${String(maxBytes)} bytes`, { status: response.status });
  if (Number(response.headers.get('content-length') ?? 0) > maxBytes) {
    discard(response);
    throw tooLarge();
  }
  const whole = response.body === null ? new Uint8Array() : await readUpTo(response.body, maxBytes);
  if (whole === undefined) throw tooLarge();
  return whole;
}

/** Reads a stream to its end; `undefined` at the first byte beyond `maxBytes`, and lets go of the rest unread. */
export async function readUpTo(stream: ReadableStream<Uint8Array>, maxBytes: number): Promise<Uint8Array | undefined> {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    if (bytes > maxBytes) {
      letGo(reader);
      return undefined;
    }
    chunks.push(value);
  }
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}

/** Lets go of an answer whose body is not wanted. */
export function discard(response: Response): void {
  if (response.body !== null) letGo(response.body);
}

function letGo(body: { cancel(): Promise<void> }): void {
  // It has failed for its own reason already; that its connection broke as well changes nothing.
  body.cancel().catch(() => undefined);
}

/** True for the media types of JSON: `application/json`, `text/json`, `application/problem+json`. */
export function isJsonType(contentType: string | null): boolean {
  return contentType !== null && /^\s*(?:application|text)\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(contentType);
}

/** True for the media types of tables in text: `text/csv`, and `application/csv`, which some hosts say for it. */
export function isCsvType(contentType: string | null): boolean {
  return contentType !== null && /^\s*(?:application|text)\/csv\s*(?:;|$)/i.test(contentType);
}

/** Decodes JSON. Keys named `__proto__` are dropped, so that no later copy of an object can take a prototype from a payload. Throws `SyntaxError`. */
export function parseJson(text: string): unknown {
  if (!text.includes('__proto__') && !text.includes('\\u')) return JSON.parse(text);
  return JSON.parse(text, (key, value: unknown) => (key === '__proto__' ? undefined : value));
}
