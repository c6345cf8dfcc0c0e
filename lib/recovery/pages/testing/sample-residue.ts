import type { Entity } from '@/lib/domain/entities';
import { toObserved } from '@/lib/domain/observe';
import type { CallRecord, Execution } from '@/lib/domain/recovery/execution';
import type { ResidueOwnerEntity, ResidueReadingEntity } from '@/lib/domain/recovery/residue/entities';
import { ownerIdOf } from '@/lib/domain/recovery/residue/entities';
import type { StepSpec } from '@/lib/domain/recovery/step';
import type { GroupSize, TouchedResource } from '@/lib/domain/recovery/touched';
import type { EpochMs } from '@/lib/domain/time';
import { findPlanned } from '../../rules/execution/reading';
import { unheardTouches } from '../../rules/unheard-touches';

/** Runs with what their steps changed, as the steps of the engine journal it. */

export const sizeBefore: GroupSize = { minimum: 2, maximum: 12, desired: 2, suspended: [] };

/** The run with a call for each step that has ended and changes something; the region being left was silent. */
export function journaled(run: Execution): Execution {
  const steps = run.steps.map((step) => {
    const spec = findPlanned(run, step.stepId)?.spec;
    if (spec === undefined || step.startedAt === 'not-yet') return step;
    const touched = unheardTouches(spec)
      .filter(({ kind, region }) => kind !== 'group' || region !== run.source)
      .map((one) => asItWas(one, spec));
    return touched.length === 0 ? step : { ...step, calls: [...step.calls, callOf(touched, step.startedAt, run)] };
  });
  return { ...run, steps };
}

function asItWas(touched: TouchedResource, spec: StepSpec): TouchedResource {
  switch (touched.kind) {
    case 'group':
      return { ...touched, before: sizeBefore };
    case 'control': {
      const turns = spec.kind === 'routing-controls' ? spec.turns : spec.kind === 'fence-writer' ? spec.controls : [];
      const to = turns.find(({ controlArn }) => controlArn === touched.controlArn)?.to;
      return { ...touched, before: to === 'on' ? 'off' : 'on' };
    }
    case 'setting':
      return { ...touched, before: 'on' };
    case 'unread':
      return touched;
    case 'route':
      return { ...touched, before: 'active' };
    case 'writer':
      return touched.givenUpCluster === undefined ? touched : { ...touched, givenUpCluster: 'checkout-use1' };
  }
}

function callOf(touched: readonly TouchedResource[], at: EpochMs, { target }: Execution): CallRecord {
  const action = 'sample:Change';
  return { at, action, endpointRegion: target, requestId: 'none', outcome: 'answered', detail: 'Accepted.', touched };
}

/** A reading of the snapshots of a run of checkout. */
export function snapshotReading(
  runId: string,
  present: readonly string[],
  now: EpochMs,
  wasPresent = present.length > 0,
): ResidueReadingEntity {
  const key = `snapshot/${runId}/checkout-global`;
  const value = {
    of: 'snapshots',
    present: present.map((identifier) => ({ identifier, takenAt: now })),
    wasPresent,
  } as const;
  return {
    kind: 'residue-reading',
    id: `checkout/${key}`,
    workloadId: 'checkout',
    accountId: '111122223333',
    key,
    reading: toObserved(value, now, now, 'aws-api'),
    cadence: { cadenceSeconds: 30, publishDelaySeconds: 8 },
  };
}

/** Olga has taken a line of a run of checkout over. */
export function ownedByOlga(executionId: string, key: string, at: EpochMs): ResidueOwnerEntity {
  return {
    kind: 'residue-owner',
    id: ownerIdOf(executionId, key),
    executionId,
    workloadId: 'checkout',
    accountId: '111122223333',
    key,
    by: 'olga',
    reason: 'booked by hand, see the ticket',
    at,
    saw: 'something',
  };
}

/** Endpoints with their groups set so, and everything else as it is. */
export function withGroups(
  entities: readonly Entity[],
  sizes: Readonly<Record<string, GroupSize>>,
  now: EpochMs,
): readonly Entity[] {
  return entities.map((entity) => {
    const size = entity.kind === 'endpoint' && entity.workloadId === 'checkout' ? sizes[entity.region] : undefined;
    if (entity.kind !== 'endpoint' || size === undefined) return entity;
    const value = { inService: size.desired, desired: size.desired, group: size };
    return { ...entity, capacity: toObserved(value, now, now, 'aws-api') };
  });
}
