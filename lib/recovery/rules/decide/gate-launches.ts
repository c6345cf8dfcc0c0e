import { isCurrent } from '@/lib/domain/freshness';
import { newestValue } from '@/lib/domain/observe';
import type { Blocker } from '@/lib/domain/recovery/decision';
import { launchesKey, type NewestLaunch } from '@/lib/domain/recovery/residue/entities';
import type { EpochMs } from '@/lib/domain/time';
import { formatMoment } from '@/lib/domain/wording/moment';
import { stepsOfMode } from '../step-graph';
import { answersSince } from './answers-since';
import { blocker, type Gate, type GateContext } from './gate';

/**
 * A region that answers again may still start no instance: in October 2025 launches failed in us-east-1 for eight hours
 * after the cause was found. Every group at home must have got the instance it asked for last, since its region answers
 * again. One that asked for none meanwhile proves nothing: it is let through where it has all the instances that it wants,
 * or where the plan itself has it start some before anything is taken from users.
 */
export const gateLaunches: Gate = (context) => {
  const { workload, pair } = context;
  return workload.capacity
    .filter(({ region }) => region === pair.target)
    .flatMap(({ autoScalingGroupName }) => gateGroup(autoScalingGroupName, context));
};

function gateGroup(group: string, context: GateContext): readonly Blocker[] {
  const { pair, now } = context;
  const newest = newestLaunch(group, context);
  const unknown = (sentence: string) => [blocker('launches-unknown', sentence, toClear(group), { about: group })];
  if (newest === 'unread') return unknown(`Whether ${group} in ${pair.target} can start instances cannot be read now`);
  if (newest === 'none') {
    const words = `${group} has started no instance since ${pair.target} answers again, nor has what it wants, and the plan does not have it start any`;
    return startsSome(group, context) || hasItsOwn(context) ? [] : unknown(words);
  }
  const when = `the one it asked for at ${formatMoment(newest.startedAt, now)}`;
  if (newest.state === 'succeeded') return [];
  if (newest.state !== 'failed') return unknown(`Whether ${group} gets ${when} is not known yet`);
  const said = newest.words === '' ? '' : `: AWS says "${newest.words}"`;
  const next = 'Wait until it gets one, or say where its instances will come from.';
  return [blocker('launches-failing', `${group} in ${pair.target} did not get ${when}${said}`, next, { about: group })];
}

function toClear(group: string): string {
  return `Have ${group} start an instance, or say how you know that it can.`;
}

/** What was asked for before the region answered again says nothing of now. */
function newestLaunch(
  group: string,
  { workload, pair, known, wayHome, now }: GateContext,
): NewestLaunch | 'none' | 'unread' {
  const id = `${workload.id}/${launchesKey(pair.target, group)}`;
  const entity = known.residueReadings.find((each) => each.id === id);
  if (entity === undefined || !isCurrent(entity.reading, entity.cadence, now)) return 'unread';
  const read = newestValue(entity.reading);
  if (read === 'none' || read.value.of !== 'launches') return 'unread';
  const apis = known.sources.filter(
    ({ region, accountId }) => region === pair.target && accountId === workload.accountId,
  );
  const wellFrom = answersSince(apis, now);
  if (wellFrom === 'unknown') return 'unread';
  const { newest } = read.value;
  if (newest === 'unknown') return 'unread';
  const from: EpochMs = Math.max(wellFrom, wayHome === 'none' ? wellFrom : wayHome.movedAt);
  return newest === 'none' || newest.startedAt <= from ? 'none' : newest;
}

/** A graceful move waits for the instances before it takes anything from users. */
function startsSome(group: string, { route, mode, pair }: GateContext): boolean {
  if (route === 'none') return false;
  return stepsOfMode(route, mode).some(
    ({ spec }) => spec.kind === 'scale-capacity' && spec.region === pair.target && spec.group === group,
  );
}

function hasItsOwn({ workload, pair, known, now }: GateContext): boolean {
  const own = known.endpoints.filter(({ workloadId, region }) => workloadId === workload.id && region === pair.target);
  return (
    own.length > 0 &&
    own.every(({ capacity, capacityCadence }) => {
      const newest = newestValue(capacity);
      if (newest === 'none' || !isCurrent(capacity, capacityCadence, now)) return false;
      return newest.value.inService > 0 && newest.value.inService >= newest.value.desired;
    })
  );
}
