import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { createLineReader } from '../../../lib/engine/recording-lines.ts';
import { writeRecording } from '../../../lib/engine/recording.ts';

const t0 = Date.UTC(2026, 2, 1);
const minute = 60_000;

function replay(
  lines: readonly string[],
  words: readonly string[] = [],
): { out: readonly string[]; err: string; code: number | null } {
  const { stdout, stderr, status } = spawnSync('node', ['scripts/undertow/main.ts', 'replay', ...words], {
    input: lines.join('\n'),
    encoding: 'utf8',
  });
  return { out: stdout.split('\n').filter(line => line !== ''), err: stderr, code: status };
}

/** Five quiet hours of minute bars and an order a minute, then 6 % down in ten minutes on five orders a second. */
function fallOf(base: string): readonly string[] {
  const quiet = 300;
  return Array.from({ length: quiet + 10 }, (_, n) => {
    const time = t0 + n * minute;
    const step = Math.max(0, n - quiet + 1);
    const close = 80_000 * (1 - 0.006 * step);
    const open = 80_000 * (1 - 0.006 * Math.max(0, step - 1));
    const orders = Array.from({ length: step > 0 ? 300 : 1 }, (_order, place) =>
      JSON.stringify({
        type: 'liquidation',
        time: time + Math.floor((place * minute) / 300),
        base,
        position: 'long',
        usd: step > 0 ? 20_000 : 5000,
        venue: 'bybit',
      }),
    );
    return [JSON.stringify({ type: 'bar', time, intervalMs: minute, base, open, high: open, low: close, close }), ...orders];
  }).flat();
}

describe('undertow replay', { timeout: 60_000 }, () => {
  it('prints phases and alerts as JSON lines, one group of alerts for one fall', () => {
    const { out, err, code } = replay(fallOf('BTC'));
    expect([err, code]).toEqual(['', 0]);
    const told = out.map(line => JSON.parse(line) as Readonly<Record<string, unknown>>);
    const phases = told.filter(({ type }) => type === 'phase');
    expect(phases.slice(0, 2).map(({ base, from, phase }) => [base, from, phase])).toEqual([
      ['BTC', 'calm', 'building'],
      ['BTC', 'building', 'cascade'],
    ]);
    expect(Number(phases[0]?.time)).toBeGreaterThan(t0 + 300 * minute);
    expect(phases[0]).toHaveProperty('evidence');
    expect(phases[0]).toHaveProperty('r');
    const alerts = told.filter(({ type }) => type === 'alert');
    expect(alerts).toHaveLength(phases.length);
    expect(new Set(alerts.map(({ group }) => group)).size).toBe(1);
  });

  it('gives every coin an engine of its own, or hears only the one that is asked for', () => {
    const lines = [...fallOf('BTC'), ...fallOf('ETH')];
    const basesOf = (out: readonly string[]): readonly string[] => [
      ...new Set(out.map(line => (JSON.parse(line) as { base: string }).base)),
    ];
    expect([...basesOf(replay(lines).out)].sort()).toEqual(['BTC', 'ETH']);
    expect(basesOf(replay(lines, ['--base', 'ETH']).out)).toEqual(['ETH']);
  });

  it('names a line that it cannot read and goes on', () => {
    const [first = '', ...rest] = fallOf('BTC');
    const bad = ['{', '{"type":"bar"}', JSON.stringify({ type: 'liquidation', time: 17e8, base: 'BTC' })];
    const { out, err, code } = replay([first, ...bad, '', ...rest]);
    expect(code).toBe(1);
    expect(err.trim().split('\n')).toEqual([
      'line 2: not JSON',
      'line 3: time: not in milliseconds since 1970',
      'line 4: time: not in milliseconds since 1970',
    ]);
    expect(out).toEqual(replay(fallOf('BTC')).out);
  });

  it('says the same of the same lines, in whatever order and form they come', () => {
    const lines = fallOf('BTC');
    const { out } = replay(lines);
    expect(replay([...lines].reverse()).out).toEqual(out);
    expect(replay(lines.map(line => `${line}\r`)).out).toEqual(out);
    const read = createLineReader();
    const csv = writeRecording(
      lines.flatMap(line => read(line) ?? []),
      'csv',
    );
    expect(replay(csv.split('\n'))).toEqual({ out, err: '', code: 0 });
  });

  it('takes the name of a coin in small letters, and says so when no line is of it', () => {
    const lines = fallOf('BTC');
    expect(replay(lines, ['--base', 'btc']).out).toEqual(replay(lines).out);
    expect(replay(lines, ['--base', 'XYZ'])).toEqual({ out: [], err: 'undertow: no line is of XYZ\n', code: 0 });
    expect(replay([])).toEqual({ out: [], err: '', code: 0 });
  });

  it('tells a threshold of the user when it is reached', () => {
    // $20,000 every 200 ms from minute 300 on, and 59 orders of $5,000 less than an hour before: 4,705,000 more are 236 orders.
    const { out } = replay(fallOf('BTC'), ['--alert', 'btc:long:5000000:1h', '--alert', 'ETH:both:1000:1d']);
    const told = out.map(line => JSON.parse(line) as { readonly kind?: string; readonly time: number });
    expect(told.filter(({ kind }) => kind === 'threshold').map(({ time }) => time)).toEqual([t0 + 300 * minute + 235 * 200]);
  });

  it('does not measure R of a venue that is known to leave orders out', () => {
    const reasonsOf = (venue: string): readonly (string | undefined)[] => {
      const lines = fallOf('BTC').map(line => line.replace('"bybit"', `"${venue}"`));
      const told = replay(lines).out.map(line => JSON.parse(line) as { readonly r?: { readonly unknown?: string } });
      return told.flatMap(({ r }) => (r === undefined ? [] : [r.unknown]));
    };
    for (const reason of reasonsOf('binance')) expect(reason).toContain('no order in');
    for (const reason of reasonsOf('a venue of its own')) expect(reason ?? '').not.toContain('no order in');
  });

  it('explains itself, and refuses words that it does not know', () => {
    expect(replay([], ['--help']).out.join(' ')).toContain('--base COIN');
    expect(replay([], ['--coin', 'BTC']).code).toBe(2);
    expect(replay([], ['--base']).code).toBe(2);
    for (const threshold of ['BTC', 'BTC:sell:1:1h', 'BTC:long:0:1h', 'BTC:long:1:1w', ':long:1:1h', 'BTC:long:1:1h:x'])
      expect(replay([], ['--alert', threshold]).code).toBe(2);
  });
});
