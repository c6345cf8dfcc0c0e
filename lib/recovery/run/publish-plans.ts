import { setImmediate as breathe } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Entity, PlanEntity } from '@/lib/domain/entities';
import type { Fleet } from '@/lib/domain/fleet';
import type { EpochMs } from '@/lib/domain/time';
import type { EntityChange } from '@/lib/persistence';
import { applyChanges, readEntities } from '@/lib/persistence/entities';
import { readExecutions } from '@/lib/persistence/executions';
import type { Store } from '@/lib/persistence/store';
import { buildPlans } from '../rules/generate-plans';
import { keptInStream } from '../rules/kept-in-stream';
import { type MeasuredDurations, measureDurations } from '../rules/measured-durations';
import { factsOf } from '../steps/registry';

/** Runs older than this say little of how long steps take: half a year. */
const rememberedMs = 183 * 86_400_000;

/** An ended run stays in the stream for a day; longer where `keptInStream` says so. */
const shownMs = 86_400_000;

/**
 * Publishes the plans of a fleet, and takes those away that nobody can run any more: what changed only. Runs are pinned to
 * their own version, which no change here touches. Ended runs that no screen shows leave the stream; they stay on record.
 */
export async function publishPlans(store: Store, fleet: Fleet, now: EpochMs): Promise<void> {
  const [{ entities }, measured] = await Promise.all([
    readEntities(store, { kinds: ['plan', 'execution'] }),
    readMeasuredDurations(store, now),
  ]);
  const published = entities.map(({ entity }) => entity);
  const plans = await buildAll(fleet, measured);
  const changes = [...changedPlans(published, plans), ...goneExecutions(published, now)];
  if (changes.length > 0) await applyChanges(store, changes);
}

/** How long steps took in the runs on record. */
export async function readMeasuredDurations(store: Store, now: EpochMs): Promise<MeasuredDurations> {
  const stored = await readExecutions(store, { since: now - rememberedMs, limit: 5000 });
  const executions = stored.map(({ document }) => document);
  return measureDurations(executions, now);
}

async function buildAll(fleet: Fleet, measured: MeasuredDurations): Promise<readonly PlanEntity[]> {
  const built: PlanEntity[] = [];
  for (const workload of fleet.workloads) {
    const plans = buildPlans(workload, (spec, pair) => factsOf(spec, { ...pair, measured }));
    const { id: workloadId, accountId } = workload;
    built.push(...plans.map((plan): PlanEntity => ({ kind: 'plan', id: plan.id, workloadId, accountId, plan })));
    // A large fleet has thousands of routes; runs are driven meanwhile.
    await breathe();
  }
  return built;
}

function changedPlans(published: readonly Entity[], plans: readonly PlanEntity[]): readonly EntityChange[] {
  const known = new Map(published.flatMap((entity) => (entity.kind === 'plan' ? [[entity.id, entity]] : [])));
  const wanted = new Set(plans.map(({ id }) => id));
  return [
    ...plans
      .filter((plan) => !isDeepStrictEqual(toStored(plan), known.get(plan.id)))
      .map((plan): EntityChange => ({ op: 'put', entity: plan, labels: labelsOf(plan) })),
    ...[...known.keys()]
      .filter((id) => !wanted.has(id))
      .map((id): EntityChange => ({ op: 'remove', kind: 'plan', id })),
  ];
}

/** As the store gives it back: absent members are no members. */
function toStored(plan: PlanEntity): unknown {
  return JSON.parse(JSON.stringify(plan));
}

function labelsOf({ accountId, workloadId }: PlanEntity) {
  return { accountId, region: 'none', workloadId } as const;
}

function goneExecutions(published: readonly Entity[], now: EpochMs): readonly EntityChange[] {
  const runs = published.flatMap((entity) => (entity.kind === 'execution' ? [entity.execution] : []));
  const kept = keptInStream(runs);
  return runs
    .filter((run) => run.endedAt !== 'not-yet' && now - run.endedAt > shownMs && !kept.has(run.id))
    .map(({ id }): EntityChange => ({ op: 'remove', kind: 'execution', id }));
}
