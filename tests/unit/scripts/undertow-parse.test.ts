import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fixture, received } from '../../contract/fixtures.ts';

const root = resolve(import.meta.dirname, '../../..');
const main = join(root, 'scripts/undertow/main.ts');
const folder = mkdtempSync(join(tmpdir(), 'undertow-parse-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  readonly status: number | null;
  readonly lines: readonly string[];
  readonly answers: readonly unknown[];
  readonly stderr: string;
}

function run(words: readonly string[], input: readonly unknown[] | string = []): Run {
  const text = typeof input === 'string' ? input : input.map(line => `${JSON.stringify(line)}\n`).join('');
  const done = spawnSync(process.execPath, [main, ...words], { input: text, encoding: 'utf8', cwd: root });
  const lines = done.stdout === '' ? [] : done.stdout.replace(/\n$/, '').split('\n');
  return { status: done.status, lines, answers: lines.map(line => JSON.parse(line) as unknown), stderr: done.stderr };
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const at = String(received);
const long = {
  e: 'forceOrder',
  E: received - 900,
  o: {
    s: 'BTCUSDT',
    S: 'SELL',
    q: '0.5',
    p: '66000',
    ap: '67000',
    l: '0.5',
    z: '0.5',
    T: received - 1_000,
    st: 1,
    ps: 'BTCUSDT',
  },
};
const inverse = {
  e: 'forceOrder',
  E: received - 900,
  o: {
    s: 'BTCUSD_PERP',
    S: 'BUY',
    q: '134',
    p: '68000',
    ap: '67000',
    l: '134',
    z: '134',
    T: received - 1_000,
    st: 2,
    ps: 'BTCUSD',
  },
};

describe('one line for each line', () => {
  it('gives an event with its own fields and no others', () => {
    const { status, answers, stderr } = run(['parse', 'binance', '--received', at], [long]);
    expect([status, stderr]).toEqual([0, '']);
    expect(answers).toEqual([
      {
        kind: 'events',
        events: [
          {
            venue: 'binance',
            symbol: 'BTCUSDT',
            base: 'BTC',
            position: 'long',
            price: 67_000,
            priceKind: 'fill',
            quantity: { value: 0.5, unit: 'base' },
            baseQuantity: 0.5,
            usd: 33_500,
            eventTime: received - 1_000,
            // Time without its thousand millions of ms, + for a long, quantity at price.
            key: `BTCUSDT:${(received - 1_000) % 1e9}+0.5@67000`,
          },
        ],
      },
    ]);
  });

  it('answers in the order of the lines: frames, acknowledgements, words, blanks and what is no JSON', () => {
    const text = `${JSON.stringify({ result: null, id: 1 })}\n\npong\r\n<html> 403 Forbidden\n${JSON.stringify({ stream: '!forceOrder@arr', data: long })}`;
    const { answers } = run(['parse', 'binance', '--received', at], text);
    expect(answers).toEqual([
      { kind: 'control', name: 'answer' },
      { kind: 'ignored', reason: 'an empty line' },
      { kind: 'rejected', reason: 'not an object', path: '' },
      { kind: 'rejected', reason: 'not JSON', path: '' },
      expect.objectContaining({ kind: 'events' }),
    ]);
  });

  it('cuts lines at line feeds alone: a JSON text may hold the separators of Unicode', () => {
    const { answers } = run(['parse', 'gate'], `{"label":"A","message":"one\u2028two\u2029three"}\n"x"\n`);
    expect(answers).toHaveLength(2);
    expect(answers[0]).toEqual({ kind: 'rejected', reason: 'Gate refused (A): one\u2028two\u2029three', path: '' });
  });

  it('names the first fault with its path, and the rows of a payload that could not be read beside those that could', () => {
    const good = { time: 1_770_856_100, contract: 'BTC_USD', size: 5, order_price: '1', fill_price: '60000', left: 0 };
    const { answers } = run(['parse', 'gate', '--received', at], [[good, { ...good, size: 'x' }], { ...long, o: null }]);
    expect(answers[0]).toMatchObject({ kind: 'events', events: [{ usd: 5 }], rejections: [{ path: '1.size' }] });
    expect(answers[1]).toEqual({ kind: 'rejected', reason: 'not a list', path: '' });
    const [broken] = run(['parse', 'binance', '--received', at], [{ ...long, o: { ...long.o, S: 'Buy' } }]).answers;
    expect(broken).toEqual({ kind: 'rejected', reason: 'neither SELL nor BUY', path: 'o.S' });
  });

  it('answers a line before the next one comes', async () => {
    const child = spawn(process.execPath, [main, 'parse', 'binance'], { cwd: root });
    child.stdout.setEncoding('utf8');
    const next = () => new Promise<string>(done => child.stdout.once('data', done));
    child.stdin.write(`${JSON.stringify(long)}\n`);
    expect(JSON.parse(await next())).toMatchObject({ kind: 'events' });
    child.stdin.write('{"id":2,"result":null}\n');
    expect(JSON.parse(await next())).toMatchObject({ kind: 'control' });
    child.stdin.end();
    expect(await new Promise(done => child.once('close', done))).toBe(0);
  });
});

describe('the time of receipt', () => {
  it('bounds the times that are believed, and is not asked of this machine', () => {
    const ahead = { ...long, o: { ...long.o, T: received + 2 * 86_400_000 } };
    expect(run(['parse', 'binance', '--received', at], [ahead]).answers[0]).toMatchObject({ kind: 'rejected', path: 'o.T' });
    const old = String(Date.UTC(2018, 0, 1));
    expect(run(['parse', 'binance', '--received', old], [long]).answers[0]).toMatchObject({ kind: 'rejected' });
    const later = { ...long, o: { ...long.o, T: Date.UTC(2090, 0, 1) } };
    expect(run(['parse', 'binance'], [later]).answers[0]).toMatchObject({ kind: 'events' });
  });
});

describe('the list of contracts', () => {
  const um = JSON.stringify(fixture('binance', 'um-exchange-info'), undefined, 2);
  const cm = JSON.stringify(fixture('binance', 'cm-exchange-info'));

  it('gives the money that needs the size of a contract; without it the contracts are still counted', () => {
    const [bare] = run(['parse', 'binance', '--received', at], [inverse]).answers as { events: Record<string, unknown>[] }[];
    expect(bare?.events[0]).toMatchObject({ position: 'short', quantity: { value: 134, unit: 'contracts' } });
    expect(Object.keys(bare?.events[0] ?? {})).not.toContain('usd');
    expect(Object.keys(bare?.events[0] ?? {})).not.toContain('baseQuantity');
    const listed = run(['parse', 'binance', '--received', at, '--instruments', file('cm.json', cm)], [inverse]).answers;
    // 134 contracts of 100 dollars at 67,000: 0.2 BTC.
    expect(listed).toMatchObject([{ events: [{ usd: 13_400, baseQuantity: 0.2 }] }]);
  });

  it('comes as one document, however it is broken into lines, or as one in each line', () => {
    const single = run(['parse', 'binance', '--received', at, '--instruments', file('um.json', um)], [long]);
    expect(single.answers).toMatchObject([{ events: [{ usd: 33_500 }] }]);
    const both = file('both.jsonl', `${JSON.stringify(JSON.parse(um))}\n${cm}\n`);
    const answers = run(['parse', 'binance', '--received', at, '--instruments', both], [long, inverse]).answers;
    expect(answers).toMatchObject([{ events: [{ usd: 33_500 }] }, { events: [{ usd: 13_400 }] }]);
  });

  it.each([
    ['a file that is not there', () => join(folder, 'none.json'), /ENOENT/],
    ['a file that is no JSON', () => file('page.html', '<html>'), /neither one JSON document nor one in each line \(line 1\)/],
    ['the answer of another venue', () => file('other.json', '{"retCode":0}'), /no list of contracts on binance/],
  ])('refuses %s with words and exit code 2', (_what, path, words) => {
    const { status, lines, stderr } = run(['parse', 'binance', '--instruments', path()], [long]);
    expect([status, lines]).toEqual([2, []]);
    expect(stderr).toMatch(words);
  });
});

describe('the words', () => {
  it.each([
    [['parse'], /name a venue: .*binance/],
    [['parse', 'ftx'], /no venue ftx/],
    [['parse', 'hyperliquid'], /no venue hyperliquid/],
    [['parse', 'constructor'], /no venue constructor/],
    [['parse', 'binance', '--recieved', '1'], /--recieved is not known/],
    [['parse', 'binance', '--received'], /--received needs a value/],
    [['parse', 'binance', '--received', 'yesterday'], /milliseconds since 1970/],
    [['pars', 'binance'], /pars is not known/],
    [[], /npm run -s undertow -- parse <venue>/],
  ])('%j are refused on stderr with exit code 2', (words, message) => {
    const { status, lines, stderr } = run(words, [long]);
    expect([status, lines]).toEqual([2, []]);
    expect(stderr).toMatch(message);
  });

  it('come through npm, which prints nothing of its own and finds the Node of this project', () => {
    const done = spawnSync('npm', ['run', '-s', 'undertow', '--', 'parse', 'binance'], {
      input: `${JSON.stringify(long)}\n`,
      encoding: 'utf8',
      cwd: root,
    });
    expect(done.status).toBe(0);
    expect(done.stdout.split('\n')).toHaveLength(2);
    expect(JSON.parse(done.stdout)).toMatchObject({ kind: 'events', events: [{ usd: 33_500 }] });
  });
});
