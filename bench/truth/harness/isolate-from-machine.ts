import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';
import { createDice } from '../scenario/dice';

/** Limits of the product are a second or longer; what is shorter only gathers, and may. */
const limitMs = 1000;

/**
 * Takes out of this process what differs from one run to the next: the wall clock in every limit of time, so that how
 * busy the machine is never decides how something ends, and chance, which follows the seed. From here on no timer of a
 * second or longer fires, and `performance.now` stands still.
 *
 * @returns puts everything back
 */
export function isolateFromMachine(seed: number): () => void {
  const { setTimeout: usual } = globalThis;
  const { timeout } = AbortSignal;
  const { setTimeout: usualSleep } = timers;
  const { random } = Math;
  const { now } = performance;
  const stoodStillAt = performance.now();
  const later = (run: () => void, ms = 0, ...rest: never[]) =>
    ms >= limitMs ? usual(() => undefined, 0) : usual(run, ms, ...rest);
  globalThis.setTimeout = Object.assign(later, usual) as typeof globalThis.setTimeout;
  AbortSignal.timeout = () => new AbortController().signal;
  timers.setTimeout = ((ms = 0, value?: unknown, options?: object) =>
    ms >= limitMs ? new Promise(() => undefined) : usualSleep(ms, value, options)) as typeof usualSleep;
  syncBuiltinESMExports();
  Math.random = createDice(seed, 'chance of the process').unit;
  performance.now = () => stoodStillAt;
  return () => {
    globalThis.setTimeout = usual;
    AbortSignal.timeout = timeout;
    timers.setTimeout = usualSleep;
    syncBuiltinESMExports();
    Math.random = random;
    performance.now = now;
  };
}
