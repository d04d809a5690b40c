import type { Severity } from '../model/alerts.ts';
import type { ExtensionBrowser } from './browser.ts';
import { playTone, toneUrl } from './tone.ts';

/** Makes itself heard; resolves once the tone plays. Volume from 0 to 1. */
export type PlaySound = (severity: Severity, volume: number) => Promise<unknown>;

/**
 * Firefox's background is a page and plays itself. Chrome's is a worker without audio: there an offscreen document, which is told by its address what
 * to play and closes itself, does it (developer.chrome.com, reference/api/offscreen, November 2026: one document at a time).
 */
export function createSound(browser: Pick<ExtensionBrowser, 'offscreen'>): PlaySound {
  return async (severity, volume) => {
    if (typeof AudioContext === 'function') return playTone(new AudioContext(), severity, volume);
    const { offscreen } = browser;
    if (await offscreen.hasDocument()) await offscreen.closeDocument();
    return offscreen.createDocument({
      url: toneUrl(severity, volume),
      reasons: ['AUDIO_PLAYBACK'],
      justification: 'plays the short tone of an alert',
    });
  };
}
