import type { Severity } from '../model/alerts.ts';
import { playTone } from './tone.ts';

/** Makes itself heard; resolves when the tone is over. Volume from 0 to 1. */
export type PlaySound = (severity: Severity, volume: number) => Promise<unknown>;

/**
 * For pages, which have audio of their own: Firefox's background, which may play without a press of the user (`navigator.getAutoplayPolicy` says
 * `allowed` there; Firefox 153, November 2026, on a machine without a device to hear it by), and the offscreen document, by which Chrome's worker,
 * which has none, is heard.
 */
export const playHere: PlaySound = (severity, volume) => playTone(new AudioContext(), severity, volume);
