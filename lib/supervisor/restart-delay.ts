/** A program that ran this long before it crashed is treated as if it had never crashed. */
export const steadySeconds = 60;

/** Seconds to wait before the nth start in a row of a program that keeps crashing: 1, 2, 4 … 30. */
export function restartDelaySeconds(crashesInARow: number): number {
  return Math.min(30, 2 ** Math.max(0, crashesInARow - 1));
}
