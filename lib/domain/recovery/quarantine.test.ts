import { describe, expect, test } from 'vitest';
import { ownedByOlga } from '@/lib/recovery/pages/testing/sample-residue';
import { driveTo, sampleExecution, sampleWorkload } from '@/lib/recovery/rules/testing/sample-execution';
import type { Entity } from '../entities';
import { judgeFindings } from '../findings/derive-findings';
import { toFleetEvidence } from '../fleet-evidence';
import { toMissing, toObserved } from '../observe';
import { buildFleetOverview } from '../overview/build-fleet-overview';
import { buildRegionPage } from '../region-page/build-region-page';
import { judgedAt } from '../testing/arbitraries';
import { calmFleetEntities, regionDownEntities } from '../testing/sample-entities';
import { buildWorkloadPage } from '../workload-page/build-workload-page';
import type { Execution } from './execution';
import { findQuarantines, quarantineKey } from './quarantine';

const now = judgedAt;
const workload = sampleWorkload('checkout');
const out: Execution = {
  ...driveTo(sampleExecution(), 'the-end'),
  state: 'completed',
  endedAt: now - 3_600_000,
};

const runEntity = (execution: Execution): Entity => ({
  kind: 'execution',
  id: execution.id,
  workloadId: 'checkout',
  accountId: '111122223333',
  execution,
});

/** Nobody is led to us-east-1, its copy follows us-west-2, and its load balancer has nothing to do. */
function quiet(entity: Entity): Entity {
  if (entity.kind === 'routing' && entity.workloadId === 'checkout') {
    const value = { region: 'us-west-2', addresses: ['10.0.0.1'], ttlSeconds: 60 };
    return { ...entity, answer: toObserved(value, now, now, 'route53-answer') };
  }
  if (entity.kind === 'endpoint' && entity.region === 'us-east-1') {
    return { ...entity, requestsPerSecond: toObserved(1.2, now - 120_000, now, 'cloudwatch') };
  }
  if (entity.kind !== 'link' || entity.workloadId !== 'checkout') return entity;
  return { ...entity, id: 'checkout/orders/us-west-2>us-east-1', source: 'us-west-2', target: 'us-east-1' };
}

const back = (...runs: readonly Execution[]) => [...calmFleetEntities(now).map(quiet), ...runs.map(runEntity)];
const of = (entities: readonly Entity[]) => findQuarantines(workload, toFleetEvidence(entities, now), now);
const findingOf = (entities: readonly Entity[]) =>
  judgeFindings(entities, now).holding.filter(({ code }) => code === 'region-quarantined');

describe('a region that was given up', () => {
  test('is in quarantine from the moment it answers again, and not while it is silent', () => {
    expect(of(back(out))).toMatchObject([{ region: 'us-east-1', away: 'us-west-2', served: [], isReturning: false }]);
    expect(of(back(out))[0]?.since).toBeGreaterThanOrEqual(now - 3_600_000);
    expect(of([...regionDownEntities(now, { failedFor: 600 }), runEntity(out)])).toEqual([]);
  });

  test('was given up by a run without the consent of its writer; after a graceful move it is a standby', () => {
    expect(of(back({ ...out, mode: 'graceful' }))).toEqual([]);
    expect(of(back())).toEqual([]);
    expect(of(back({ ...out, dryRun: true }))).toEqual([]);
  });

  test('is told with what its writers, instances and endpoints are, each of its own', () => {
    const [kept] = of(back(out));
    expect(kept?.evidence.join('\n')).toMatch(/Its fence was proven/);
    expect(kept?.evidence.join('\n')).toMatch(/"orders" in us-east-1 follows us-west-2/);
    expect(kept?.evidence.join('\n')).toMatch(/instances in service in us-east-1/);
    const untold = back(out).filter(({ kind }) => kind !== 'link');
    expect(of(untold)[0]?.evidence.join('\n')).toMatch(/takes writes of its own is not known/);
  });

  test('is critical once users are seen there, by DNS, by its load balancer or by what is written', () => {
    expect(findingOf(back(out))).toMatchObject([{ severity: 'warning', workloadId: 'checkout', region: 'us-east-1' }]);
    const seen: readonly ((entity: Entity) => Entity)[] = [
      (entity) =>
        entity.kind === 'routing' && entity.answer.state === 'observed'
          ? { ...entity, answer: { ...entity.answer, value: { ...entity.answer.value, region: 'us-east-1' } } }
          : entity,
      (entity) =>
        entity.kind === 'endpoint' && entity.region === 'us-east-1'
          ? { ...entity, requestsPerSecond: toObserved(40, now - 120_000, now, 'cloudwatch') }
          : entity,
      (entity) =>
        entity.kind === 'link' && entity.workloadId === 'checkout'
          ? { ...entity, source: 'us-east-1', target: 'us-west-2' }
          : entity,
    ];
    for (const change of seen) expect(findingOf(back(out).map(change))).toMatchObject([{ severity: 'critical' }]);
  });

  test('is told on the overview, on the page of the region and on the page of the workload', () => {
    const entities = [...back(out), ...findingOf(back(out))];
    const region = buildRegionPage(entities, 'us-east-1', now).subject;
    const page = buildWorkloadPage(entities, 'checkout', now).subject;
    if (region === 'absent' || page === 'absent') throw new Error('The sample has no such page');
    for (const { findings } of [buildFleetOverview(entities, now), region, page]) {
      expect(findings.map(({ code }) => code)).toContain('region-quarantined');
    }
  });

  test('may be used on purpose while a return to it is under way', () => {
    const returning: Execution = {
      ...out,
      id: 'run-2',
      source: 'us-west-2',
      target: 'us-east-1',
      action: 'failback',
      endedAt: 'not-yet',
      state: 'running',
    };
    const used = back(out, returning).map((entity) =>
      entity.kind === 'endpoint' && entity.region === 'us-east-1'
        ? { ...entity, requestsPerSecond: toObserved(40, now - 120_000, now, 'cloudwatch') }
        : entity,
    );
    expect(findingOf(used)).toMatchObject([{ severity: 'warning', sentence: expect.stringMatching(/has ended/) }]);
  });

  test('leaves quarantine when the workload has come home or a person owns it, and never because it is silent', () => {
    const home: Execution = {
      ...out,
      id: 'run-2',
      source: 'us-west-2',
      target: 'us-east-1',
      action: 'failback',
      endedAt: now - 1000,
    };
    const owner = ownedByOlga('run-1', quarantineKey('us-east-1'), now);
    const [draft] = findingOf(back(out));
    if (draft === undefined) throw new Error('It is not in quarantine');
    const clearance = (entities: readonly Entity[]) => judgeFindings(entities, now).clearanceOf(draft);
    for (const entities of [back(out, home), [...back(out), owner]]) {
      expect(findingOf(entities)).toEqual([]);
      expect(clearance(entities)).toBe('cleared');
    }
    const silent = [...regionDownEntities(now, { failedFor: 600 }), runEntity(out)];
    expect(clearance(silent)).toBe('unknown');
    const unread = back(out).map((entity): Entity => {
      if (entity.kind === 'source' && entity.region === 'us-east-1')
        return { ...entity, state: 'timed-out', lastAnswerAt: 'never' };
      return entity.kind === 'endpoint' ? { ...entity, probe: toMissing('timed-out', now) } : entity;
    });
    expect(clearance(unread)).toBe('unknown');
  });
});
