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

describe('kinds asked more often than before', () => {
  const earlier = [0, 10, 20, 30, 40, 50].map(seconds => request(seconds));

  it('are none when a span began just before a beat', () => {
    expect(kindsAskedMore(span(30_000, request(60), request(70), request(80), request(89.9)), earlier)).toEqual([]);
  });

  it('are found when there are two too many', () => {
    const doubled = [60, 65, 70, 75, 80].map(seconds => request(seconds));
    expect(kindsAskedMore(span(30_000, ...doubled), earlier)).toEqual([liq]);
  });

  it('are measured by how long the span is', () => {
    const longer = [60, 70, 80, 90, 100, 110].map(seconds => request(seconds));
    expect(kindsAskedMore(span(60_000, ...longer), earlier)).toEqual([]);
    // Of the same six, half a minute before held three, and one more is let pass.
    expect(kindsAskedMore(span(30_000, ...longer), earlier)).toEqual([liq]);
  });

  it('are held against the fullest stretch of before, wherever it lies', () => {
    const burst = [0, 1, 2, 3, 4].map(seconds => request(seconds, '/past'));
    const late = [90, 91, 92, 93, 94, 95].map(seconds => request(seconds, '/past'));
    expect(kindsAskedMore(span(30_000, ...late), [...burst, request(60, '/past')])).toEqual([]);
    expect(kindsAskedMore(span(30_000, ...late, request(96, '/past')), burst)).toEqual(['api.gateio.ws/past?']);
  });

  it('may be new, once', () => {
    expect(kindsAskedMore(span(30_000, request(0, '/rare')), earlier)).toEqual([]);
    expect(kindsAskedMore(span(30_000, request(0, '/rare'), request(1, '/rare')), earlier)).toEqual(['api.gateio.ws/rare?']);
  });
});
