import type { Seconds } from '../domain/time';

const secondsOf = { d: 86_400, h: 3600, m: 60, s: 1 } as const;

/** The longest duration a fleet may name: a year and a day. */
export const longestDurationSeconds: Seconds = 366 * secondsOf.d;

/**
 * Reads a duration: whole seconds as a number, or text such as `90s`, `5m`, `4h`, `1d` or `1h30m`, largest unit first.
 * Gives undefined for anything else, for fractions and for more than a year.
 */
export function parseDuration(given: unknown): Seconds | undefined {
  const seconds = typeof given === 'number' ? given : typeof given === 'string' ? parseText(given) : undefined;
  if (seconds === undefined || !Number.isInteger(seconds)) return undefined;
  return seconds >= 0 && seconds <= longestDurationSeconds ? seconds : undefined;
}

function parseText(text: string): Seconds | undefined {
  const parts = /^(?:(\d{1,9})d)?(?:(\d{1,9})h)?(?:(\d{1,9})m)?(?:(\d{1,9})s)?$/.exec(text);
  if (parts === null || text === '') return undefined;
  const [, days, hours, minutes, seconds] = parts;
  return (
    Number(days ?? '0') * secondsOf.d +
    Number(hours ?? '0') * secondsOf.h +
    Number(minutes ?? '0') * secondsOf.m +
    Number(seconds ?? '0')
  );
}
