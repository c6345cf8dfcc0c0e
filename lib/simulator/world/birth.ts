import { bornStandings } from './alarm-evaluation';
import { emptyLog } from './commit-log';
import { metricTroubleOf } from './conditions';
import { findDnsTargets } from './dns-targets';
import { passingOpinions } from './health-checkers';
import { type MetricBook, openMetricBook } from './metrics/metric-reader';
import { emptyFacts } from './minute-facts';
import { openMinuteViews } from './minute-views';
import { publishedIn } from './published-metrics';
import { orderRecords } from './record-changes';
import { calmLagSeconds } from './replication-links';
import type { SimulatedFleet } from './simulated-fleet';
import { Simulation } from './simulation';
import type { WorldState } from './world-state';

const daysOfPast = 15;

/** The metrics of a state, computed from what the state remembers. */
export function openMetricsOf(fleet: SimulatedFleet, state: WorldState): MetricBook {
  return openMetricBook({
    seed: state.seed,
    accounts: fleet.accounts,
    oldestMinute: state.bornAt / 60 - daysOfPast * 1440,
    now: () => state.second * 1000,
    view: openMinuteViews(fleet, state),
    trouble: metricTroubleOf(state),
    published: (place, metric, minute) => publishedIn(state, place, metric, minute),
  });
}

/** A new world in its calm course, born at the whole minute of `second` with 15 days of metrics behind it. */
export function bornState(fleet: SimulatedFleet, seed: number, second: number): WorldState {
  const bornAt = Math.floor(second / 60) * 60;
  const records = orderRecords(fleet.records);
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
  for (const check of fleet.healthChecks) {
    if (check.type === 'HTTPS') state.opinions[check.id] = passingOpinions();
    else if (check.type === 'RECOVERY_CONTROL') state.routingControls[check.id] = check.routingControlOn ?? false;
  }
  for (const log of fleet.logs) if (!log.dormant) state.logs[log.id] = emptyLog(bornAt);
  for (const link of fleet.links)
    if (!link.dormant) state.positions[link.id] = bornAt - calmLagSeconds(seed, link, bornAt);
  const { users } = findDnsTargets(fleet, state);
  for (const workload of fleet.workloads) {
    state.users[workload.id] = (users.get(workload.id) ?? []).flatMap((target) => target?.arrived ?? []);
  }
  const metrics = openMetricsOf(fleet, state);
  state.regimes.push(new Simulation(fleet, state, metrics).regimeNow(bornAt / 60 - daysOfPast * 1440));
  state.alarms = bornStandings(fleet.alarms, metrics, (bornAt - daysOfPast * 86_400) * 1000, bornAt / 60 - 3);
  return state;
}
