import { streamKey, unitAt } from '@/lib/simulator/world/seeded-random';

/** Chance by a seed: the same throws in the same order for the same name. */
export interface Dice {
  /** Uniform in [0, 1). */
  unit(): number;
  /** A whole number, both ends included. */
  whole(from: number, to: number): number;
  one<T>(of: readonly T[]): T;
  chance(share: number): boolean;
}

/** Dice that fall alike for the same seed and name. */
export function createDice(seed: number, name: string): Dice {
  const key = streamKey(seed, name);
  let thrown = 0;
  const unit = () => {
    thrown += 1;
    return unitAt(key, thrown);
  };
  const whole = (from: number, to: number) => from + Math.floor(unit() * (to - from + 1));
  return {
    unit,
    whole,
    one: (of) => {
      const found = of[Math.floor(unit() * of.length)];
      if (found === undefined) throw new Error('There is nothing to choose from.');
      return found;
    },
    chance: (share) => unit() < share,
  };
}
