import { type Part, pause } from './bench.ts';
import { byMessage, timeCold } from './cold.ts';
import type { Reading } from './reading.ts';

const warmUps = 3;
const rounds = 30;
/** Lets a worker that has just started do what was due: the browser stops none that is at work. */
const restMs = 400;

const byPort = `const started = performance.now();
  const port = chrome.runtime.connect({ name: 'panel' });
  const heard = new Promise((resolve, reject) => {
    port.onMessage.addListener(message => message.type === 'snapshot.full' ? resolve(performance.now() - started) : reject(new Error(message.type)));
    port.onDisconnect.addListener(() => reject(new Error('disconnected')));
  });
  port.postMessage({ type: 'panel.open' });
  const ms = await heard;
  port.disconnect();
  return ms;`;

/** From stopping the worker to its first answer, by message and by port; beside the awake worker, and beside a worker that does nothing. */
export const wake: Part = {
  name: 'wake',
  title: 'stopped worker to first answer',
  async measure(bench) {
    const stage = await bench.stage();
    const bare = await bench.bare();
    const samples = {
      cold: [] as number[],
      warm: [] as number[],
      coldPort: [] as number[],
      warmPort: [] as number[],
      bare: [] as number[],
    };
    for (let round = -warmUps; round < rounds; round++) {
      const cold = await timeCold(stage, byMessage);
      const warm = await stage.backstage.run<number>(byMessage);
      await pause(restMs);
      const coldPort = await timeCold(stage, byPort);
      const warmPort = await stage.backstage.run<number>(byPort);
      await pause(restMs);
      const nothing = await timeCold(bare, byMessage);
      if (round < 0) continue;
      samples.cold.push(cold);
      samples.warm.push(warm);
      samples.coldPort.push(coldPort);
      samples.warmPort.push(warmPort);
      samples.bare.push(nothing);
    }
    return toReadings(samples);
  },
};

function toReadings({
  cold,
  warm,
  coldPort,
  warmPort,
  bare,
}: Readonly<Record<'cold' | 'warm' | 'coldPort' | 'warmPort' | 'bare', readonly number[]>>): readonly Reading[] {
  const time = { unit: 'ms', show: 'median' } as const;
  return [
    {
      ...time,
      name: 'snapshot by message',
      samples: cold,
      control: { name: 'worker awake', samples: warm, compare: 'ratio' },
      target: { of: 'p95', atMost: 250 },
    },
    {
      ...time,
      name: 'snapshot by port',
      samples: coldPort,
      control: { name: 'worker awake', samples: warmPort, compare: 'ratio' },
      target: { of: 'p95', atMost: 250 },
    },
    {
      ...time,
      name: 'of that ours',
      samples: cold,
      control: { name: 'bare worker, stopped', samples: bare, compare: 'difference' },
    },
  ];
}
