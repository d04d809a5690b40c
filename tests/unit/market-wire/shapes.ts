import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Payloads recorded or printed by the venues, kept beside the repository and never in it. */
export const captures = resolve(import.meta.dirname, '../../../../shared/captures');
/** Whether they are there. */
export const present = existsSync(captures);

/** Keys and types of a payload. */
export type Shape = string | { readonly [key: string]: Shape };

/** Keys and types of a payload; the first entry stands for a list; decimal text is told from other text. */
export function shapeOf(value: unknown): Shape {
  if (Array.isArray(value)) return value.length === 0 ? 'list' : { '[]': shapeOf(value[0]) };
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]));
  if (typeof value === 'string') return value !== '' && Number.isFinite(Number(value)) ? 'decimal text' : 'text';
  return value === null ? 'null' : typeof value;
}

/** What the capture has and the simulator's answer has not, or has in another type. */
export function missing(capture: Shape, ours: Shape, path = ''): readonly string[] {
  if (typeof capture === 'string') {
    const same =
      capture === ours ||
      (capture === 'null' && typeof ours === 'string') ||
      (capture === 'text' && ours === 'decimal text') ||
      (capture === 'decimal text' && ours === 'text');
    return same ? [] : [`${path}: ${capture}, ours ${typeof ours === 'string' ? ours : 'a structure'}`];
  }
  if (typeof ours === 'string') return [`${path}: a structure, ours ${ours}`];
  return Object.entries(capture).flatMap(([key, inner]) => {
    const own = ours[key];
    return own === undefined ? [`${path}.${key} is not there`] : missing(inner, own, `${path}.${key}`);
  });
}

/** A recorded payload; the answer alone where the request was recorded with it. */
export function capture(file: string): unknown {
  const parsed = JSON.parse(readFileSync(resolve(captures, file), 'utf8')) as unknown;
  return typeof parsed === 'object' && parsed !== null && 'response' in parsed ? parsed.response : parsed;
}
