import { describe, expect, it } from 'vitest';
import { type Asked, kindOf, kindsAskedMore, ratePerMinute, steadyKinds } from '../../bench/request-kinds.ts';

const request = (seconds: number, path = '/liq', query = '') => ({
  host: 'api.gateio.ws',
  path,
  query,
  time: 1_770_856_200_000 + seconds * 1_000,
});
const span = (durationMs: number, ...requests: readonly ReturnType<typeof request>[]): Asked => ({ durationMs, requests });
const liq = 'api.gateio.ws/liq?';

describe('the kind of a request', () => {
  it('is the same at another time and in another order of parameters', () => {
    const first = kindOf(request(0, '/liq', 'limit=100&from=1770856190&to=1770856200'));
    expect(first).toBe('api.gateio.ws/liq?limit=100');
    expect(kindOf(request(0, '/liq', 'to=1770856300&limit=100&from=1770856290'))).toBe(first);
    expect(kindOf(request(0, '/liq', 'startTime=1770856200000&limit=100'))).toBe(first);
  });

  it('differs for another coin', () => {
    expect(kindOf(request(0, '/oi', 'symbol=BTCUSDT'))).not.toBe(kindOf(request(0, '/oi', 'symbol=ETHUSDT')));
  });
});

describe('kinds that keep a beat', () => {
  it('are asked three times in every span', () => {
    const beating = [request(0), request(10), request(20)];
    expect(steadyKinds([span(30_000, ...beating, request(1, '/rare')), span(30_000, ...beating)])).toEqual([liq]);
    expect(steadyKinds([span(30_000, ...beating), span(30_000, request(0), request(10))])).toEqual([]);
    expect(steadyKinds([span(30_000, request(0), request(10)), span(30_000, ...beating)])).toEqual([]);
  });
});

describe('the rate of requests', () => {
  it('comes from the time between them, wherever in the beat the span began', () => {
    expect(ratePerMinute(span(31_000, request(0), request(10), request(20), request(30)), [liq])).toBe(6);
    expect(ratePerMinute(span(31_000, request(9), request(19), request(29)), [liq])).toBe(6);
  });

  it('adds up over kinds and leaves the others out', () => {
    const asked = span(
      31_000,
      request(0),
      request(10),
      request(0, '/price'),
      request(5, '/price'),
      request(3, '/rare'),
      request(4, '/rare'),
    );
    expect(ratePerMinute(asked, [liq, 'api.gateio.ws/price?'])).toBe(18);
  });
});

describe('kinds asked more often than the reference shows', () => {
  const reference = span(30_000, request(0), request(10), request(20));

  it('are none when a span began just before a beat', () => {
    expect(kindsAskedMore(span(30_000, request(0), request(10), request(20), request(29.9)), reference)).toEqual([]);
  });

  it('are found when there are two too many', () => {
    const doubled = [0, 5, 10, 15, 20].map(seconds => request(seconds));
    expect(kindsAskedMore(span(30_000, ...doubled), reference)).toEqual([liq]);
  });

  it('are measured by how long the spans are', () => {
    const longer = [0, 10, 20, 30, 40, 50].map(seconds => request(seconds));
    expect(kindsAskedMore(span(60_000, ...longer), reference)).toEqual([]);
  });

  it('may be rarer than the spans are long, once', () => {
    expect(kindsAskedMore(span(30_000, request(0, '/rare')), reference)).toEqual([]);
    expect(kindsAskedMore(span(30_000, request(0, '/rare'), request(1, '/rare')), reference)).toEqual(['api.gateio.ws/rare?']);
  });
});
