import { describe, expect, it } from 'vitest';
import { createOffscreen } from '../../../../lib/background/reading/offscreen.ts';
import { serveOffscreen } from '../../../../lib/background/reading/offscreen-page.ts';
import { settleSoon } from '../../feeds/fake-time.ts';
import { createFakePorts, createFakeTimers, headlineOf, nothing, textOf } from './fakes.ts';

const url = 'chrome-extension://ours/offscreen.html';

/** Chrome, as far as it is used: one document at a time, which runs our script, and is gone with all that it had when it is closed. */
function createChrome() {
  const said: string[] = [];
  const errors: unknown[] = [];
  const timers = createFakeTimers();
  const connects: ((port: unknown) => void)[] = [];
  let shown: ReturnType<typeof run> | undefined;
  let isMade = false;
  let fault: 'none' | 'refused' | 'silent' = 'none';
  /** Tones that play and texts that are read in the document, to be ended by the test. */
  let tones: { readonly what: string; readonly end: () => void }[] = [];
  let readings: { resolve: (answer: unknown) => void; reject: (error: Error) => void }[] = [];

  function run() {
    const { near, far } = createFakePorts({ id: 'ours', url });
    serveOffscreen({
      runtime: { connect: () => far } as unknown as Parameters<typeof serveOffscreen>[0]['runtime'],
      thread: {
        read: asked => {
          said.push(`read ${headlineOf(asked)}`);
          return new Promise((resolve, reject) => void readings.push({ resolve, reject }));
        },
        end() {
          said.push('end thread');
          for (const { reject } of readings.splice(0)) reject(new Error('the reading was ended'));
        },
      },
      play: (severity, volume) => new Promise<void>(end => void tones.push({ what: `${severity} ${volume}`, end })),
      close: () => void said.push('close itself'),
    });
    for (const connect of connects) connect(near);
    return { near, far };
  }

  function kill(): void {
    shown?.far.disconnect();
    shown = undefined;
    isMade = false;
    tones = [];
    readings = [];
  }

  const offscreen = {
    hasDocument: async () => isMade,
    async closeDocument() {
      if (!isMade) throw new Error('No current offscreen document.');
      said.push('close');
      await settleSoon();
      kill();
    },
    async createDocument({ url: path }: { url: string }) {
      if (isMade) throw new Error('Only a single offscreen document may be created.');
      isMade = true;
      said.push(`create ${path}`);
      await settleSoon();
      if (fault === 'refused') {
        isMade = false;
        throw new Error('refused');
      }
      if (fault === 'none') shown = run();
    },
  };
  const runtime = {
    id: 'ours',
    getURL: (path: string) => `chrome-extension://ours${path}`,
    onConnect: { addListener: (listener: (port: unknown) => void) => void connects.push(listener) },
  };
  const means = createOffscreen({
    browser: { offscreen, runtime } as unknown as Parameters<typeof createOffscreen>[0]['browser'],
    timers,
    report: (_where, error) => void errors.push(error),
  });
  return {
    ...means,
    said,
    errors,
    timers,
    offscreen,
    kill,
    fail: (how: typeof fault) => void (fault = how),
    tones: () => tones,
    readings: () => readings,
    connect: (port: unknown) => connects.forEach(listener => listener(port)),
    /** The background dies: the call ends, the document is left. */
    hangUp: () => shown?.near.disconnect(),
  };
}

const settle = async () => {
  for (let turn = 0; turn < 4; turn += 1) await settleSoon();
};

describe('the offscreen document', () => {
  it('is opened for a tone and closed when that is over', async () => {
    const chrome = createChrome();
    const playing = chrome.play('warning', 0.3);
    await settle();
    expect(chrome.tones().map(({ what }) => what)).toEqual(['warning 0.3']);
    expect(chrome.said).toEqual(['create /offscreen.html']);
    chrome.tones()[0]?.end();
    await playing;
    await settle();
    expect(chrome.said).toEqual(['create /offscreen.html', 'close']);
  });

  it('plays tones one after the other', async () => {
    const chrome = createChrome();
    const all = [chrome.play('info', 1), chrome.play('alarm', 0.5)];
    await settle();
    expect(chrome.tones()).toHaveLength(1);
    chrome.tones()[0]?.end();
    await settle();
    expect(chrome.tones().map(({ what }) => what)).toEqual(['info 1', 'alarm 0.5']);
    expect(chrome.said).toEqual(['create /offscreen.html']);
    chrome.tones()[1]?.end();
    await Promise.all(all);
  });

  it('stays open for the next text until its thread is ended', async () => {
    const chrome = createChrome();
    const first = chrome.thread.read(textOf('a'));
    await settle();
    chrome.readings()[0]?.resolve(nothing);
    expect(await first).toEqual(nothing);
    const second = chrome.thread.read(textOf('b'));
    await settle();
    chrome.readings()[1]?.resolve(nothing);
    await second;
    expect(chrome.said).toEqual(['create /offscreen.html', 'read a', 'read b']);
    chrome.thread.end();
    await settle();
    expect(chrome.said.slice(3)).toEqual(['close']);
    expect(chrome.errors).toEqual([]);
  });

  it('is one for a tone and a text that are wanted at the same time', async () => {
    const chrome = createChrome();
    const reading = chrome.thread.read(textOf('a'));
    const playing = chrome.play('alarm', 1);
    await settle();
    expect(chrome.said).toEqual(['create /offscreen.html', 'read a']);
    chrome.tones()[0]?.end();
    await playing;
    await settle();
    // The text is still being read.
    expect(chrome.said).not.toContain('close');
    chrome.readings()[0]?.resolve(nothing);
    expect(await reading).toEqual(nothing);
  });

  it('ends a reading without cutting a tone off, and closes after it', async () => {
    const chrome = createChrome();
    const playing = chrome.play('alarm', 1);
    const reading = chrome.thread.read(textOf('slow'));
    reading.catch(() => undefined);
    await settle();
    chrome.thread.end();
    await settle();
    await expect(reading).rejects.toThrow('ended');
    expect(chrome.said.slice(1)).toEqual(['read slow', 'end thread']);
    chrome.tones()[0]?.end();
    await playing;
    await settle();
    expect(chrome.said).toContain('close');
  });

  it('is made anew after it was closed, in turn', async () => {
    const chrome = createChrome();
    const first = chrome.thread.read(textOf('a'));
    await settle();
    chrome.readings()[0]?.resolve(nothing);
    await first;
    chrome.thread.end();
    const second = chrome.thread.read(textOf('b'));
    await settle();
    chrome.readings()[0]?.resolve(nothing);
    expect(await second).toEqual(nothing);
    expect(chrome.said).toEqual(['create /offscreen.html', 'read a', 'close', 'create /offscreen.html', 'read b']);
    expect(chrome.errors).toEqual([]);
  });

  it('takes the place of one that a former life of the worker has left', async () => {
    const chrome = createChrome();
    chrome.fail('silent');
    await chrome.offscreen.createDocument({ url: 'of before' });
    chrome.fail('none');
    const reading = chrome.thread.read(textOf('a'));
    await settle();
    expect(chrome.said).toEqual(['create of before', 'close', 'create /offscreen.html', 'read a']);
    chrome.readings()[0]?.resolve(nothing);
    expect(await reading).toEqual(nothing);
  });

  it('rejects what is under way when it is gone, and is made anew for the next', async () => {
    const chrome = createChrome();
    const reading = chrome.thread.read(textOf('a'));
    reading.catch(() => undefined);
    await settle();
    chrome.kill();
    await expect(reading).rejects.toThrow('gone');
    const next = chrome.thread.read(textOf('b'));
    await settle();
    chrome.readings()[0]?.resolve(nothing);
    expect(await next).toEqual(nothing);
  });

  it('rejects where Chrome refuses it, and is tried anew for the next', async () => {
    const chrome = createChrome();
    chrome.fail('refused');
    await expect(chrome.thread.read(textOf('a'))).rejects.toThrow('refused');
    await expect(chrome.play('info', 1)).rejects.toThrow('refused');
    chrome.fail('none');
    const reading = chrome.thread.read(textOf('b'));
    await settle();
    chrome.readings()[0]?.resolve(nothing);
    expect(await reading).toEqual(nothing);
  });

  it('is given up when it does not call within five seconds', async () => {
    const chrome = createChrome();
    chrome.fail('silent');
    const playing = chrome.play('info', 1);
    playing.catch(() => undefined);
    await settle();
    chrome.timers.pass(5_000);
    await expect(playing).rejects.toThrow('does not answer');
    await settle();
    expect(chrome.said).toEqual(['create /offscreen.html', 'close']);
  });

  it.each([
    ['a script in a page', { id: 'ours', url: 'https://www.gate.com/', tab: { id: 7 } }],
    ['the page in a tab', { id: 'ours', url, tab: { id: 7 } }],
    ['another page of ours', { id: 'ours', url: 'chrome-extension://ours/popup.html' }],
    ['another extension', { id: 'theirs', url }],
    ['nobody', undefined],
  ])('is not taken for %s', async (_name, sender) => {
    const chrome = createChrome();
    chrome.fail('silent');
    chrome.thread.read(textOf('secret')).catch(() => undefined);
    await settle();
    const { near, far } = createFakePorts(sender);
    const heard: unknown[] = [];
    let isRefused = false;
    far.onMessage.addListener((message: never) => void heard.push(message));
    far.onDisconnect.addListener(() => void (isRefused = true));
    chrome.connect(near);
    await settle();
    expect([heard, isRefused]).toEqual([[], true]);
  });

  it('refuses the right page when nobody waits for it, or one has come already', async () => {
    const chrome = createChrome();
    const isRefused = (): boolean => {
      const { near, far } = createFakePorts({ id: 'ours', url });
      let is = false;
      far.onDisconnect.addListener(() => void (is = true));
      chrome.connect(near);
      return is;
    };
    expect(isRefused()).toBe(true);
    void chrome.thread.read(textOf('a'));
    await settle();
    expect(isRefused()).toBe(true);
  });

  it('ends its thread and closes itself when the background is gone, after the tone that plays', async () => {
    const chrome = createChrome();
    chrome.play('alarm', 1).catch(() => undefined);
    chrome.thread.read(textOf('a')).catch(() => undefined);
    await settle();
    const [tone] = chrome.tones();
    chrome.hangUp();
    await settle();
    expect(chrome.said.slice(1)).toEqual(['read a', 'end thread']);
    tone?.end();
    await settle();
    expect(chrome.said.at(-1)).toBe('close itself');
  });

  it('is asked nothing else', async () => {
    const { near, far } = createFakePorts(undefined);
    const answers: unknown[] = [];
    near.onMessage.addListener((message: never) => void answers.push(message));
    const refuse = () => {
      throw new Error('asked');
    };
    serveOffscreen({
      runtime: { connect: () => far } as unknown as Parameters<typeof serveOffscreen>[0]['runtime'],
      thread: { read: refuse, end: refuse },
      play: refuse,
      close: refuse,
    });
    const questions = [
      undefined,
      'tone',
      { type: 'tone', severity: 'panic', volume: 1 },
      { type: 'tone', severity: 'alarm', volume: 2 },
      { type: 'tone', severity: 'alarm', volume: 0 },
      { type: 'read', text: { headline: 'a' } },
      { type: 'close' },
    ];
    for (const [id, question] of questions.entries()) near.postMessage({ id, question });
    await settle();
    expect(answers).toEqual(questions.map((_question, id) => ({ id, error: 'no question' })));
  });
});
