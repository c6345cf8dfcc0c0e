import type { EndpointEntity, Outage, OutageWatch, RoutingEntity } from './entities';
import { ageSeconds, isCurrent } from './freshness';
import type { EpochMs } from './time';

/** Passing must last this long before an outage counts as over; it is then dated at the start of the passing. */
export const provenServedSeconds = 180;

/** An ended outage stays on the clock this long. */
export const endedShownSeconds = 86_400;

/**
 * Whether the console's own eyes are shut: every current probe fails, of every name and in at least two regions. That
 * all regions are lost at once is far less likely than that we are cut off, or too busy to look.
 */
export function areOurEyesShut(
  routings: readonly RoutingEntity[],
  endpoints: readonly EndpointEntity[],
  now: EpochMs,
): boolean {
  const current = [...routings, ...endpoints].filter(
    ({ probe, probeCadence }) => probe.state === 'observed' && isCurrent(probe, probeCadence, now),
  );
  const regions = new Set(current.flatMap((one) => (one.kind === 'endpoint' ? [one.region] : [])));
  return regions.size > 1 && current.every(({ probe }) => probe.state === 'observed' && probe.value.outcome === 'fail');
}

/**
 * Moves the outage clock of a workload forward by the newest probes of its entry points' own names.
 *
 * An outage begins with the second failed probe in a row and is dated at the first; it ends with three minutes of
 * unbroken passing and is dated at their start. A probe that is missing or stale neither starts nor ends anything, and
 * breaks a run of passing: what was not measured does not count as served. Call it with every new probe; calling it
 * twice with the same one changes nothing.
 *
 * @param eyesShut whether all that is looked at fails: such a failure is ours, and starts no outage of anybody's users
 */
export function advanceOutage(
  previous: Outage,
  routings: readonly RoutingEntity[],
  now: EpochMs,
  eyesShut = false,
): Outage {
  if (eyesShut && previous.state !== 'running') return withoutWatch(previous);
  let outage = previous;
  for (const routing of [...routings].sort((a, b) => a.id.localeCompare(b.id))) {
    outage = advanceByEntryPoint(outage, routing, now);
  }
  if (outage.state === 'ended' && !outage.watch && ageSeconds(outage.endedAt, now) > endedShownSeconds) {
    return { state: 'none' };
  }
  return outage;
}

function advanceByEntryPoint(outage: Outage, routing: RoutingEntity, now: EpochMs): Outage {
  const entryPointId = routing.id.slice(routing.workloadId.length + 1);
  if (outage.state === 'running') {
    return outage.entryPointId === entryPointId ? advanceRunning(outage, routing, now) : outage;
  }
  const { watch } = outage;
  if (watch && watch.entryPointId !== entryPointId) return outage;
  const probe = currentProbe(routing, now);
  if (probe === 'none' || (watch && probe.at <= watch.newestAt)) return outage;
  if (probe.outcome === 'pass') return watch ? withoutWatch(outage) : outage;
  if (!watch) {
    return { ...outage, watch: { entryPointId, outcome: 'fail', firstAt: probe.at, newestAt: probe.at } };
  }
  return { state: 'running', startedAt: watch.firstAt, entryPointId };
}

function advanceRunning(outage: Extract<Outage, { state: 'running' }>, routing: RoutingEntity, now: EpochMs): Outage {
  const { watch, startedAt, entryPointId } = outage;
  const probe = currentProbe(routing, now);
  if (probe === 'none' || probe.outcome === 'fail') return withoutWatch(outage);
  if (watch && probe.at <= watch.newestAt) return outage;
  const run = extendRun(watch, routing, probe.at, entryPointId);
  if (run.newestAt - run.firstAt >= provenServedSeconds * 1000) {
    return { state: 'ended', startedAt, endedAt: Math.max(startedAt, run.firstAt), entryPointId };
  }
  return { ...outage, watch: run };
}

/** A gap longer than the probe's rhythm explains starts the run of passing anew. */
function extendRun(
  watch: OutageWatch | undefined,
  routing: RoutingEntity,
  at: EpochMs,
  entryPointId: string,
): OutageWatch {
  const { cadenceSeconds: c, publishDelaySeconds: d } = routing.probeCadence;
  const broken = !watch || at - watch.newestAt > (d + 3 * c) * 1000;
  return { entryPointId, outcome: 'pass', firstAt: broken ? at : watch.firstAt, newestAt: at };
}

function currentProbe(routing: RoutingEntity, now: EpochMs) {
  const { probe } = routing;
  if (probe.state === 'missing' || !isCurrent(probe, routing.probeCadence, now)) return 'none';
  return { outcome: probe.value.outcome, at: probe.measuredAt };
}

function withoutWatch(outage: Outage): Outage {
  if (!outage.watch) return outage;
  const { watch: _watch, ...rest } = outage;
  return rest;
}
