import type { Workload } from '@/lib/domain/fleet';
import type { RegionWord, StepDeclaration } from '@/lib/domain/recovery/declaration';
import { titleOfTurn, usualSteps } from '@/lib/domain/recovery/usual-step';

const leverKinds = ['consumers', 'schedules'] as const;
type LeverKind = (typeof leverKinds)[number];

/**
 * What the workload does by itself in the region being left ends before its writer moves. A region that was given up is
 * told at once, beside its fence: nothing waits for the answer.
 *
 * @param agreed what comes before anything is changed
 * @param ready what comes before anything is taken from a healthy region
 */
export function stopSteps(
  workload: Workload,
  agreed: readonly string[],
  ready: readonly string[],
): readonly StepDeclaration[] {
  return kindsOf(workload).flatMap((kind) => [
    turnStep(`stop-${kind}`, kind, 'off', 'source', ready, ['graceful']),
    turnStep(`give-up-${kind}`, kind, 'off', 'source', agreed, ['ungraceful']),
  ]);
}

/** What the target does by itself begins once its writer was proven. */
export function startSteps(workload: Workload, after: readonly string[]): readonly StepDeclaration[] {
  return kindsOf(workload).map((kind) =>
    turnStep(`start-${kind}`, kind, 'on', 'target', after, ['graceful', 'ungraceful']),
  );
}

/** Only where they are declared in every region of the workload: a plan is the same for every pair. */
function kindsOf({ recovery, regions }: Workload): readonly LeverKind[] {
  return leverKinds.filter((kind) => {
    const declared = (recovery?.[kind] ?? []).map(({ region }) => region);
    return regions.every(({ region }) => declared.includes(region));
  });
}

function turnStep(
  id: string,
  kind: LeverKind,
  turn: 'on' | 'off',
  region: RegionWord,
  after: readonly string[],
  modes: StepDeclaration['modes'],
): StepDeclaration {
  return {
    ...usualSteps[kind],
    id,
    title: titleOfTurn(kind, turn, region),
    template: { kind, region, turn },
    after,
    modes,
  };
}
