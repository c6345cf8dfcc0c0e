import { isLawful, type RegionCode, type StoreDeclaration, type Workload } from '@/lib/domain/fleet';
import { newestValue } from '@/lib/domain/observe';
import type { WorkloadView } from '@/lib/domain/overview/types';
import type { Seconds } from '@/lib/domain/time';
import { type Frame, frameSeconds } from '../harness/frame';
import { evidenceOf } from './evidence-of-link';
import { broken, excused, type FrameRule, type Remark } from './rule';

const probesSeconds: Seconds = 3 * frameSeconds;

/** An estimate cannot see the writes that do not arrive until their silence is old; the screen says `est.` beside it. */
const estimated = 'a store of it is known by an estimate only, and labelled so';

/**
 * Whether a loss could be survived is said as it is: `protected` only where a lawful region is there and every store's
 * true loss is within its objective, `unprotected` only where that is not so; each within the delay of its evidence.
 */
export const protectionEqualsTheTruth: FrameRule = {
  says: 'protection equals the truth within one probe interval, two vantages and the delay of its evidence',
  check: (frame) =>
    frame.overview.workloads.flatMap((view) => {
      const workload = frame.fleet.workloads.find(({ id }) => id === view.id);
      return workload === undefined ? [] : checkWorkload(view, workload, frame);
    }),
};

function checkWorkload(view: WorkloadView, workload: Workload, frame: Frame): readonly Remark[] {
  const rpoSeconds = workload.objectives.find(({ scenario }) => scenario === 'region-loss')?.rpoSeconds;
  if (rpoSeconds === undefined) return [];
  const sources = servingOf(workload, frame);
  const { state, sentence } = view.protection;
  if (state === 'protected') {
    const lost = sources.find((source) => targetsOf(workload, source).every((target) => lacks(source, target)));
    if (lost === undefined) return [];
    if (workload.stores.some(({ id }) => isEstimated(view.id, id, frame))) return [excused(view.id, estimated)];
    return [
      broken(view.id, `protected (${sentence}), and the loss of ${lost} could not be survived within ${rpoSeconds} s`),
    ];
  }
  if (state !== 'unprotected') return [];
  const isSafe = sources.every((source) => targetsOf(workload, source).some((target) => keeps(source, target)));
  return isSafe
    ? [broken(view.id, `unprotected (${sentence}), and every region could be lost within ${rpoSeconds} s`)]
    : [];

  /** Throughout the delay of its evidence the target was out of reach, or a store's loss above the objective. */
  function lacks(source: RegionCode, target: RegionCode): boolean {
    const { truth, now } = frame;
    if (truth.wasUnreachableThroughout(target, now - probesSeconds * 1000, now)) return true;
    return replicated(workload).some((store) => {
      const name = { workloadId: workload.id, storeId: store.id, source, target };
      const least = truth.least('loss', name, now - delayOf(name, frame) * 1000, now);
      return least !== 'unknown' && least > (rpoSeconds ?? Number.POSITIVE_INFINITY);
    });
  }

  function keeps(source: RegionCode, target: RegionCode): boolean {
    const { truth, now } = frame;
    if (truth.wasEverUnreachable(target, now - 60_000, now)) return false;
    if (truth.wasEverUnreachable(source, now - 60_000, now)) return false;
    return replicated(workload).every((store) => {
      const name = { workloadId: workload.id, storeId: store.id, source, target };
      const evidence = evidenceOf(`${workload.id}/${store.id}/${source}>${target}`, frame);
      const worst = truth.worst('lag', name, now - delayOf(name, frame) * 1000, now);
      const failed = truth.link(name)?.failed;
      if (worst === 'unknown' || evidence === undefined || failed === undefined || failed > 0) return false;
      return worst + evidence.addedSeconds <= (rpoSeconds ?? 0);
    });
  }
}

/** How long what is true of a link may take to be known: its evidence, and until silence is no longer lateness. */
function delayOf(
  { workloadId, storeId, source, target }: { workloadId: string; storeId: string; source: string; target: string },
  frame: Frame,
): Seconds {
  const evidence = evidenceOf(`${workloadId}/${storeId}/${source}>${target}`, frame);
  if (evidence === undefined) return 3600;
  const { cadenceSeconds, publishDelaySeconds } = evidence.link.lagCadence;
  return Math.max(evidence.delaySeconds, publishDelaySeconds + 3 * cadenceSeconds) + 60;
}

function replicated({ stores }: Workload): readonly StoreDeclaration[] {
  return stores.filter(({ kind, rebuildable }) => kind !== 'sqs-queue' && kind !== 'backup' && rebuildable !== true);
}

function isEstimated(workloadId: string, storeId: string, { overview }: Frame): boolean {
  return overview.links.some(
    (link) => link.workloadId === workloadId && link.storeId === storeId && link.loss.estimate,
  );
}

function targetsOf(workload: Workload, source: RegionCode): readonly RegionCode[] {
  return workload.regions
    .map(({ region }) => region)
    .filter((region) => region !== source && isLawful(workload, region));
}

/** The regions that serve: all active ones, or the one that Route 53 answered last, else the primary. */
function servingOf(workload: Workload, { entities }: Frame): readonly RegionCode[] {
  if (workload.strategy === 'active-active') return workload.regions.map(({ region }) => region);
  for (const one of entities) {
    if (one.kind !== 'routing' || one.workloadId !== workload.id) continue;
    const answer = newestValue(one.answer);
    const region = answer === 'none' ? 'unrecognised' : answer.value.region;
    if (workload.regions.some((declared) => declared.region === region)) return [region];
  }
  return workload.regions.filter(({ role }) => role === 'primary').map(({ region }) => region);
}
