import type { SimulatedFleet } from './simulated-fleet';
import type { WorldState } from './world-state';

/** Whether a health check of a metric is healthy; one that never had data is. */
export function metricCheckIsHealthy(state: WorldState, healthCheckId: string): boolean {
  return state.metricChecks?.[healthCheckId] ?? true;
}

/**
 * Lets the health checks of metrics follow what their alarms were last evaluated to; whether one of them turned. While an
 * alarm has no data a check is what its configuration says, which may be what it was.
 */
export function followAlarms(fleet: SimulatedFleet, state: WorldState): boolean {
  let turned = false;
  for (const { id, alarm, insufficientData } of fleet.healthChecks) {
    if (alarm === undefined) continue;
    const declared = fleet.alarms.find(({ name, region }) => name === alarm.name && region === alarm.region);
    const stands = declared === undefined ? undefined : state.alarms[declared.arn]?.state;
    const before = metricCheckIsHealthy(state, id);
    const after = stands === 'OK' || stands === 'ALARM' ? stands === 'OK' : withoutData(insufficientData, before);
    if (after === before) continue;
    state.metricChecks = { ...state.metricChecks, [id]: after };
    turned = true;
  }
  return turned;
}

function withoutData(configured: 'Healthy' | 'Unhealthy' | 'LastKnownStatus' | undefined, before: boolean): boolean {
  return configured === undefined || configured === 'LastKnownStatus' ? before : configured === 'Healthy';
}
