import { isLawful, type RegionCode, type StoreDeclaration, type Workload } from './fleet';
import { hasUsers, type ServingRegion } from './judge-user-health';
import type { LinkEnd } from './link-ends';
import type { BackupView, LinkView, WorkloadView } from './overview/types';
import type { EpochMs } from './time';
import { formatList } from './wording/list';

export type Protection = Pick<WorkloadView['protection'], 'state' | 'sentence' | 'since'>;

/** Worst first; not knowing stands between trouble that is known and being protected. */
const worstFirst = ['unprotected', 'at-risk', 'unknown', 'protected'] as const satisfies readonly Protection['state'][];

/** A region of a workload with whether its evidence may be read as current. */
export interface ProtectingRegion extends ServingRegion {
  readonly end: LinkEnd;
}

/**
 * Whether the loss of a region could be survived within objectives; apart from what users get. Each serving region
 * needs one other lawful region that is well and receives within the objective all stores that cannot be rebuilt; what is
 * only backed up, the newest point in its vault. The best such region counts; the
 * worst serving region decides.
 */
export function judgeProtection(
  workload: Workload,
  regions: readonly ProtectingRegion[],
  serving: readonly ServingRegion[],
  links: readonly LinkView[],
  backups: readonly BackupView[] = [],
): Protection {
  if (regions.length < 2) {
    return {
      state: 'unprotected',
      sentence: 'It runs in one region only: its loss could not be survived',
      since: 'unknown',
    };
  }
  const servingCodes = new Set(serving.map(({ region }) => region));
  const sources = regions.filter(({ region }) => servingCodes.has(region));
  const shared = workload.strategy === 'active-active';
  const judged = sources.map((source) =>
    source.end.state === 'dark'
      ? judgeLostSource(source, regions, shared)
      : judgeSource(workload, source, regions, links, backups),
  );
  const worst = worstFirst.flatMap((state) => judged.find((one) => one.state === state) ?? [])[0];
  if (!worst) return { state: 'unknown', sentence: 'No region is known to serve it', since: 'unknown' };
  if (worst.state !== 'protected' || !shared) return worst;
  return { ...worst, sentence: `Any one of its ${regions.length} regions could be lost` };
}

/** The serving region itself is gone or out of reach: what is left of the protection. */
function judgeLostSource(source: ProtectingRegion, regions: readonly ProtectingRegion[], shared: boolean): Protection {
  const { since } = source.health;
  const left = regions.filter(({ end, health }) => end.state === 'answering' && health.state !== 'down');
  const names = formatList(left.map(({ region }) => region));
  if (source.health.state !== 'down') {
    const sentence = `${source.region} is unreachable from here: whether its loss could be survived is not known`;
    return { state: 'unknown', sentence, since };
  }
  if (left.length === 0)
    return { state: 'unprotected', sentence: `${source.region} is down and no region is left`, since };
  if (shared && left.length > 1) {
    const sentence = `Protection reduced: ${source.region} is down, ${left.length} of ${regions.length} regions left`;
    return { state: 'at-risk', sentence, since };
  }
  return { state: 'unprotected', sentence: `${source.region} is down, only ${names} is left`, since };
}

function judgeSource(
  workload: Workload,
  source: ProtectingRegion,
  regions: readonly ProtectingRegion[],
  links: readonly LinkView[],
  backups: readonly BackupView[],
): Protection {
  const targets = regions.filter(({ region }) => region !== source.region && isLawful(workload, region));
  const judged = targets.map((target) => judgeTarget(workload, source, target, links, backups));
  const best = worstFirst.toReversed().flatMap((state) => judged.find((one) => one.state === state) ?? [])[0];
  if (!best) return { state: 'unprotected', sentence: `${source.region} has no other lawful region`, since: 'unknown' };
  return best;
}

/** Whether one other region could take over from the source: its own health first, then every store's link to it. */
function judgeTarget(
  workload: Workload,
  source: ProtectingRegion,
  target: ProtectingRegion,
  links: readonly LinkView[],
  backups: readonly BackupView[],
): Protection {
  const { health, region } = target;
  if (health.state === 'down') {
    return { state: 'unprotected', sentence: `Protection gone: ${region} is down`, since: health.since };
  }
  if (target.end.state === 'dark') {
    const sentence = `${target.end.words}: whether it could take over is not known`;
    return { state: 'unknown', sentence, since: target.end.since };
  }
  // Without users there is no endpoint to be well or not: the region that answers is all there is to ask for.
  if (health.state === 'unknown' && hasUsers(workload)) {
    return { state: 'unknown', sentence: `${region} is unknown: ${health.reason}`, since: health.since };
  }
  const byStore = workload.stores
    .filter((store) => !store.rebuildable && store.kind !== 'sqs-queue')
    .map((store) =>
      store.kind === 'backup' ? judgeVault(store, region, backups) : judgeStore(store, source.region, region, links),
    );
  const worst = worstFirst.flatMap((state) => byStore.find((one) => one.state === state) ?? [])[0];
  if (health.state === 'degraded' && worst?.state !== 'unprotected') {
    return { state: 'at-risk', sentence: `${region} is degraded: ${health.reason}`, since: health.since };
  }
  if (worst && worst.state !== 'protected') return worst;
  return { state: 'protected', sentence: worst?.sentence ?? `${region} could take over`, since: 'unknown' };
}

/** What is only backed up is brought back from the target's vault: its newest point is what would be left of it. */
function judgeVault({ id }: StoreDeclaration, target: RegionCode, backups: readonly BackupView[]): Protection {
  const vault = backups.find(({ storeId, region }) => storeId === id && region === target);
  if (!vault) return { state: 'unknown', sentence: `${id}: no backup in ${target} is known`, since: 'unknown' };
  const { verdict, newest } = vault;
  const since: EpochMs | 'unknown' = verdict.asOf === 'never' ? 'unknown' : verdict.asOf;
  const sentence = `${id} in ${target}: ${verdict.sentence}`;
  if (verdict.state === 'breached') return { state: 'unprotected', sentence, since };
  if (verdict.state === 'met') return { state: 'protected', sentence: `${target} could take over. ${sentence}`, since };
  return { state: verdict.state === 'no-objective' && newest !== 'none' ? 'protected' : 'unknown', sentence, since };
}

function judgeStore(
  { id }: StoreDeclaration,
  source: RegionCode,
  target: RegionCode,
  links: readonly LinkView[],
): Protection {
  const own = links.filter((link) => link.storeId === id && link.source === source);
  const link = own.find((candidate) => candidate.target === target);
  if (link) return judgeStoreLink(link);
  if (own.length > 0 && own.every(({ standing }) => standing === 'unlawful')) {
    const names = formatList(own.map((one) => one.target));
    const sentence = `${id} reaches no lawful target: only ${names} receives it`;
    return { state: 'unprotected', sentence, since: 'unknown' };
  }
  return { state: 'unknown', sentence: `${id}: no link from ${source} to ${target} is known`, since: 'unknown' };
}

function judgeStoreLink(link: LinkView): Protection {
  const { verdict } = link;
  const since: EpochMs | 'unknown' = verdict.asOf === 'never' ? 'unknown' : verdict.asOf;
  const say = (state: Protection['state'], sentence: string): Protection => ({ state, sentence, since });
  const words = `${link.storeId} ${link.source} → ${link.target}: ${verdict.sentence}`;
  if (link.flow === 'rebuilding') return say('unprotected', `Unprotected while the copy in ${link.target} is rebuilt`);
  if (verdict.state === 'breached') return say('unprotected', words);
  if (link.flow === 'stalled' || verdict.state === 'at-risk') return say('at-risk', words);
  if (verdict.state === 'met') return say('protected', `${link.target} could take over. ${verdict.sentence}`);
  if (verdict.state === 'no-objective' && link.flow === 'replicating' && link.freshness === 'live') {
    return say('protected', `${link.target} could take over. No objective is set`);
  }
  return say('unknown', words);
}
