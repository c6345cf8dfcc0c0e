import type { Entity } from '../entities';
import type { FindingCode } from '../findings/finding-order';
import type { FindingView } from '../overview/types';
import type { Execution } from '../recovery/execution';
import type { EpochMs } from '../time';
import type { WallCritical, WallSceneName } from './types';

/** A person's word that they have seen the occurrence of a finding that began at `since`. */
export interface SeenFinding {
  readonly findingId: string;
  readonly since: EpochMs;
  readonly actor: string;
}

/** Scenes that show a critical finding better than the list of them does. */
const bestScenes: Partial<Record<FindingCode, WallSceneName>> = {
  'region-down': 'fleet',
  'region-quarantined': 'fleet',
  'entry-point-down': 'fleet',
  'endpoint-down': 'fleet',
  'capacity-short': 'fleet',
  unprotected: 'fleet',
  'objective-breached': 'replication',
};

/**
 * What is critical now, each with the scene that shows it best among those the wall has: critical findings, and runs that
 * stand still because a step failed, which is seen when somebody makes them go on. What only the page itself says, as
 * that nothing is collected, is for the band above all scenes: nobody can acknowledge it.
 */
export function findCriticals(
  findings: readonly FindingView[],
  entities: readonly Entity[],
  seen: readonly SeenFinding[],
  scenes: readonly WallSceneName[],
): readonly WallCritical[] {
  const seenBy = new Map(seen.map(({ findingId, since, actor }) => [occurrence(findingId, since), actor]));
  const ofFindings = findings
    .filter(({ severity, saidBy }) => severity === 'critical' && saidBy === 'engine')
    .map(({ id, code, since, sentence }): WallCritical => {
      const key = occurrence(id, since);
      return { key, scene: sceneAmong(scenes, bestScenes[code]), since, sentence, seenBy: seenBy.get(key) ?? 'nobody' };
    });
  const ofRuns = entities
    .flatMap((entity) => (entity.kind === 'execution' ? [entity.execution] : []))
    .filter(standsStill)
    .map(
      ({ id, source, target, stateSince }): WallCritical => ({
        key: `run ${id} ${stateSince}`,
        scene: sceneAmong(scenes, 'run'),
        since: stateSince,
        sentence: `A step failed on the way from ${source} to ${target}: the run waits for a person`,
        seenBy: 'nobody',
      }),
    );
  return [...ofRuns, ...ofFindings];
}

/** Practice is no emergency. */
function standsStill({ state, drill, dryRun }: Execution): boolean {
  return state === 'paused-by-failed-step' && !drill && !dryRun;
}

function occurrence(findingId: string, since: EpochMs): string {
  return `${findingId} ${since}`;
}

function sceneAmong(scenes: readonly WallSceneName[], best: WallSceneName | undefined): WallSceneName {
  const inOrder: readonly (WallSceneName | undefined)[] = [best, 'findings', 'fleet', scenes[0]];
  return inOrder.find((scene): scene is WallSceneName => scene !== undefined && scenes.includes(scene)) ?? 'fleet';
}
