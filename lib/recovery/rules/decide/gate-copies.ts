import type { LinkEntity, LinkState } from '@/lib/domain/entities';
import { isLawful, type StoreDeclaration, type StoreKind, type Workload } from '@/lib/domain/fleet';
import { isCurrent } from '@/lib/domain/freshness';
import { newestValue } from '@/lib/domain/observe';
import { newestLag } from '@/lib/domain/potential-loss';
import type { Blocker } from '@/lib/domain/recovery/decision';
import type { EpochMs } from '@/lib/domain/time';
import { formatDuration } from '@/lib/domain/wording/duration';
import { quote } from '@/lib/domain/wording/quote';
import { rebuiltBy } from '../rebuilt-by';
import { isLosing } from '../store-losses';
import { blocker, type Gate, type GateContext } from './gate';

const withoutCopies: readonly StoreKind[] = ['sqs-queue', 'backup'];

/** Without an objective a graceful move still waits for a lag of a minute at most: a switchover takes as long as the lag. */
const usualGracefulLagSeconds = 60;

/** Every store that is moved and cannot be filled anew has a copy at the target, and one that can become the writer. */
export const gateCopies: Gate = (context) =>
  context.workload.stores
    .filter(({ kind, rebuildable, stays }) => !withoutCopies.includes(kind) && rebuildable !== true && stays !== true)
    // What a plan builds itself need not be there before, and is waited for by the plan.
    .filter(({ id }) => !rebuiltBy(context.route, context.mode).includes(id))
    .flatMap((store) => gateStore(store, context));

function gateStore(store: StoreDeclaration, context: GateContext): readonly Blocker[] {
  const { workload, pair, evidence, plan } = context;
  const links = evidence.links.filter((link) => link.workloadId === workload.id && link.storeId === store.id);
  const link = links.find((each) => each.source === pair.source && each.target === pair.target);
  if (link !== undefined) return isLosing(store.kind) ? gateLink(link, context) : [];
  if (links.length === 0) {
    return [
      notReady(
        `${store.id} has no copy yet`,
        `No copy of ${quote(store.id)} has been discovered anywhere yet`,
        'Wait until its replication was read, or say how you know that there is one.',
      ),
    ];
  }
  // Who writes at the target already has its data there; what was written away since is for the gates of the return to ask.
  const isHome = links.some((each) => each.source === pair.target);
  if (isHome && (isLosing(store.kind) || plan.action === 'failback')) return [];
  const isUnlawful = links
    .filter(({ source }) => source === pair.source)
    .every((each) => !isLawful(workload, each.target));
  if (isUnlawful && links.some(({ source }) => source === pair.source)) return [];
  return [
    blocker(
      'no-copy-at-target',
      `${quote(store.id)} has no copy in ${pair.target} of what is written in ${pair.source}`,
      `Replicate ${quote(store.id)} to ${pair.target} first, or choose another region.`,
    ),
  ];
}

/** The copy of a store with one writer must be able to become it: what AWS says of it at the target. */
function gateLink(link: LinkEntity, context: GateContext): readonly Blocker[] {
  const { now, mode, workload } = context;
  const name = `${quote(link.storeId)} in ${link.target}`;
  const copy = newestValue(link.copyState);
  if (!isCurrent(link.copyState, link.copyStateCadence, now)) {
    const lastGood = copy === 'none' ? undefined : { value: copy.value, at: copy.measuredAt };
    const toClear = `Wait until ${link.target} tells, or say how you know that it is ready.`;
    return [
      notReady(`${link.storeId} is not read`, `How the copy of ${name} fares cannot be read now`, toClear, lastGood),
    ];
  }
  if (copy !== 'none' && copy.value !== 'replicating' && !isCutOff(link, copy.value, context)) {
    const about = `${link.storeId} is ${copy.value}`;
    const toClear = 'Wait until it replicates, or choose another region.';
    return [notReady(about, `The copy of ${name} is ${copy.value}`, toClear)];
  }
  return mode === 'graceful' ? gateLag(link, workload, now) : [];
}

/**
 * A read replica whose source is lost reports that it does not replicate, and can be promoted all the same: it is whole as
 * of what it has. Only where it did follow until then: RDS publishes no lag of one that does not, so that the newest lag
 * is not older than the loss by more than its rhythm explains. One that had stopped before is not taken for one cut off.
 */
function isCutOff(link: LinkEntity, state: LinkState, context: GateContext): boolean {
  if (context.mode !== 'ungraceful' || link.storeKind !== 'rds-replica' || state !== 'not-replicating') return false;
  const { cadenceSeconds: c, publishDelaySeconds: d } = link.lagCadence;
  const lag = newestLag(link);
  return lag !== 'none' && lag.measuredAt >= lostSince(context) - (d + 3 * c) * 1000;
}

/**
 * Since when the source is lost, rather too late than too early; now, where nothing says that it is. Users whom a standby
 * serves have no outage, although what they wrote to is gone.
 */
function lostSince({ workload, pair, evidence, source, now }: GateContext): EpochMs {
  const outage = evidence.workloads.find(({ id }) => id === workload.id)?.outage;
  if (outage?.state === 'running') return outage.startedAt;
  if (source.state !== 'down') return now;
  const failing = evidence.endpoints
    .filter((each) => each.workloadId === workload.id && each.region === pair.source)
    .map(({ probeStreakStartedAt }) => probeStreakStartedAt ?? now);
  return failing.length === 0 ? now : Math.max(...failing);
}

function gateLag(link: LinkEntity, workload: Workload, now: number): readonly Blocker[] {
  const rpo = workload.objectives.find(({ scenario }) => scenario === 'region-loss')?.rpoSeconds;
  const most = Math.max(usualGracefulLagSeconds, rpo ?? usualGracefulLagSeconds);
  const lag = newestLag(link);
  const name = `${quote(link.storeId)} in ${link.target}`;
  if (lag === 'none' || !isCurrent(link.lag, link.lagCadence, now)) {
    const lastGood = lag === 'none' ? undefined : { value: formatDuration(lag.value), at: lag.measuredAt };
    return [
      notReady(
        `the lag of ${link.storeId} is not read`,
        `How far ${name} is behind cannot be read now`,
        'Wait until its lag is measured again.',
        lastGood,
      ),
    ];
  }
  if (lag.value <= most) return [];
  const words = `${name} is ${formatDuration(lag.value)} behind, and a switchover takes as long`;
  return [notReady(`${link.storeId} is behind`, words, `Wait until it is less than ${formatDuration(most)} behind.`)];
}

function notReady(about: string, sentence: string, toClear: string, lastGood?: Blocker['lastGood']): Blocker {
  return blocker('replication-not-ready', sentence, toClear, { about, lastGood });
}
