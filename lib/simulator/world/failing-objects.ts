import { streamKey, unitAt } from './seeded-random';
import type { WorldState } from './world-state';

/** Share of the objects that fail for good while the fault is in force. */
const failingShare = 0.03;

/** Counts what fails of objects that were tried over a link: the same number however time is cut. */
export function countFailures(state: WorldState, link: string, tried: number): void {
  if (tried === 0) return;
  const counted = state.objectFailures[link] ?? { tried: 0, failed: 0, told: 0 };
  counted.tried += tried;
  counted.failed = Math.floor(counted.tried * failingShare);
  state.objectFailures[link] = counted;
}

/** Notes what failed in the minute that ends now. */
export function closeFailures(state: WorldState, minute: number): void {
  const failed: Record<string, number> = {};
  for (const [link, counted] of Object.entries(state.objectFailures)) {
    if (counted.failed > counted.told) failed[link] = counted.failed - counted.told;
    counted.told = counted.failed;
  }
  if (Object.keys(failed).length > 0) state.failures[minute] = failed;
}

/** Whether the object that a journal entry wrote is one of those that fail. */
export function objectFails(seed: number, sequence: number): boolean {
  return unitAt(streamKey(seed, 'failing-object'), sequence) < failingShare;
}
