/**
 * Why a request gave no payload.
 * - `offline`: the browser says that there is no network
 * - `network`: the host could not be reached (DNS, TLS, refused, reset)
 * - `timeout`: no complete answer in time
 * - `rate-limited`: the host said so (429, 418), or a budget of ours would be exceeded
 * - `blocked`: refused for where the user is or what the client is (401, 403, 451)
 * - `status`: any other status than 200
 * - `redirect`: the host sent us elsewhere, which is not followed
 * - `content-type`: a page or prose instead of data
 * - `too-large`: more bytes than the request allows
 * - `malformed`: not the promised format (truncated, no JSON)
 * - `rejected`: readable, but not what the documents say
 * - `cancelled`: we gave up ourselves
 */
export type FeedErrorKind =
  | 'offline'
  | 'network'
  | 'timeout'
  | 'rate-limited'
  | 'blocked'
  | 'status'
  | 'redirect'
  | 'content-type'
  | 'too-large'
  | 'malformed'
  | 'rejected'
  | 'cancelled';

/** A request that failed, with what a person needs to know. The message is English, for who reads a log. */
export class FeedError extends Error {
  readonly kind: FeedErrorKind;
  readonly host: string;
  readonly status: number | undefined;
  /** How long the host asked us to stay away, ms. */
  readonly retryAfterMs: number | undefined;
  /** Of what was `rejected`: where in the payload, or of what; and what the host itself said. */
  readonly place: string | undefined;
  readonly told: string | undefined;

  constructor(
    kind: FeedErrorKind,
    host: string,
    message: string,
    details: {
      readonly status?: number;
      readonly retryAfterMs?: number;
      readonly place?: string;
      readonly told?: string | undefined;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'FeedError';
    this.kind = kind;
    this.host = host;
    this.status = details.status;
    this.retryAfterMs = details.retryAfterMs;
    this.place = details.place;
    this.told = details.told;
  }
}
