import { describe, expect, it } from 'vitest';
import { composeAnswer } from '../../../lib/format/answer.ts';
import type { Figures } from '../../../lib/format/front.ts';
import type { AnswerSection } from '../../../lib/model/answer.ts';
import type { CoinReading, EngineFigures, WhyFigure } from '../../../lib/model/engine.ts';
import { emptySnapshot, patchySnapshot, referenceSnapshot } from '../../fixtures/snapshots.ts';

const engine = referenceSnapshot.engine;
if (engine === undefined) throw new Error('no engine');
const withReading = (change: Partial<CoinReading>): Figures => ({
  ...referenceSnapshot,
  engine: { ...engine, market: { ...engine.market, ...change } },
});
const withEngine = (change: Partial<EngineFigures>): Figures => ({ ...referenceSnapshot, engine: { ...engine, ...change } });

function sectionOf(figures: Figures, id: AnswerSection['id'], base?: string): AnswerSection {
  const found = composeAnswer(figures, base).sections.find(section => section.id === id);
  if (found === undefined) throw new Error(`no section ${id}`);
  return found;
}
const rowsOf = (figures: Figures, id: AnswerSection['id'], base?: string) =>
  sectionOf(figures, id, base).rows.map(({ cells }) => cells.map(({ text }) => text).filter(text => text !== ''));

describe('the answer', () => {
  it('has the same sections in the same order, whatever is known', () => {
    const ids = (figures: Figures) => composeAnswer(figures, undefined).sections.map(({ id }) => id);
    const all = ['evidence', 'interest', 'why', 'stabilising', 'context', 'windows', 'fear'];
    expect([referenceSnapshot, emptySnapshot, patchySnapshot].map(ids)).toEqual([all, all, all]);
  });

  it('says of everything that comes from the past that it is being read, before it was', () => {
    const answer = composeAnswer(emptySnapshot, undefined);
    expect(answer).not.toHaveProperty('phase');
    expect([answer.word, answer.line, answer.branching]).toEqual([
      'Phase unknown',
      'the past is being read',
      'R not measurable: the past is being read',
    ]);
    expect(rowsOf(emptySnapshot, 'evidence')).toEqual([['unknown, because the past is being read']]);
  });

  it('says of a coin that the engine has not read the same, and nothing of another', () => {
    const answer = composeAnswer(referenceSnapshot, 'DOGE');
    expect(answer.word).toBe('Phase unknown');
    expect(answer.narrative.join(' ')).not.toContain('67,460');
  });
});

describe('one figure that is unknown', () => {
  it.each([
    ['phase', 'evidence', [['unknown, because no price is recorded']]],
    ['why', 'why', [['unknown, because no price is recorded']]],
    [
      'stabilising',
      'stabilising',
      [
        ['Buying', '· unknown'],
        ['Liquidations diminishing', '· unknown'],
      ],
    ],
  ] as const)('says why, and takes no other with it: %s', (key, id, rows) => {
    const figures = withReading({ [key]: { unknown: 'noPriceRecorded' } });
    expect(rowsOf(figures, id)).toEqual(rows);
    const others = (of: Figures) => composeAnswer(of, undefined).sections.filter(section => section.id !== id);
    expect(others(figures)).toEqual(others(referenceSnapshot));
  });

  it('is R: not measurable, with the reason', () => {
    expect(composeAnswer(withReading({ branching: { unknown: { of: 'fewOrders', count: 7 } } }), undefined).branching).toBe(
      'R not measurable: only 7 orders in 6 hours',
    );
  });

  it.each([
    ['breadth', 'Other coins'],
    ['holders', 'Big holders'],
    ['markets', 'Other markets'],
  ] as const)('stands around it: %s', (key, name) => {
    const rows = sectionOf(withEngine({ [key]: { unknown: 'nobody answered' } }), 'context').rows;
    const row = rows.find(({ cells }) => cells[0]?.text === name);
    expect([row?.cells[1]?.text, row?.tip]).toEqual(['unknown', 'unknown, because nobody answered']);
    expect(rows.length).toBeGreaterThan(3);
  });
});

describe('why it moved', () => {
  const why = engine.market.why;
  if ('unknown' in why) throw new Error('no why');
  const section = (change: Partial<WhyFigure>) => sectionOf(withReading({ why: { ...why, ...change } }), 'why');

  it('is named after the direction, and is an estimate', () => {
    expect(section({}).title).toBe('Why it is down');
    expect(section({}).note).toEqual({ text: '≈ leverage', guess: true });
    expect(section({ change24h: 0.03, word: 'spot' })).toMatchObject({ title: 'Why it is up', note: { text: '≈ spot buying' } });
  });

  it('is mixed where causes are close, with both in the bar', () => {
    const shares = [
      { of: 'leverage', share: 0.5, confidence: 0.8 },
      { of: 'spot', share: 0.5, confidence: 0.8 },
    ] as const;
    const mixed = section({ word: 'mixed', shares });
    expect(mixed.note?.text).toBe('≈ mixed');
    expect(mixed.shares?.map(({ share }) => share)).toEqual([0.4, 0.4]);
  });

  it('is mixed where nothing is sure, and then no one cause fills the bar', () => {
    const shares = [
      { of: 'leverage', share: 0, confidence: 0.2 },
      { of: 'spot', share: 1, confidence: 0.2 },
    ] as const;
    const mixed = section({ word: 'mixed', shares });
    expect(mixed.note?.text).toBe('≈ mixed, 20% sure');
    expect(mixed.shares?.map(({ share }) => share)).toEqual([0, 0.2]);
    expect(section({ word: 'spot', shares }).shares?.map(({ share }) => share)).toEqual([0, 1]);
  });

  it('tells how sure it is and what was missing', () => {
    expect(section({ confidence: 0.4, missing: ['spot', { past: 'DAX' }] }).tip).toContain(
      'An estimate. 40% sure; missing: what takers traded of spot, ninety days of DAX',
    );
  });
});

describe('stabilising', () => {
  const tick = (met?: boolean) => ({ terms: [], ...(met === undefined ? {} : { met }) });
  const title = (buying?: boolean, diminishing?: boolean) =>
    sectionOf(withReading({ stabilising: { buying: tick(buying), diminishing: tick(diminishing) } }), 'stabilising').title;

  it('is said only when both tests hold, and not known only when neither says no', () => {
    expect(title(true, true)).toBe('Stabilising? Both tests hold');
    expect(title(false, true)).toBe('Stabilising? Not yet');
    expect(title(false, undefined)).toBe('Stabilising? Not yet');
    expect(title(true, undefined)).toBe('Stabilising? Not known');
  });

  it('says with the tooltip what the tests are worth', () => {
    expect(sectionOf(referenceSnapshot, 'stabilising').tip).toContain('held for 24 hours in about 7 of 10');
  });

  it('shows every term of a test in its title, those that are missing too', () => {
    expect(sectionOf(referenceSnapshot, 'stabilising').rows[0]?.tip).toBe(
      'Takers buy 46% in 2 h needs ≥ 50%; No new low for ? unknown, because no price is recorded',
    );
  });
});

describe('what stands around it', () => {
  it('says where, when and from what each figure is', () => {
    expect(
      sectionOf(referenceSnapshot, 'context')
        .rows.map(({ tip }) => tip)
        .slice(0, 4),
    ).toEqual([
      'CoinGecko, holdings of 11 Feb, cost stated 8 Feb; the price is −11.3% from the cost. Unrealised',
      'CoinGecko, holdings of 11 Feb. Unrealised',
      '81% did worse than BTC. No stablecoins and no copies of other coins. CoinGecko, 12 Feb, 00:25 UTC',
      'Euro Stoxx 50: close of 11 Feb, 16:30 UTC, Yahoo; VIX: close of 11 Feb, 21:30 UTC, Yahoo',
    ]);
  });

  it('never makes a profit of a cost that is not known', () => {
    const holder = { name: 'A', base: 'BTC', coins: 10, at: 0, source: 's' };
    const rows = (change: object) => rowsOf(withEngine({ holders: [{ ...holder, ...change }] }), 'context')[0];
    expect(rows({})).toEqual(['A, 10 BTC', 'cost unknown']);
    expect(rows({ costUsd: 100 })).toEqual(['A, 10 BTC at 100.0', 'price unknown']);
  });

  it('says of a market that it is closed, of each where one of two is', () => {
    expect(rowsOf(referenceSnapshot, 'context').slice(3, 5)).toEqual([
      ['Euro Stoxx 50 · VIX, closed', '−0.8%', '· 21.4'],
      ['10-year yield (closed) · dollar', '4.17%', '· +0.1%'],
    ]);
  });
});

describe('windows', () => {
  it('tell nothing heard from nothing forced out', () => {
    expect(rowsOf(patchySnapshot, 'windows').slice(1, 4)).toEqual([
      ['1h', '≥\u202f$0', '$0', '$0', '100%'],
      ['24h', '≥\u202f$18M', '$11M', '$7.00M', '41%'],
      ['7d', '–', '–', '–', 'not heard'],
    ]);
  });

  it('say what each stands on', () => {
    expect(sectionOf(patchySnapshot, 'windows').rows[2]?.tip).toBe(
      '2 of 3 venues, 41% of the window heard. A floor: more may have been forced out',
    );
    expect(sectionOf(patchySnapshot, 'windows').rows[3]?.tip).toBe('not heard yet');
  });
});

describe('fear and greed', () => {
  it.each([
    [-6, '−6 in a day'],
    [4, '+4 in a day'],
    [0, '0 in a day'],
  ])('says by how much it changed: %j', (changeDay, said) => {
    const { fearGreed } = referenceSnapshot;
    if (fearGreed === undefined) throw new Error('no index');
    expect(sectionOf({ ...referenceSnapshot, fearGreed: { ...fearGreed, changeDay } }, 'fear').note?.text).toBe(said);
  });

  it('tells a missing day from a missing index', () => {
    expect(sectionOf(patchySnapshot, 'fear').note?.text).toBe('the day before is unknown');
    expect(sectionOf(emptySnapshot, 'fear').note?.text).toBe('not heard yet');
  });
});
