import type { Entity } from '@/lib/domain/entities';
import { toFleetEvidence } from '@/lib/domain/fleet-evidence';
import type { Execution } from '@/lib/domain/recovery/execution';
import { buildResidue, isLeftOpen } from '@/lib/domain/recovery/residue/build-residue';
import { findJourneys, type Journey } from '@/lib/domain/recovery/way-home';
import type { EpochMs } from '@/lib/domain/time';
import type { EntityChange } from '@/lib/persistence';
import { readEntities } from '@/lib/persistence/entities';
import type { Store } from '@/lib/persistence/store';
import { keptInStream } from '../rules/kept-in-stream';

/** An ended run stays in the stream for a day; longer where `keptInStream` says so, and for what it left behind. */
const shownMs = 86_400_000;

/**
 * Ended runs that no screen shows leave the stream, with what people took over of them; they stay on record. The newest
 * of each workload stays, so does what proves its recovery time, and so do those of a journey that has not ended, or that left something behind which nobody has
 * cleared or owns.
 */
export async function forgetRuns(
  store: Store,
  published: readonly Entity[],
  now: EpochMs,
): Promise<readonly EntityChange[]> {
  const runs = published.flatMap((entity) => (entity.kind === 'execution' ? [entity.execution] : []));
  const old = oldRuns(runs, now);
  if (old.length === 0) return [];
  const { entities } = await readEntities(store);
  const known = entities.map(({ entity }) => entity);
  const kept = keptFor(runs, known, now);
  const gone = new Set(old.filter((run) => !kept.has(run.id)).map(({ id }) => id));
  return [
    ...[...gone].map((id): EntityChange => ({ op: 'remove', kind: 'execution', id })),
    ...known
      .filter((entity) => entity.kind === 'residue-owner' && gone.has(entity.executionId))
      .map(({ id }): EntityChange => ({ op: 'remove', kind: 'residue-owner', id })),
  ];
}

function oldRuns(runs: readonly Execution[], now: EpochMs): readonly Execution[] {
  const kept = keptInStream(runs);
  return runs.filter((run) => run.endedAt !== 'not-yet' && now - run.endedAt > shownMs && !kept.has(run.id));
}

/** Runs of journeys that somebody still has to look at. */
export function keptFor(runs: readonly Execution[], known: readonly Entity[], now: EpochMs): ReadonlySet<string> {
  const evidence = toFleetEvidence(known, now);
  const isOpen = (journey: Journey) => {
    if (journey.returnedAt === 'not-yet') return true;
    const workload = evidence.workloads.find(({ id }) => id === journey.workloadId)?.workload;
    // A workload that the fleet file does not name any more leaves nothing that could be read.
    return workload !== undefined && buildResidue(journey, { workload, evidence, now }).some(isLeftOpen);
  };
  return new Set(
    [...new Set(runs.map(({ workloadId }) => workloadId))]
      .flatMap((workloadId) => findJourneys(runs, workloadId, now))
      .filter(isOpen)
      .flatMap((journey) => journey.runs.map(({ id }) => id)),
  );
}
