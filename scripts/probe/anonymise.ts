/** Names of members that tell one order, account or address from all others. */
const telling = /^(id|.*[a-z]Id|.*ID|.*_id|uid|user|account.*|.*address|hash|.*_hash|tx.*|connId|conn_id|owner|trader|nonce)$/;
/** Long enough to name one thing in the world: an address, a hash, a UUID. */
const tellingText = /^(0x[0-9a-f]{16,}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{18,}|[0-9a-f]{24,})$/i;
const mostRows = 5;

/**
 * A payload made fit to be kept: of each list the first five rows, and whatever names one order, account or connection replaced by a stand-in of
 * the same kind and length, the same for the same value. Figures, symbols and times stay: they are public and what the shape is about.
 */
export function anonymise(payload: unknown): unknown {
  const standIns = new Map<string, string>();

  function standIn(text: string): string {
    const known = standIns.get(text);
    if (known !== undefined) return known;
    const counted = String(standIns.size + 1);
    // Digits stay digits and letters letters, so that the shape of the identity is kept.
    const made = text.replace(/[0-9]/g, '0').replace(/[a-z]/g, 'a').replace(/[A-Z]/g, 'A');
    const replaced = counted.length >= made.length ? counted : made.slice(0, made.length - counted.length) + counted;
    standIns.set(text, replaced);
    return replaced;
  }

  function clean(value: unknown, name: string): unknown {
    if (Array.isArray(value)) return value.slice(0, mostRows).map(row => clean(row, name));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, clean(member, key)]));
    if (typeof value === 'string' && (telling.test(name) || tellingText.test(value))) return standIn(value);
    // Small numbers are indices of markets and the like.
    if (typeof value === 'number' && telling.test(name) && Math.abs(value) > 1e6)
      return Number(standIn(String(Math.trunc(value))));
    return value;
  }

  return clean(payload, '');
}
