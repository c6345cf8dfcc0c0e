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
  const found = new Map<string, LeftChange>();
  for (const { id: runId, steps } of runs) {
    const calls = steps.flatMap((step) => step.calls).toSorted((a, b) => a.at - b.at);
    for (const change of calls.flatMap((call) => changesOf(call, runId))) {
      const earlier = found.get(change.key);
      const changedAt = Math.max(change.changedAt, earlier?.changedAt ?? change.changedAt);
      found.set(change.key, { ...(earlier ?? change), changedAt });
    }
  }
  return [...found.values()];
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
  }
}
