import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { referenceArticle } from '../../fixtures/reference-article.ts';
import { referenceInputs } from '../claims/check/reference-market.ts';

const folder = mkdtempSync(join(tmpdir(), 'claims-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Answer {
  readonly id?: unknown;
  readonly title?: string;
  readonly date?: string;
  readonly claims?: readonly {
    readonly kind: string;
    readonly value: number;
    readonly verdict?: Readonly<Record<string, unknown>>;
  }[];
  readonly inconsistencies?: readonly { readonly type: string }[];
}

function run(input: string, words: readonly string[]): { out: readonly Answer[]; err: string; code: number | null } {
  const { stdout, stderr, status } = spawnSync('node', ['scripts/undertow/main.ts', 'claims', ...words], {
    input,
    encoding: 'utf8',
  });
  const lines = stdout.split('\n').filter(line => line.startsWith('{'));
  return { out: lines.map(line => JSON.parse(line) as Answer), err: stderr, code: status };
}

function file(name: string, lines: readonly unknown[]): string {
  const path = join(folder, name);
  writeFileSync(path, lines.map(line => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
  return path;
}

const market = file('market.jsonl', [
  ...referenceInputs.map(row => (row.type === 'holder' ? { ...row, day: '2026-02-09' } : row)),
  '',
]);
const date = new Date(referenceArticle.published).toISOString();
const article = { id: 'made', title: referenceArticle.headline, body: referenceArticle.blocks.join('\n'), date };

describe('undertow claims --market', { timeout: 60_000 }, () => {
  it('adds a verdict to each claim, and names the three errors of the reference day', () => {
    const { out, err, code } = run(JSON.stringify(article), ['--market', market]);
    expect([err, code]).toEqual(['', 0]);
    const [answer] = out;
    const words = new Map(answer?.claims?.map(({ kind, value, verdict }) => [`${kind} ${value}`, verdict?.['word']]));
    expect(words.get('price 67460')).toBe('holds');
    expect(words.get('treasury_pnl -900000000')).toBe('contradicts');
    expect(words.get('level 75000')).toBe('contradicts');
    expect(answer?.inconsistencies?.map(({ type }) => type)).toEqual(['pct_vs_abs', 'pnl_price', 'level_broken']);
  });

  it('says why, what was seen then and now, and by how much it differs', () => {
    const row = (sentence: string, more = {}) => JSON.stringify({ id: 1, sentence, date, ...more });
    const { out } = run(
      [
        row('Bitcoin is trading at $64,000.'),
        row('Bitcoin is trading at $67,460.', { date: undefined }),
        row('Bitcoin fell 1.69% in the past 24 hours.', { date: '2026-02-12' }),
        row('Dogecoin is trading at $0.09.'),
      ].join('\n'),
      ['--market', market],
    );
    const [off, undated, rough, unknown] = out.map(({ claims }) => claims?.[0]?.verdict);
    expect(off).toMatchObject({ word: 'off', then: { value: 67_460, source: 'recording' }, now: { value: 67_460 } });
    // 67,392.54 is the low of its bar: 64,000 is 5.03 per cent below it.
    expect(off?.['difference']).toBeCloseTo(64_000 / 67_392.54 - 1, 6);
    expect(undated).toMatchObject({ word: 'unchecked', reason: 'no-date', now: { value: 67_460 } });
    expect(rough).toMatchObject({ word: 'unchecked', reason: 'no-date' });
    expect(unknown).toEqual({ word: 'unchecked', reason: 'not-recorded' });
  });

  it('without it gives no verdict', () => {
    const { out } = run(JSON.stringify(article), []);
    expect(out[0]?.claims?.[0]).not.toHaveProperty('verdict');
    expect(out[0]?.inconsistencies?.map(({ type }) => type)).toContain('pnl_price');
  });

  it.each([
    ['a line that is no JSON', '{"type":', 'line 2: not JSON'],
    ['a type that is none', { type: 'weather', time: 1 }, 'line 2: type'],
    ['a figure that is missing', { type: 'openInterest', time: Date.UTC(2026, 1, 1), base: 'TOTAL' }, 'line 2: usd'],
    ['a day that is none', { type: 'holder', name: 'A', coins: 1, costUsd: 1, day: '9 Feb' }, 'line 2: day'],
    [
      'a bar that cannot be',
      { type: 'bar', time: Date.UTC(2026, 1, 1), intervalMs: 60_000, base: 'BTC', open: 1, high: 1, low: 2, close: 1 },
      'line 2: high, low',
    ],
  ])('refuses a market with %s, with its place', (_name, line, told) => {
    const { err, code, out } = run(JSON.stringify(article), ['--market', file('bad.jsonl', [referenceInputs[0], line])]);
    expect(err).toContain(told);
    expect(code).toBe(2);
    expect(out).toEqual([]);
  });

  it('refuses an empty market, one that is not there, and words that it does not know', () => {
    for (const words of [
      ['--market', file('empty.jsonl', [])],
      ['--market', join(folder, 'none')],
      ['--market'],
      ['--what', 'x'],
      ['--html', 'nowhere'],
    ])
      expect(run('', words)).toMatchObject({ code: 2, out: [], err: expect.stringContaining('undertow: ') as string });
  });
});

describe('the lines of undertow claims', { timeout: 60_000 }, () => {
  const at = Date.UTC(2026, 1, 1);
  const bar = {
    type: 'bar',
    time: at,
    intervalMs: 3_600_000,
    base: 'BTC',
    open: 70_000,
    high: 70_100,
    low: 69_900,
    close: 70_000,
  };
  const sentence = { id: 1, sentence: 'Bitcoin trades at $70,000.', date: '2026-02-01T00:30:00Z' };

  it('may begin with the mark of the byte order and end with carriage returns, those of the market too', () => {
    const marked = file('marked.jsonl', [`\uFEFF${JSON.stringify(bar)}\r`, '\r', '']);
    const { out, code } = run(`\uFEFF${JSON.stringify(sentence)}\r\n\r\n${JSON.stringify({ ...sentence, id: 2 })}\r\n`, [
      '--market',
      marked,
    ]);
    expect(code).toBe(0);
    expect(out.map(({ id }) => id)).toEqual([1, 2]);
    expect(out.map(({ claims }) => claims?.map(({ verdict }) => verdict?.['word']))).toEqual([['holds'], ['holds']]);
  });

  it('that cannot be read are named by their number, and the others answered', () => {
    const { out } = run(`not JSON\n\n[1]\n${JSON.stringify({ id: 'a' })}\n${JSON.stringify(sentence)}\n`, []);
    expect(out.slice(0, 3)).toEqual([
      { kind: 'rejected', line: 1, reason: 'not JSON', path: '' },
      { kind: 'rejected', line: 3, reason: 'no object', path: '' },
      { id: 'a', kind: 'rejected', line: 4, reason: 'neither a sentence nor a body', path: 'sentence' },
    ]);
    expect(out[3]?.claims).toHaveLength(1);
    expect(run('', []).out).toEqual([]);
  });

  it('of a page that was changed are of either time', () => {
    const later = { ...bar, time: at + 6 * 3_600_000, open: 60_000, high: 60_100, low: 59_900, close: 60_000 };
    const moving = file('moving.jsonl', [bar, later]);
    const page = (
      modified: string,
    ) => `<html><head><title>Bitcoin falls</title><meta property="article:published_time" content="2026-02-01T00:30:00Z">${modified}</head>
      <body><article><h1>Bitcoin falls</h1><p>Bitcoin trades at $60,000. It was a quiet night for the traders of the largest coins.</p></article></body></html>`;
    const wordOf = (html: string) =>
      run(html, ['--html', 'https://news.example/a', '--market', moving]).out[0]?.claims?.[0]?.verdict?.['word'];
    expect(wordOf(page(''))).toBe('off');
    expect(wordOf(page('<meta property="article:modified_time" content="2026-02-01T06:30:00Z">'))).toBe('holds');
  });
});

describe('undertow claims --html', { timeout: 60_000 }, () => {
  const page = `<!doctype html><html><head><title>${referenceArticle.headline}</title>
    <meta property="article:published_time" content="${date}"></head><body><nav>Bitcoin $1</nav><article><h1>${referenceArticle.headline}</h1>
    ${referenceArticle.blocks.map(block => `<p>${block.replaceAll('&', '&amp;')}</p>`).join('')}</article></body></html>`;

  it('answers one page by one line, whose id is its address', () => {
    const { out, err, code } = run(page, ['--html', 'https://news.example/a', '--market', market]);
    expect([err, code, out.length]).toEqual(['', 0, 1]);
    expect(out[0]).toMatchObject({ id: 'https://news.example/a', title: referenceArticle.headline, date });
    expect(out[0]?.claims?.map(({ kind, value }) => `${kind} ${value}`)).toContain('treasury_pnl -900000000');
    expect(out[0]?.claims?.find(({ kind }) => kind === 'price')?.verdict).toMatchObject({ word: 'holds' });
  });

  it('answers a page without text by no claims', () => {
    expect(run('', ['--html', 'https://news.example/a']).out).toMatchObject([{ claims: [], inconsistencies: [] }]);
  });
});
