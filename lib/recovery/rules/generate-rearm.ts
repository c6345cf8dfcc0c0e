import type { StoreDeclaration, Workload } from '@/lib/domain/fleet';
import type { StepDeclaration, StepTemplate } from '@/lib/domain/recovery/declaration';
import type { PlanMode } from '@/lib/domain/recovery/plan';
import { usualSteps } from '@/lib/domain/recovery/usual-step';
import type { Seconds } from '@/lib/domain/time';

const graceful: readonly PlanMode[] = ['graceful'];

/** What a replica that is built anew may take until it is near: it has to be filled, and then to catch up. */
const mostCatchUpSeconds: Seconds = 21_600;

/**
 * Stores whose copy the way home builds anew before it becomes the writer: a replica that was promoted has none that follows
 * it. Both instances are known by name, and a transaction proves who writes before anything is deleted.
 */
export function isRearmed({ recovery, regions }: Workload, { kind, copyResource }: StoreDeclaration): boolean {
  return (
    kind === 'rds-replica' && copyResource !== undefined && recovery?.transaction !== undefined && regions.length === 2
  );
}

/**
 * The former writer at home is deleted, once the one that writes now was proven and a person agreed, and a replica is built
 * under its name; then it is waited for until it is near.
 */
export function rearmSteps(
  stores: readonly StoreDeclaration[],
  agreed: readonly string[],
  mostLagSeconds: Seconds,
): readonly StepDeclaration[] {
  if (stores.length === 0) return [];
  const title = 'Write a transaction through {source} and read it back before anything is deleted';
  const proof = step('prove-source', { kind: 'transaction-proof', region: 'source' }, agreed, { title });
  const each = stores.flatMap(({ id: storeId }) => [
    step(`clean-${storeId}`, cleanUp(storeId, 'target'), ['prove-source'], {
      title: `Delete what wrote ${storeId} in {target} before`,
    }),
    step(`rebuild-${storeId}`, rebuild(storeId, 'target'), [`clean-${storeId}`], {
      title: `Build ${storeId} in {target} anew as a replica`,
    }),
    step(nearOf(storeId), { kind: 'link-lag-below', storeId, seconds: mostLagSeconds }, [`rebuild-${storeId}`], {
      title: `Wait until ${storeId} in {target} has caught up`,
      timeoutSeconds: mostCatchUpSeconds,
    }),
  ]);
  return [{ ...proof, phase: 'execute' }, ...each];
}

/** The step by which the rebuilt copy of a store is near. */
export function nearOf(storeId: string): string {
  return `near-${storeId}`;
}

/**
 * The replica at home becomes the writer. RDS has no switchover: nothing is lost only because a person says that writes have
 * ended, and what was measured afterwards says that all of them have arrived. A lag within the limit, measured when the
 * limit has passed since that word, is of a moment after it.
 */
export function promoteSteps(
  { id: storeId }: StoreDeclaration,
  ready: readonly string[],
  mostLagSeconds: Seconds,
): readonly StepDeclaration[] {
  const instruction = `Stop what writes to ${storeId} in {source}, wherever it runs, and let nothing of it write there again. Then say that it is done: the replica in {target} becomes the writer once it has everything that was written until now.`;
  return [
    step(`stop-${storeId}`, { kind: 'manual-task', instruction }, ready, { title: `Stop what writes to ${storeId}` }),
    step(`settle-${storeId}`, { kind: 'wait', seconds: mostLagSeconds }, [`stop-${storeId}`], {
      title: `Let what was written last to ${storeId} arrive`,
    }),
    step(`drained-${storeId}`, { kind: 'link-lag-below', storeId, seconds: mostLagSeconds }, [`settle-${storeId}`], {
      title: `See that ${storeId} in {target} has everything that was written`,
    }),
    step(`promote-${storeId}`, { kind: 'rds-promote', storeId }, [`drained-${storeId}`], {
      title: `Promote ${storeId} in {target}`,
    }),
  ];
}

/** At home, and when all alarms are green, the region that was left becomes the copy again: that takes hours, and holds nobody. */
export function protectSteps(stores: readonly StoreDeclaration[]): readonly StepDeclaration[] {
  return stores.flatMap(({ id: storeId }) => [
    step(`clean-source-${storeId}`, cleanUp(storeId, 'source'), ['alarms'], {
      title: `Delete what wrote ${storeId} in {source} meanwhile`,
    }),
    step(`protect-${storeId}`, rebuild(storeId, 'source'), [`clean-source-${storeId}`], {
      title: `Build ${storeId} in {source} anew as a replica`,
    }),
  ]);
}

function cleanUp(storeId: string, region: 'source' | 'target'): StepTemplate {
  return { kind: 'clean-up', storeId, region, removes: 'former-writer', clusters: [] };
}

function rebuild(storeId: string, region: 'source' | 'target'): StepTemplate {
  return { kind: 'rds-create-replica', storeId, region, kmsKeys: [] };
}

function step(
  id: string,
  template: StepTemplate,
  after: readonly string[],
  more: Partial<Pick<StepDeclaration, 'title' | 'timeoutSeconds'>> = {},
): StepDeclaration {
  return { ...usualSteps[template.kind], id, template, after, modes: graceful, ...more };
}
