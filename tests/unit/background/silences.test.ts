import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toSilences } from '../../../lib/background/silences.ts';
import type { SilenceInput } from '../../../lib/background/silences.ts';
import { intersection, measure, toIntervals } from '../../../lib/std/intervals.ts';

const minute = 60_000;
const from = Date.UTC(2026, 1, 11);
const to = from + 60 * minute;
const at = (minutes: number) => from + minutes * minute;
const input = (change: Partial<SilenceInput>): SilenceInput => ({
  from,
  to,
  heard: [{ from, to }],
  stops: [],
  since: from - minute,
  streams: [],
  ...change,
});

describe('what was not heard', () => {
  it('is nothing where all was heard, and a seam of seconds is none', () => {
    expect(toSilences(input({}))).toEqual([]);
    expect(
      toSilences(
        input({
          heard: [
            { from, to: at(5) },
            { from: at(5) + 4_999, to },
          ],
        }),
      ),
    ).toEqual([]);
  });

  it('has the reason that the stream gave, without what changes from one time to the next', () => {
    const streams = [
      [
        { at: from - minute, state: 'live' as const, reason: 'listening' },
        { at: at(10), state: 'failing' as const, reason: 'asked to wait (429), again in 12 s' },
        { at: at(20), state: 'live' as const, reason: 'listening' },
      ],
    ];
    const heard = [
      { from, to: at(10) },
      { from: at(20), to },
    ];
    expect(toSilences(input({ heard, streams }))).toEqual([{ from: at(10), to: at(20), reason: 'asked to wait (429)' }]);
  });

  it('is two silences where one reason follows another', () => {
    const streams = [
      [
        { at: at(0), state: 'resting' as const, reason: 'the browser stops sockets while no panel is visible' },
        { at: at(30), state: 'blocked' as const, reason: 'refused from where you are (451)' },
      ],
    ];
    expect(toSilences(input({ heard: [], streams })).map(({ from: start, reason }) => [start, reason])).toEqual([
      [at(0), 'the browser stops sockets while no panel is visible'],
      [at(30), 'region: refused from where you are (451)'],
    ]);
  });

  it('has no reason where a stream says that it was listening', () => {
    const streams = [[{ at: from, state: 'live' as const, reason: 'listening' }]];
    expect(toSilences(input({ heard: [{ from: at(1), to }], streams })).map(({ reason }) => reason)).toEqual([
      'not heard, and nobody said why',
    ]);
  });

  it('is what comes before the first word of a stream', () => {
    const streams = [[{ at: at(3), state: 'live' as const, reason: 'listening' }]];
    expect(toSilences(input({ heard: [{ from: at(3), to }], since: at(1), streams }))).toEqual([
      { from: at(0), to: at(1), reason: 'before Undertow listened' },
      { from: at(1), to: at(3), reason: 'not connected yet' },
    ]);
  });

  it('was before Undertow, or while it was stopped, whatever a stream said last; the rest is told to be unknown', () => {
    const silences = toSilences(input({ heard: [], since: at(10), stops: [{ from: at(20), to: at(40) }] }));
    expect(silences).toEqual([
      { from: at(0), to: at(10), reason: 'before Undertow listened' },
      { from: at(10), to: at(20), reason: 'not heard, and nobody said why' },
      { from: at(20), to: at(40), reason: 'the background was stopped' },
      { from: at(40), to, reason: 'not heard, and nobody said why' },
    ]);
  });

  it('never overlaps what was heard, nor itself, and is in order', () => {
    const span = fc.tuple(fc.integer({ min: -5, max: 65 }), fc.integer({ min: 0, max: 20 })).map(([start, length]) => ({
      from: at(start),
      to: at(start + length),
    }));
    const change = fc.record({
      at: fc.integer({ min: -5, max: 65 }).map(at),
      state: fc.constantFrom('live' as const, 'silent' as const, 'blocked' as const),
      reason: fc.constantFrom('a', 'b'),
    });
    fc.assert(
      fc.property(
        fc.array(span, { maxLength: 6 }),
        fc.array(span, { maxLength: 4 }),
        fc.array(
          fc.array(change, { maxLength: 5 }).map(rows => rows.toSorted((a, b) => a.at - b.at)),
          { maxLength: 3 },
        ),
        (heardSpans, stops, streams) => {
          const heard = intersection(toIntervals(heardSpans), [{ from, to }]);
          const silences = toSilences(input({ heard, stops, streams }));
          expect(measure(intersection(heard, toIntervals(silences)))).toBe(0);
          silences.forEach((silence, place) => {
            expect(silence.to).toBeGreaterThan(silence.from);
            expect(silence.from).toBeGreaterThanOrEqual(silences[place - 1]?.to ?? from);
          });
        },
      ),
      { numRuns: 300, seed: 3 },
    );
  });
});
