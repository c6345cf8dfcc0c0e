import type { EpochMs, Seconds } from '@/lib/domain/time';
import { faultKinds } from '@/lib/simulator/faults/families';
import { findDefaultFleet } from '@/lib/simulator/world/build-fleet';
import type { FleetSize } from '@/lib/simulator/world/generate-fleet';
import type { SimulatedFleet } from '@/lib/simulator/world/simulated-fleet';
import type { Fault, GivenFault } from '@/lib/simulator/world/types';
import { createDice, type Dice } from './dice';
import { makeFault } from './make-fault';
import { findGeneratedFleet } from './pair-of-fleets';

/** One run of the campaign as data: everything follows from its seed and number. */
export interface CampaignScenario {
  readonly seed: number;
  readonly number: number;
  readonly fleet: FleetSize | 'default';
  readonly startAt: EpochMs;
  /** Seconds of fleet time that it lasts; even. */
  readonly seconds: Seconds;
  readonly phases: readonly { readonly at: Seconds; readonly until?: Seconds; readonly fault: GivenFault }[];
}

/** Before the first fault the console learns what the calm fleet looks like. */
const calmSeconds: Seconds = 100;
/** Friday noon; each run begins at a time of day of its own within two days, so that traffic differs. */
const firstStart: EpochMs = Date.UTC(2026, 10, 20, 12);

/**
 * The scenario of a number: one to four faults that overlap as it comes, over the default fleet or a generated one. The
 * first fault goes through all families in turn, so that a campaign leaves none out.
 */
export function makeScenario(seed: number, number: number): CampaignScenario {
  const dice = createDice(seed, `truth:${number}`);
  const fleet = dice.chance(0.6) ? 'default' : sizeOf(dice);
  const simulated = fleet === 'default' ? findDefaultFleet() : findGeneratedFleet(fleet).simulated;
  const seconds = 2 * dice.whole(390, 480);
  const count = dice.whole(1, 4);
  const kinds = Array.from({ length: count }, (_, index) =>
    index === 0 ? kindAt(number) : kindAt(dice.whole(0, faultKinds.length - 1)),
  );
  return {
    seed,
    number,
    fleet,
    startAt: firstStart + dice.whole(0, 2 * 24 * 1800) * 2000,
    seconds,
    phases: kinds.flatMap((kind) => makePhase(kind, simulated, seconds, dice) ?? []),
  };
}

function makePhase(kind: Fault['kind'], fleet: SimulatedFleet, seconds: Seconds, dice: Dice) {
  const fault = makeFault(kind, fleet, dice);
  const at = dice.whole(calmSeconds, Math.round(seconds * 0.6));
  const until = at + dice.one([10, 60, 150, 300, 480]) + dice.whole(0, 60);
  if (fault === undefined) return undefined;
  return until < seconds && dice.chance(0.85) ? { at, until, fault } : { at, fault };
}

function kindAt(number: number): Fault['kind'] {
  // The list of kinds holds nothing but kinds of faults.
  return faultKinds[number % faultKinds.length] as Fault['kind'];
}

function sizeOf(dice: Dice): FleetSize {
  return {
    seed: dice.whole(1, 4),
    workloads: dice.one([5, 8, 12]),
    regions: dice.one([3, 5, 8]),
    accounts: dice.one([1, 2, 4]),
  };
}
