import type { LinkEntity } from '@/lib/domain/entities';
import type { LinkView } from '@/lib/domain/overview/types';
import type { Frame } from '../harness/frame';
import { ageOf, lateAfter, staleAfter } from './age-of-evidence';
import { evidenceOf } from './evidence-of-link';
import { broken, type FrameRule, inSeconds, type Remark } from './rule';

/** A verdict is only given for what was measured lately, and `met` for nothing that may not be known. */
export const metAndBreachedHaveFreshEvidence: FrameRule = {
  says: 'nothing shows `met` for what is unknown, nor `met` or `breached` past its freshness limit',
  check: (frame) => [
    ...frame.overview.links.flatMap((link) => checkLink(link, frame)),
    ...checkVaults(frame),
    ...checkObjectives(frame),
  ],
};

function checkLink(view: LinkView, frame: Frame): readonly Remark[] {
  const evidence = evidenceOf(view.id, frame);
  if (evidence === undefined) return [];
  const { link } = evidence;
  if (view.verdict.state === 'met') return checkMet(view.id, link, frame);
  if (view.verdict.state !== 'breached') return [];
  const failed = link.backlog !== undefined && link.backlog.failed !== 'none';
  const isSupported =
    failed ||
    ageOf(link.lag, frame.now) <= staleAfter(link.lagCadence) ||
    ageOf(link.writesPerSecond, frame.now) <= staleAfter(link.writesCadence);
  return isSupported ? [] : [broken(view.id, 'breached, and neither its lag nor its writes are known any more')];
}

function checkMet(id: string, link: LinkEntity, { now }: Frame): readonly Remark[] {
  const copyAge = ageOf(link.copyState, now);
  if (copyAge > staleAfter(link.copyStateCadence)) {
    return [broken(id, `met, and the state of its copy is ${inSeconds(copyAge)} old`)];
  }
  if (link.copyState.state === 'observed' && link.copyState.value !== 'replicating') {
    return [broken(id, `met, and its copy is ${link.copyState.value}`)];
  }
  if (link.consistency === 'strong') return [];
  const { writesPerSecond: writes } = link;
  const isIdle =
    writes.state === 'observed' && writes.value === 0 && ageOf(writes, now) <= staleAfter(link.writesCadence);
  const lagAge = ageOf(link.lag, now);
  if (isIdle || lagAge <= lateAfter(link.lagCadence)) return [];
  return [broken(id, `met, and its lag is ${inSeconds(lagAge)} old`)];
}

function checkVaults({ overview, entities, now }: Frame): readonly Remark[] {
  return overview.workloads.flatMap(({ backups }) =>
    backups.flatMap(({ id, verdict }) => {
      if (verdict.state !== 'met' && verdict.state !== 'breached') return [];
      const entity = entities.find((one) => one.kind === 'backup' && one.id === id);
      if (entity?.kind !== 'backup') return [broken(id, `${verdict.state}, and the vault is not known`)];
      const age = ageOf(entity.newest, now);
      return age <= staleAfter(entity.cadence)
        ? []
        : [broken(id, `${verdict.state}, and it was read ${inSeconds(age)} ago`)];
    }),
  );
}

/** An objective is met by all of its links and stores, or it is not. */
function checkObjectives({ overview, fleet }: Frame): readonly Remark[] {
  return overview.workloads.flatMap(({ id, objectives }) =>
    objectives.flatMap(({ scenario, rpo }) => {
      if (scenario !== 'region-loss' || rpo.state !== 'met') return [];
      const stores = fleet.workloads.find((workload) => workload.id === id)?.stores ?? [];
      return stores
        .filter(({ kind, rebuildable }) => kind !== 'sqs-queue' && kind !== 'backup' && rebuildable !== true)
        .filter((store) => {
          const own = overview.links.filter((link) => link.workloadId === id && link.storeId === store.id);
          return !own.some(({ verdict }) => verdict.state === 'met');
        })
        .map((store) => broken(`${id}/${scenario}`, `met, and no link of ${store.id} is`));
    }),
  );
}
