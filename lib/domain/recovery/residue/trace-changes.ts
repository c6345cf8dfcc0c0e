import type { EpochMs } from '../../time';
import type { CallRecord, Execution } from '../execution';
import type { TouchedResource } from '../touched';

/** One thing that some runs changed, as it was before the first of them. */
export interface LeftChange {
  /** Unique among what the same runs changed. */
  readonly key: string;
  readonly touched: TouchedResource;
  /** Whether it is the thing itself, or what AWS kept of a cluster that was given up. */
  readonly of: 'resource' | 'snapshot';
  /** The run that changed it first. */
  readonly runId: string;
  /** Newest call that changed it: only what was read later tells what it is now. */
  readonly changedAt: EpochMs;
}

/**
 * What runs changed, by the calls they journaled, in the order in which it was changed first. A call whose answer was not
 * heard may have been carried out and counts; one that was refused, or found nobody, does not.
 */
export function traceChanges(runs: readonly Execution[]): readonly LeftChange[] {
  const found = new Map<string, Traced>();
  for (const { id: runId, steps } of runs) {
    const calls = steps
      .flatMap(({ stepId, calls: own }) => own.map((call) => ({ stepId, call })))
      .toSorted((a, b) => a.call.at - b.call.at);
    for (const { stepId, call } of calls) {
      for (const change of changesOf(call, runId)) {
        const earlier = found.get(change.key);
        found.set(change.key, earlier === undefined ? { change, stepId } : joined(earlier, { change, stepId }));
      }
    }
  }
  return [...found.values()].map(({ change }) => change);
}

interface Traced {
  readonly change: LeftChange;
  readonly stepId: string;
}

/**
 * The first one tells what was before. Where nobody wrote that down, and the same step found it unchanged and changed it
 * after all, what it found then was before.
 */
function joined(earlier: Traced, later: Traced): Traced {
  const changedAt = Math.max(earlier.change.changedAt, later.change.changedAt);
  const isSameStep = earlier.stepId === later.stepId && earlier.change.runId === later.change.runId;
  const told = isSameStep && isUntold(earlier.change.touched) ? later : earlier;
  return { ...told, change: { ...told.change, changedAt } };
}

function isUntold(touched: TouchedResource): boolean {
  if (touched.kind === 'unread') return true;
  return touched.kind === 'writer' ? touched.givenUpCluster === 'unknown' : touched.before === 'unknown';
}

const mayHaveChanged: readonly CallRecord['outcome'][] = ['answered', 'timed-out', 'unknown'];

function changesOf({ at, outcome, touched = [] }: CallRecord, runId: string): readonly LeftChange[] {
  if (!mayHaveChanged.includes(outcome)) return [];
  return touched.flatMap((one): readonly LeftChange[] => {
    const change = { touched: one, runId, changedAt: at };
    const resource: LeftChange = { ...change, key: keyOf(one), of: 'resource' };
    if (one.kind !== 'writer' || one.givenUpCluster === undefined) return [resource];
    // Every cluster that is given up is given up once.
    const snapshot: LeftChange = { ...change, key: `snapshot/${runId}/${one.resources.join('+')}`, of: 'snapshot' };
    return [resource, snapshot];
  });
}

function keyOf(touched: TouchedResource): string {
  switch (touched.kind) {
    case 'group':
      return `group/${touched.region}/${touched.name}`;
    case 'control':
      return `control/${touched.controlArn}`;
    case 'route':
      return `route/${touched.accessPoint}/${touched.region}`;
    case 'writer':
      return `writer/${touched.resources.toSorted().join('+')}`;
    case 'setting':
      return `setting/${touched.region}/${touched.name}`;
    case 'unread':
      return `unread/${touched.region}/${touched.name}`;
  }
}
