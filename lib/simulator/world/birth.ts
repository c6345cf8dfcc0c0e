import { bornStandings } from './alarm-evaluation';
import { emptyLog } from './commit-log';
import { metricTroubleOf } from './conditions';
import { defaultAccountId, defaultWorkloads, hostedZoneId, hostedZoneName } from './default-fleet';
import { buildDefaultRecords, fleetHealthChecks } from './default-zone';
import { findDnsTargets } from './dns-targets';
import { passingOpinions } from './health-checkers';
import { type MetricBook, openMetricBook } from './metrics/metric-reader';
import { emptyFacts } from './minute-facts';
import { openMinuteViews } from './minute-views';
import { applyRecordChanges } from './record-changes';
import { calmLagSeconds, fleetLinks, fleetLogs } from './replication-links';
import { Simulation } from './simulation';
import type { WorldState } from './world-state';

const daysOfPast = 15;

/** The metrics of a state, computed from what the state remembers. */
export function openMetricsOf(state: WorldState): MetricBook {
  return openMetricBook({
    seed: state.seed,
    accountId: defaultAccountId,
    oldestMinute: state.bornAt / 60 - daysOfPast * 1440,
    now: () => state.second * 1000,
    view: openMinuteViews(state),
    trouble: metricTroubleOf(state),
  });
}

/** A new world in its calm course, born at the whole minute of `second` with 15 days of metrics behind it. */
export function bornState(seed: number, second: number): WorldState {
  const bornAt = Math.floor(second / 60) * 60;
  const records = applyRecordChanges(
    [],
    buildDefaultRecords(hostedZoneId).map((record) => ({ action: 'CREATE', record })),
    hostedZoneName,
  );
  const state: WorldState = {
    seed,
    bornAt,
    second: bornAt,
    faults: [],
    records,
    answered: records,
    pendingRecords: [],
    recordChanges: [],
    routingControls: {},
    users: {},
    opinions: {},
    logs: {},
    positions: {},
    minute: emptyFacts(),
    minuteDisturbed: false,
    disturbed: {},
    regimes: [],
    waiting: {},
    objectFailures: {},
    failures: {},
    queues: {},
    queued: {},
    courseUnknown: false,
    alarms: {},
    kept: {},
    touched: false,
    sequence: 0,
  };
  for (const check of fleetHealthChecks) {
    if (check.type === 'HTTPS') state.opinions[check.id] = passingOpinions();
    else state.routingControls[check.id] = check.routingControlOn ?? false;
  }
  for (const log of fleetLogs) state.logs[log.id] = emptyLog(bornAt);
  for (const link of fleetLinks) state.positions[link.id] = bornAt - calmLagSeconds(seed, link, bornAt);
  const { users } = findDnsTargets(state);
  for (const workload of defaultWorkloads) {
    state.users[workload.id] = (users.get(workload.id) ?? []).flatMap((target) => target?.arrived ?? []);
  }
  const metrics = openMetricsOf(state);
  state.regimes.push(new Simulation(state, metrics).regimeNow(bornAt / 60 - daysOfPast * 1440));
  state.alarms = bornStandings(metrics, (bornAt - daysOfPast * 86_400) * 1000, bornAt / 60 - 3);
  return state;
}
