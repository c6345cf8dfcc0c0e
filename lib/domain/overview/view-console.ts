import type { FleetEvidence } from '../fleet-evidence';
import { ageSeconds } from '../freshness';
import type { RegionJudgement } from '../judge-region';
import type { EpochMs } from '../time';
import { formatMoment } from '../wording/moment';
import type { ConsoleView } from './types';

/** Heartbeats that may be missed before the page says that it cannot be relied on. */
export const missedHeartbeats = 3;

/**
 * Whether what the page shows may be relied on: not when the engine stopped, not when every region is unreachable (then
 * it is we who are cut off), not before anything was measured.
 */
export function viewConsole(evidence: FleetEvidence, regions: readonly RegionJudgement[], now: EpochMs): ConsoleView {
  const { engine } = evidence;
  if (engine === 'none') {
    const sentence = 'No data yet. Nothing has been polled';
    return { simulated: false, state: 'starting', lastTickAt: 'never', sentence };
  }
  const base = { simulated: engine.simulated, lastTickAt: engine.tickedAt };
  if (ageSeconds(engine.tickedAt, now) > missedHeartbeats * engine.heartbeatSeconds) {
    const since = formatMoment(engine.tickedAt, now);
    return {
      ...base,
      state: 'not-polling',
      sentence: `Console has not polled since ${since}. Do not rely on this page.`,
    };
  }
  if (!hasMeasured(evidence)) {
    const since = formatMoment(engine.startedAt, now);
    return { ...base, state: 'starting', sentence: `No data yet — waiting since ${since}` };
  }
  if (isCutOff(regions)) {
    const sentence = 'Console is cut off: no region is reachable from here. This says nothing about the fleet.';
    return { ...base, state: 'cut-off', sentence };
  }
  return { ...base, state: 'polling', sentence: `Polling, last at ${formatMoment(engine.tickedAt, now, 'second')}` };
}

/** Whether any source has ever answered or any endpoint was ever seen. */
function hasMeasured({ sources, endpoints }: FleetEvidence): boolean {
  const answered = sources.some((source) => source.lastAnswerAt !== 'never');
  return answered || endpoints.some(({ probe, route53 }) => probe.state === 'observed' || route53.state === 'observed');
}

/**
 * No region's APIs answer and no probe passes: the one thing they have in common is our own connection. Endpoints that
 * Route 53's checkers call down as well are evidence of their own; when all of them are, it is not only us.
 */
export function isCutOff(regions: readonly RegionJudgement[]): boolean {
  const asked = regions.filter(({ api }) => api.state !== 'unknown');
  if (asked.length === 0 || asked.some(({ api }) => api.state !== 'unreachable')) return false;
  const endpoints = regions.flatMap((region) => region.endpoints);
  if (endpoints.some(({ vantages }) => vantages.probe.verdict === 'pass')) return false;
  return endpoints.length === 0 || endpoints.some(({ health }) => health.state !== 'down');
}
