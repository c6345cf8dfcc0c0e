import type { Execution } from '@/lib/domain/recovery/execution';
import type { ExpectedSeconds, StepSpec } from '@/lib/domain/recovery/step';
import type { EpochMs, Seconds } from '@/lib/domain/time';
import { formatCount } from '@/lib/domain/wording/list';
import { formatAge } from '@/lib/domain/wording/moment';
import { findPlanned } from './execution/reading';
import { hashOf } from './plan-version';

/** Runs older than this say little of the fleet of today: half a year. */
const oldestMs = 183 * 86_400_000;

/** With fewer runs than this the slowest one stands for the slowest in ten. */
const fewest = 10;

/** How long a step took in earlier runs; `none` where none measured it. */
export type MeasuredDurations = (spec: StepSpec) => ExpectedSeconds | 'none';

interface Measured {
  readonly seconds: Seconds;
  readonly endedAt: EpochMs;
}

/**
 * How long steps took in earlier runs, by what they do: the same spec, done at the first attempt and without waiting
 * for a person. Runs and drills are never one figure: drills speak where no run does, and say so. Dry runs do not count,
 * and a step that was only ever waited for by people has no figure.
 */
export function measureDurations(executions: readonly Execution[], now: EpochMs): MeasuredDurations {
  const done = executions.filter(({ dryRun }) => !dryRun);
  const inRuns = collect(
    done.filter(({ drill }) => !drill),
    now,
  );
  const inDrills = collect(
    done.filter(({ drill }) => drill),
    now,
  );
  return (spec) => {
    const key = hashOf(spec);
    const runs = inRuns.get(key) ?? [];
    return runs.length > 0 ? summarise(runs, 'run', now) : summarise(inDrills.get(key) ?? [], 'drill', now);
  };
}

function collect(executions: readonly Execution[], now: EpochMs): ReadonlyMap<string, readonly Measured[]> {
  const bySpec = new Map<string, Measured[]>();
  for (const execution of executions) {
    for (const { stepId, state, attempt, startedAt, endedAt, fence } of execution.steps) {
      const planned = findPlanned(execution, stepId);
      if (planned === undefined || state !== 'done' || attempt !== 1) continue;
      if (startedAt === 'not-yet' || endedAt === 'not-yet' || now - endedAt > oldestMs || endedAt > now) continue;
      if (isForPeople(planned.spec) || (fence !== undefined && fence !== 'proven')) continue;
      const key = hashOf(planned.spec);
      const one = { seconds: Math.max(0, (endedAt - startedAt) / 1000), endedAt };
      bySpec.set(key, [...(bySpec.get(key) ?? []), one]);
    }
  }
  return bySpec;
}

function summarise(measured: readonly Measured[], what: 'run' | 'drill', now: EpochMs): ExpectedSeconds | 'none' {
  if (measured.length === 0) return 'none';
  const seconds = measured.map((each) => each.seconds).sort((a, b) => a - b);
  const newest = Math.max(...measured.map((each) => each.endedAt));
  return {
    p50: quantile(seconds, 0.5),
    p90: seconds.length < fewest ? quantile(seconds, 1) : quantile(seconds, 0.9),
    source: 'measured',
    because: `${formatCount(seconds.length, what)}, newest ${formatAge(newest, now)}`,
  };
}

function isForPeople({ kind }: StepSpec): boolean {
  return kind === 'approval' || kind === 'manual-task';
}

/** The smallest measured value that so large a share does not exceed, in whole seconds, rounded up. */
function quantile(sorted: readonly Seconds[], share: number): Seconds {
  const index = Math.max(0, Math.ceil(share * sorted.length) - 1);
  return Math.ceil(sorted[index] ?? Number.POSITIVE_INFINITY);
}
