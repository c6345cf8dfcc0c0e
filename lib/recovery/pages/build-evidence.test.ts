import { expect, test } from 'vitest';
import type { Entity } from '@/lib/domain/entities';
import type { Execution } from '@/lib/domain/recovery/execution';
import { calmFleetEntities, regionDownEntities, sampleFleet } from '@/lib/domain/testing/sample-entities';
import { buildEvidence } from './build-evidence';
import { afterEvent, beginRun, drive, runEntity, withClock } from './testing/sample-runs';

const now = Date.parse('2026-11-20T12:10:37Z');

function checkout() {
  const found = sampleFleet.workloads.find(({ id }) => id === 'checkout');
  if (found === undefined) throw new Error('The sample fleet has no checkout');
  return found;
}

/** A run out of us-east-1 that ended well, so many seconds ago. */
function ended(id: string, ago: number, drill: boolean): Execution {
  const { run, at } = beginRun(checkout(), now - ago * 1000, 1200, { id, request: { drill } });
  const driven = drive(run, at, 'the-end');
  return afterEvent(withClock(driven.run, at, driven.at - 60_000), { kind: 'tick' }, driven.at + 1000);
}

const rowOf = (entities: readonly Entity[]) => {
  const row = buildEvidence(entities, now).find(({ workloadId }) => workloadId === 'checkout');
  if (row === undefined) throw new Error('There is no line for checkout');
  return row;
};
const withRuns = (entities: readonly Entity[], runs: readonly Execution[]) => [
  ...entities,
  ...runs.map((run) => runEntity(run, checkout())),
];

test('every workload has a line, the most important first, and nothing on record is not measured', () => {
  const rows = buildEvidence(calmFleetEntities(now), now);
  expect(rows.map(({ workloadId }) => workloadId).sort()).toEqual(sampleFleet.workloads.map(({ id }) => id).sort());
  expect(rows.map(({ tier }) => tier)).toEqual(rows.map(({ tier }) => tier).sort());
  expect(rows.every(({ evidence }) => evidence.state === 'not-measured' || evidence.state === 'no-objective')).toBe(
    true,
  );
  expect(rowOf(calmFleetEntities(now))).toMatchObject({
    run: 'none',
    drill: 'none',
    withoutMove: { state: 'unknown' },
  });
});

test('a drill and a run stand beside each other, each with its own time', () => {
  const row = rowOf(withRuns(calmFleetEntities(now), [ended('run-1', 86_400, false), ended('drill-1', 3600, true)]));
  expect(row.run).toMatchObject({ runId: 'run-1', by: 'run' });
  expect(row.drill).toMatchObject({ runId: 'drill-1', by: 'drill' });
  expect(row.evidence.sentence).toContain('drill out of us-east-1');
});

test('is compared with the same workload in the region that is still away', () => {
  const failedFor = 2400;
  const down = regionDownEntities(now, { failedFor }).map((entity) =>
    entity.kind === 'endpoint' && entity.region === 'us-east-1'
      ? { ...entity, probeStreakStartedAt: now - failedFor * 1000 }
      : entity,
  );
  const row = rowOf(withRuns(down, [ended('drill-1', 0, true)]));
  if (row.drill === 'none') throw new Error('There is no drill');
  const seconds = Math.floor((now - row.drill.impactAt) / 1000);
  expect(row.withoutMove).toEqual({ state: 'so-far', seconds });
  expect(seconds).toBeGreaterThan(row.drill.seconds);
});
