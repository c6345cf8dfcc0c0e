import type { Workload } from '@/lib/domain/fleet';
import type { RegionWord, StepDeclaration } from '@/lib/domain/recovery/declaration';
import { titleOfFreeze, titleOfTurn, usualSteps } from '@/lib/domain/recovery/usual-step';

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

/**
 * Nobody deploys while a workload moves, nor until it has come home: changes are kept out of the target before anything
 * else, and out of the region being left beside that, where nothing waits for the answer.
 */
export function freezeSteps(workload: Workload, agreed: readonly string[]): readonly StepDeclaration[] {
  if (!isEverywhere(workload, 'deployments')) return [];
  return (['target', 'source'] as const).map((region) => freezeStep(`freeze-${region}`, 'off', region, agreed));
}

/** At home, and when all alarms are green, changes are let in again in both regions. */
export function thawSteps(workload: Workload, after: readonly string[]): readonly StepDeclaration[] {
  if (!isEverywhere(workload, 'deployments')) return [];
  return (['target', 'source'] as const).map((region) => freezeStep(`thaw-${region}`, 'on', region, after));
}

function freezeStep(id: string, turn: 'on' | 'off', region: RegionWord, after: readonly string[]): StepDeclaration {
  const kind = 'freeze-deployments';
  const title = titleOfFreeze(turn, region);
  const template = { kind, region, turn } as const;
  return { ...usualSteps[kind], id, title, template, after, modes: ['graceful', 'ungraceful'] };
}

/** Only where they are declared in every region of the workload: a plan is the same for every pair. */
function kindsOf(workload: Workload): readonly LeverKind[] {
  return leverKinds.filter((kind) => isEverywhere(workload, kind));
}

function isEverywhere({ recovery, regions }: Workload, field: LeverKind | 'deployments'): boolean {
  const declared = (recovery?.[field] ?? []).map(({ region }) => region);
  return regions.every(({ region }) => declared.includes(region));
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
