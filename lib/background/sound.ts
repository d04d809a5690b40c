import type { Severity } from '../model/alerts.ts';
import type { ExtensionBrowser } from './browser.ts';
import { playTone, toneUrl } from './tone.ts';

/** Makes itself heard; resolves once the tone plays. Volume from 0 to 1. */
export type PlaySound = (severity: Severity, volume: number) => Promise<unknown>;

/**
 * For Firefox, whose background is a page with audio of its own, which may play without a press of the user (`navigator.getAutoplayPolicy` says
 * `allowed` there; Firefox 153, November 2026, on a machine without a device to hear it by).
 */
export const playHere: PlaySound = (severity, volume) => playTone(new AudioContext(), severity, volume);

/**
 * For Chrome, whose worker has no audio: an offscreen document, which is told by its address what to play and closes itself when it has
 * (developer.chrome.com, reference/api/offscreen, November 2026: one document at a time).
 */
export const playOffscreen =
  ({ offscreen }: Pick<ExtensionBrowser, 'offscreen'>): PlaySound =>
  async (severity, volume) => {
    if (await offscreen.hasDocument()) await offscreen.closeDocument();
    return offscreen.createDocument({
      url: toneUrl(severity, volume),
      reasons: ['AUDIO_PLAYBACK'],
      justification: 'plays the short tone of an alert',
    });
  };
