import type { Outage, RoutingEntity } from './entities';
import type { RegionCode, RegionRole, Workload } from './fleet';
import { newestValue } from './observe';
import type { HealthVerdict } from './overview/types';
import { formatHealthCounts, rollUpHealth } from './roll-up';
import type { EpochMs } from './time';
import type { HealthState } from './vocabulary';
import { formatList } from './wording/list';
import { formatMoment } from './wording/moment';

/** How one region serves a workload. */
export interface ServingRegion {
  readonly region: RegionCode;
  readonly role: RegionRole;
  readonly health: HealthVerdict;
}

/** Whether anybody reaches the workload by a name of its own; without one there are no users to judge it by. */
export function hasUsers({ entryPoints }: Pick<Workload, 'entryPoints'>): boolean {
  return entryPoints.length > 0;
}

/**
 * What users of a workload get. Active/active: every active region serves, so losing some is degraded and losing all
 * is down. Otherwise one region serves (the one Route 53 answered last, else the primary) and its loss is down; a lost
 * standby changes nothing for users. A workload without an entry point has no users: it is unknown with that reason,
 * never healthy, and the headline leaves it out of its counts.
 */
export function judgeUserHealth(
  workload: Workload,
  regions: readonly ServingRegion[],
  routings: readonly RoutingEntity[],
  outage: Outage,
  now: EpochMs,
): HealthVerdict {
  if (!hasUsers(workload)) {
    return verdict('unknown', 'it has no entry point: there are no users to judge', 'unknown', 'none');
  }
  const serving = servingRegions(workload, regions, routings);
  const health = serving.length === 1 && serving[0] ? judgeSole(serving[0], regions) : judgeShared(serving);
  return worsenByOutage(health, outage, now);
}

/**
 * The regions that serve users, as far as is known: an answer of Route 53 that cannot be read any more stands until a
 * newer one is read, since nothing says that it changed.
 */
export function servingRegions(
  workload: Workload,
  regions: readonly ServingRegion[],
  routings: readonly RoutingEntity[],
): readonly ServingRegion[] {
  if (workload.strategy === 'active-active') return regions.filter(({ role }) => role === 'active');
  for (const routing of routings) {
    const answer = newestValue(routing.answer);
    if (answer === 'none') continue;
    const answered = regions.find(({ region }) => region === answer.value.region);
    if (answered) return [answered];
  }
  return regions.filter(({ role }) => role === 'primary');
}

function judgeSole(sole: ServingRegion, regions: readonly ServingRegion[]): HealthVerdict {
  const { health, region } = sole;
  if (health.state === 'healthy') return { ...health, reason: `${region} serves; ${health.reason}` };
  const words = regions.length > 1 ? 'the only region that serves' : 'its only region';
  return { ...health, reason: `${region}, ${words}, is ${health.state}: ${health.reason}` };
}

function judgeShared(serving: readonly ServingRegion[]): HealthVerdict {
  const { state, counts } = rollUpHealth(serving.map(({ health }) => health.state));
  const total = serving.length;
  const inState = (wanted: HealthState) => serving.filter(({ health }) => health.state === wanted);
  if (total === 0) return verdict('unknown', 'no region is known to serve it', 'unknown', 'none');
  if (state === 'healthy') return verdict('healthy', `${total} of ${total} active regions serve`, 'unknown', 'none');
  const since = earliest(inState(state));
  if (counts.down === total) return verdict('down', `all ${total} active regions are down`, since, 'none');

  const names = formatList(inState(state).map(({ region }) => region));
  const others = formatHealthCounts({ ...counts, [state]: 0 });
  const rest = counts[state] === total ? '' : `; the others: ${others}`;
  if (state === 'down') {
    return verdict('degraded', `${counts.down} of ${total} active regions lost: ${names}${rest}`, since, 'none');
  }
  const reasons = new Set(inState(state).map(({ health }) => health.reason));
  const why = reasons.size === 1 ? ` (${[...reasons].join('')})` : '';
  const lastKnown = state === 'unknown' ? lastKnownOf(serving) : 'none';
  return verdict(
    state,
    `${counts[state]} of ${total} active regions ${state}: ${names}${why}${rest}`,
    since,
    lastKnown,
  );
}

/** Users who cannot reach the entry point's own name are not well served, whatever the regional names say. */
function worsenByOutage(health: HealthVerdict, outage: Outage, now: EpochMs): HealthVerdict {
  if (outage.state !== 'running') return health;
  if (health.state === 'down') return { ...health, since: outage.startedAt };
  if (outage.watch?.outcome === 'pass') {
    const passing = `served again since ${formatMoment(outage.watch.firstAt, now, 'second')}, not yet for three minutes`;
    return { ...health, reason: `${health.reason}; ${passing}` };
  }
  const since = formatMoment(outage.startedAt, now, 'second');
  if (health.state !== 'healthy') return { ...health, reason: `${health.reason}; outage clock runs since ${since}` };
  const words = `its own name fails from here since ${since} while its endpoints pass`;
  return verdict('degraded', words, outage.startedAt, 'none');
}

function lastKnownOf(serving: readonly ServingRegion[]): HealthVerdict['lastKnown'] {
  const known = serving.map(({ health }) => (health.state === 'unknown' ? health.lastKnown : health.state));
  const [first] = known;
  return first !== undefined && known.every((one) => one === first) ? first : 'none';
}

function verdict(
  state: HealthState,
  reason: string,
  since: HealthVerdict['since'],
  lastKnown: HealthVerdict['lastKnown'],
): HealthVerdict {
  return { state, reason, since, lastKnown };
}

function earliest(regions: readonly ServingRegion[]): EpochMs | 'unknown' {
  const known = regions.flatMap(({ health }) => (health.since === 'unknown' ? [] : [health.since]));
  return known.length === 0 ? 'unknown' : Math.min(...known);
}
