import { beforeAll, describe, expect, it } from 'vitest';
import { venues } from '../../../lib/venues/registry.ts';
import { hearFrames, type HeardFrame } from '../../bench/frames.ts';

const loud = venues.filter(({ completeness }) => completeness !== 'none').map(({ id }) => id);

describe('the frames that the bench parses', () => {
  let frames: readonly HeardFrame[] = [];
  beforeAll(async () => {
    frames = await hearFrames(venues, { scenario: 'cascade', fromMs: 60_000, lengthMs: 120_000 });
  });

  it('come from every venue that publishes forced orders', () => {
    expect(new Set(frames.map(({ venue }) => venue))).toEqual(new Set(loud));
  });

  it('are all read by the venue that sent them', () => {
    const kinds = new Set(frames.map(({ text, parse }) => parse(JSON.parse(text)).kind));
    expect(kinds).not.toContain('rejected');
    expect(kinds).toContain('events');
    expect(kinds).toContain('control');
  });

  it('come after every subscription was acknowledged, and unpacked', () => {
    expect(frames.filter(({ text }) => /"op":"(?:sub|subscribe)"|"event":"subscribed?"/.test(text))).toEqual([]);
    expect(frames.filter(({ venue }) => venue === 'htx').every(({ text }) => text.startsWith('{'))).toBe(true);
  });
});
