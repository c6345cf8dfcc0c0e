import type { EngineEntity } from '@/lib/domain/entities';
import type { Workload } from '@/lib/domain/fleet';
import type { Blocker } from '@/lib/domain/recovery/decision';
import type { Execution } from '@/lib/domain/recovery/execution';
import type { EpochMs } from '@/lib/domain/time';
import { formatAge, formatMoment } from '@/lib/domain/wording/moment';
import { findFlapWindow } from '../anti-flap';
import { findLiveRun } from '../execution/live-run';
import { blocker } from './gate';

/** Heartbeats of the engine that may be missing before what it wrote is no evidence of now. */
const missedHeartbeats = 3;

interface Runs {
  readonly executions: readonly Execution[];
  readonly clearedRuns?: readonly string[];
}

/** What holds of a workload wherever it is to go. */
export function gateWorkload(
  workload: Workload,
  engine: EngineEntity | 'none',
  { executions, clearedRuns = [] }: Runs,
  now: EpochMs,
): readonly Blocker[] {
  const opening = executions.filter(({ id }) => !clearedRuns.includes(id));
  return [...gateLiveRun(workload, executions), ...gateFlap(workload, opening, now), ...gateEngine(engine, now)];
}

function gateLiveRun({ id, name }: Workload, executions: readonly Execution[]): readonly Blocker[] {
  const live = findLiveRun(executions, id);
  if (live === undefined) return [];
  const sentence = `${name} has a run already: ${live.source} to ${live.target}, ${live.state}, started by ${live.startedBy}`;
  return [blocker('another-run', sentence, 'Let it end, or cancel it.')];
}

function gateFlap(
  { id, name, recovery }: Workload,
  executions: readonly Execution[],
  now: EpochMs,
): readonly Blocker[] {
  const window = findFlapWindow(executions, id, recovery, now);
  if (window === 'none') return [];
  const { execution, until } = window;
  const ended = execution.endedAt === 'not-yet' ? '' : ` and ended ${formatAge(execution.endedAt, now)}`;
  const sentence = `${name} was moved from ${execution.source} to ${execution.target} by ${execution.startedBy}${ended}`;
  const toClear = `Wait until ${formatMoment(until, now)}, or say why this is no going back and forth.`;
  return [blocker('anti-flap', sentence, toClear)];
}

function gateEngine(engine: EngineEntity | 'none', now: EpochMs): readonly Blocker[] {
  const toClear = 'Start the engine, or see why it stands still.';
  if (engine === 'none') return [blocker('engine-silent', 'No engine has ever collected anything', toClear)];
  const { tickedAt, heartbeatSeconds } = engine;
  if (now - tickedAt <= missedHeartbeats * heartbeatSeconds * 1000) return [];
  const lastGood = { value: 'collected', at: tickedAt };
  return [
    blocker('engine-silent', `Nothing was collected since ${formatMoment(tickedAt, now, 'second')}`, toClear, {
      lastGood,
    }),
  ];
}
