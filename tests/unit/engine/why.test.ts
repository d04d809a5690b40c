import { describe, expect, it } from 'vitest';
import { betaTo, explainedBy } from '../../../lib/engine/market-beta.ts';
import type { Close, MarketPast } from '../../../lib/engine/market-beta.ts';
import { whyItMoved } from '../../../lib/engine/why.ts';
import type { WhyInput } from '../../../lib/engine/why.ts';
import type { Known, WhyFigure } from '../../../lib/model/engine.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** Tuesday, 12:00 UTC. */
const now = Date.UTC(2026, 2, 10, 12);

/** Sixty closes at 21:00 that go up and down by turns, and a coin that does twice as much. */
const closes: Close[] = [];
const coin: Close[] = [];
for (let back = 60, [index, price] = [5_000, 80_000]; back >= 1; back -= 1) {
  const move = back % 2 === 0 ? 0.01 : -0.008;
  index *= 1 + move;
  price *= 1 + 2 * move;
  const at = now - back * day + 9 * hour;
  closes.push([at, index]);
  coin.push([at - hour, price]);
}

/** Open from 14:30 to 21:00 of the day before, all of it in the window. */
function shares(change: number, from = now - 21.5 * hour): MarketPast {
  return { name: 'S&P 500', closes, moves: [{ from, to: from + 6.5 * hour, change }] };
}

/** Down by five per cent: 60 million forced out net, of 100 million that takers sold net; shares fell by one per cent while open. */
const fall: WhyInput = {
  now,
  change: -0.05,
  priceUsd: 80_000,
  forced: { longUsd: 70e6, shortUsd: 10e6, coverage: 1 },
  perpTakers: { boughtUsd: 450e6, soldUsd: 530e6, share: 1 },
  spotTakers: { boughtUsd: 90e6, soldUsd: 110e6, share: 1 },
  interest: { coins: 99_000, coinsBefore: 100_000 },
  closes: coin,
  markets: [shares(-0.01)],
};

function figure(part: Partial<WhyInput> = {}): WhyFigure {
  const known: Known<WhyFigure> = whyItMoved({ ...fall, ...part });
  if ('unknown' in known) throw new Error(JSON.stringify(known.unknown));
  return known;
}

const share = ({ shares: all }: WhyFigure, of: string): number => all.find(each => each.of === of)?.share ?? NaN;
const confidence = ({ shares: all }: WhyFigure, of: string): number => all.find(each => each.of === of)?.confidence ?? NaN;

describe('why a coin fell', () => {
  it('is leverage by the part that forced orders are of what takers sold net, markets by beta, and spot by the rest', () => {
    // 60 of 80 + 20; beta 2 on one per cent is two fifths of five: together 1.0, so nothing is left.
    const why = figure();
    expect(share(why, 'leverage')).toBeCloseTo(0.6, 6);
    expect(share(why, 'markets')).toBeCloseTo(0.4, 6);
    expect(share(why, 'spot')).toBeCloseTo(0, 6);
    expect(why).toMatchObject({ change24h: -0.05, word: 'leverage', missing: [] });
    // A lead of 0.2 is clear.
    expect(why.confidence).toBeCloseTo(1, 6);
  });

  it('leaves to spot what neither explains', () => {
    // 20 of 100 were forced, shares did a fifth of it.
    const why = figure({ forced: { longUsd: 25e6, shortUsd: 5e6, coverage: 1 }, markets: [shares(-0.005)] });
    expect([share(why, 'leverage'), share(why, 'markets'), share(why, 'spot')].map(each => Number(each.toFixed(6)))).toEqual([
      0.2, 0.2, 0.6,
    ]);
    expect(why.word).toBe('spot');
  });

  it('adds up to one, cut alike where both explain more than all', () => {
    // 0.9 and 0.6 are cut by 1.5.
    const why = figure({
      forced: { longUsd: 90e6, shortUsd: 0, coverage: 1 },
      interest: { coins: 90_000, coinsBefore: 100_000 },
      markets: [shares(-0.015)],
    });
    expect(share(why, 'leverage')).toBeCloseTo(0.6, 6);
    expect(share(why, 'markets')).toBeCloseTo(0.4, 6);
    expect(why.shares.reduce((sum, each) => sum + each.share, 0)).toBeCloseTo(1, 12);
  });

  it('is not leverage beyond what open interest in coins has fallen', () => {
    // 250 coins of 80,000 are 20 million.
    const why = figure({ interest: { coins: 99_750, coinsBefore: 100_000 } });
    expect(share(why, 'leverage')).toBeCloseTo(0.2, 6);
    expect(confidence(why, 'leverage')).toBeCloseTo(0.5 + 0.5 / 3, 6);
    expect(share(figure({ interest: { coins: 101_000, coinsBefore: 100_000 } }), 'leverage')).toBe(0);
  });

  it('counts only the shorts forced out net in a rise', () => {
    const rise = {
      change: 0.05,
      perpTakers: { boughtUsd: 530e6, soldUsd: 450e6, share: 1 },
      spotTakers: { boughtUsd: 110e6, soldUsd: 90e6, share: 1 },
      markets: [shares(0.01)],
    };
    expect(share(figure(rise), 'leverage')).toBe(0);
    const squeeze = figure({ ...rise, forced: { longUsd: 10e6, shortUsd: 70e6, coverage: 1 } });
    expect(share(squeeze, 'leverage')).toBeCloseTo(0.6, 6);
    expect(squeeze.word).toBe('leverage');
  });

  it('scales what takers sold up to the whole market', () => {
    // 80 million at venues with half of the market are 160.
    const why = figure({ perpTakers: { boughtUsd: 450e6, soldUsd: 530e6, share: 0.5 } });
    expect(share(why, 'leverage')).toBeCloseTo(60 / 180, 6);
  });

  it('gives markets nothing when they went the other way', () => {
    expect(share(figure({ markets: [shares(0.02)] }), 'markets')).toBe(0);
  });

  it('is mixed when no cause leads clearly', () => {
    // 0.45 against 0.4: a lead of 0.05 is a quarter of a clear one.
    const why = figure({ forced: { longUsd: 45e6, shortUsd: 0, coverage: 1 } });
    expect(why.word).toBe('mixed');
    expect(why.confidence).toBeCloseTo(0.25, 6);
  });

  it('is less sure the less was heard', () => {
    const why = figure({ forced: { longUsd: 70e6, shortUsd: 10e6, coverage: 0.4 } });
    expect(confidence(why, 'leverage')).toBeCloseTo(0.4, 6);
    expect(confidence(why, 'spot')).toBeCloseTo(0.4, 6);
    expect(why.word).toBe('mixed');
  });
});

describe('without one of its inputs', () => {
  it('names what takers traded of perpetuals, and is mixed rather than too sure of leverage', () => {
    const why = figure({ perpTakers: undefined });
    expect(why.missing).toEqual(['perps']);
    expect(why.word).toBe('mixed');
  });

  it('says nothing of leverage without any takers, and still what markets explain', () => {
    const why = figure({ perpTakers: undefined, spotTakers: undefined, markets: [shares(-0.02)] });
    expect(share(why, 'markets')).toBeCloseTo(0.8, 6);
    // What leverage did is not none, and spot is not what is left.
    expect(why.shares.map(({ of }) => of)).toEqual(['markets']);
    expect(why.word).toBe('markets');
    expect(why.missing).toEqual(['perps', 'spot']);
  });

  it('says so when takers traded against the move', () => {
    const why = figure({ perpTakers: { boughtUsd: 600e6, soldUsd: 500e6, share: 1 } });
    expect(why.missing).toEqual(['takers']);
    expect(share(why, 'leverage')).toBeNaN();
  });

  it('is less sure of leverage without open interest', () => {
    const why = figure({ interest: undefined });
    expect(why.missing).toEqual(['interest']);
    expect(share(why, 'leverage')).toBeCloseTo(0.6, 6);
    expect(confidence(why, 'leverage')).toBeCloseTo(0.7, 6);
  });

  it('says nothing of leverage without forced orders', () => {
    expect(figure({ forced: undefined })).toMatchObject({ missing: ['forced'], word: 'mixed' });
  });

  it('says nothing of markets without their past, or when nobody tells of them', () => {
    const unread = figure({ markets: [{ ...shares(-0.01), closes: closes.slice(-20) }] });
    expect(unread.missing).toEqual([{ past: 'S&P 500' }]);
    expect(unread.shares.map(({ of }) => of)).toEqual(['leverage']);
    expect(figure({ markets: [] }).missing).toEqual(['markets']);
  });

  it('is unknown when nothing is left, when the move is not known, and when there is none', () => {
    expect(whyItMoved({ ...fall, forced: undefined, markets: [] })).toEqual({
      unknown: { of: 'inputs', inputs: ['forced', 'markets'] },
    });
    expect(whyItMoved({ ...fall, change: undefined })).toEqual({ unknown: 'noChange' });
    expect(whyItMoved({ ...fall, change: -0.0049 })).toEqual({ unknown: 'hardlyMoved' });
  });
});

describe('markets that were closed', () => {
  it('explain nothing for sure, and nothing is missing', () => {
    const why = figure({ markets: [{ ...shares(-0.01), moves: [] }] });
    expect(why.missing).toEqual([]);
    expect(share(why, 'markets')).toBe(0);
    expect(confidence(why, 'markets')).toBe(1);
    expect(share(why, 'spot')).toBeCloseTo(0.4, 6);
  });

  it('count only for the hours of a session that lie in the window', () => {
    // It began an hour and a half before the window: five of six and a half hours are inside.
    const window = { from: now - day, to: now };
    const { change } = explainedBy([shares(-0.013, now - 25.5 * hour)], coin, window);
    expect(change).toBeCloseTo(2 * -0.013 * (5 / 6.5), 6);
  });

  it('do not count the hours in which a market before them is open', () => {
    // The second is open for eight hours and a half, two of them together with the first.
    const second: MarketPast = {
      name: 'Euro Stoxx 50',
      closes,
      moves: [{ from: now - 28 * hour, to: now - 19.5 * hour, change: -0.017 }],
    };
    const window = { from: now - 30 * hour, to: now };
    expect(explainedBy([shares(0), second], coin, window).change).toBeCloseTo(2 * -0.017 * (6.5 / 8.5), 6);
  });
});

describe('the beta to a market', () => {
  it('is the slope of daily returns', () => {
    const found = betaTo(coin, closes, now);
    expect(found?.beta).toBeCloseTo(2, 9);
    expect(found?.error).toBeCloseTo(0, 6);
  });

  it('has the standard error of least squares', () => {
    // Thirty-two days by turns up and down by 1 %; the coin does 1 % more than twice that on every second pair of days, and 1 % less on the others.
    const [market, own]: [Close[], Close[]] = [[[now - 33 * day, 100]], [[now - 33 * day, 100]]];
    for (let at = 0, [x, y] = [100, 100]; at < 32; at += 1) {
      const move = at % 2 === 0 ? 0.01 : -0.01;
      x *= 1 + move;
      y *= 1 + 2 * move + (at % 4 < 2 ? 0.01 : -0.01);
      market.push([now - (32 - at) * day, x]);
      own.push([now - (32 - at) * day, y]);
    }
    // Residuals of 0.01 each: sqrt(32 x 0.0001 / 30 / (32 x 0.0001)) = sqrt(1 / 30).
    const found = betaTo(own, market, now);
    expect(found?.beta).toBeCloseTo(2, 6);
    expect(found?.error).toBeCloseTo(Math.sqrt(1 / 30), 6);
  });

  it('is unknown where the coin’s prices are older than six hours at the closes, and of a market that stands still', () => {
    expect(
      betaTo(
        coin.map(([time, price]) => [time - 6 * hour, price] as const),
        closes,
        now,
      ),
    ).toBeUndefined();
    expect(
      betaTo(
        coin,
        closes.map(([time]) => [time, 100] as const),
        now,
      ),
    ).toBeUndefined();
  });

  it('forgets what is older than ninety days', () => {
    expect(betaTo(coin, closes, now + 58 * day)).toBeDefined();
    expect(betaTo(coin, closes, now + 61 * day)).toBeUndefined();
  });
});
