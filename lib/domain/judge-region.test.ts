import { describe, expect, test } from 'vitest';
import type { Entity, EntityKind, EntityOf, SourceEntity } from './entities';
import { judgeApi } from './judge-api';
import { judgeRegion } from './judge-region';
import { calmFleetEntities, regionDownEntities } from './testing/sample-entities';

const now = Date.parse('2026-11-20T12:10:37Z');

function judge(entities: readonly Entity[], region: string, at = now) {
  const of = <K extends 'endpoint' | 'source'>(kind: K) =>
    entities.filter(
      (entity): entity is EntityOf<K> =>
        entity.kind === (kind as EntityKind) && 'region' in entity && entity.region === region,
    );
  return judgeRegion(region, of('endpoint'), of('source'), at);
}

const without = (entities: readonly Entity[], kind: EntityKind) => entities.filter((entity) => entity.kind !== kind);

describe('a region', () => {
  test('is healthy while its endpoints serve and its APIs answer', () => {
    expect(judge(calmFleetEntities(now), 'us-east-1').health.state).toBe('healthy');
  });

  test('that stops answering is first unknown, unreachable from here', () => {
    const { health, end } = judge(regionDownEntities(now, { failedFor: 20 }), 'us-east-1');
    expect(health).toMatchObject({ state: 'unknown', reason: 'unreachable from here; Route 53 check passes' });
    expect(end.state).toBe('dark');
  });

  test('is down once Route 53 says so too, on all of its endpoints', () => {
    const { health, vantages } = judge(regionDownEntities(now, { failedFor: 60 }), 'us-east-1');
    expect(health).toMatchObject({ state: 'down' });
    expect(health.reason).toMatch(/^2 of 2 vantages fail since .*, on 2 of 2 endpoints$/);
    expect(vantages.map(({ verdict }) => verdict)).toEqual(['fail', 'fail']);
  });

  test('whose APIs alone do not answer is unknown, never down', () => {
    const failed = regionDownEntities(now, { failedFor: 60 }).filter(({ kind }) => kind === 'source');
    const entities = [...without(calmFleetEntities(now), 'source'), ...failed];
    const { health } = judge(entities, 'us-east-1');
    expect(health.state).toBe('unknown');
    expect(health.reason).toMatch(/^unreachable from here/);
  });

  test('that serves nobody is judged by its APIs alone, and healthy only on fresh answers', () => {
    const calm = calmFleetEntities(now);
    expect(judge(calm, 'eu-west-1').health).toMatchObject({ state: 'healthy', reason: '3 APIs answered' });
    expect(judge(calm, 'eu-west-1', now + 600_000).health.state).toBe('unknown');
    expect(judge(without(calm, 'source'), 'eu-west-1').health.state).toBe('unknown');
    expect(judge(regionDownEntities(now, { failedFor: 600, region: 'eu-west-1' }), 'eu-west-1').health).toMatchObject({
      state: 'unknown',
    });
  });

  test('with errors at one of several endpoints names the workload whose they are', () => {
    const entities = calmFleetEntities(now).map(
      (entity): Entity =>
        entity.id === 'checkout/web/us-east-1' && entity.kind === 'endpoint' && entity.errorPercent.state === 'observed'
          ? { ...entity, errorPercent: { ...entity.errorPercent, value: 41 } }
          : entity,
    );
    const { health } = judge(entities, 'us-east-1');
    expect(health.state).toBe('degraded');
    expect(health.reason).toMatch(/^checkout: .*41/);
  });

  test('with one of two endpoints down is degraded', () => {
    const lost = regionDownEntities(now, { failedFor: 60 });
    const entities = calmFleetEntities(now).map((entity) =>
      entity.id === 'checkout/web/us-east-1' ? (lost.find(({ id }) => id === entity.id) ?? entity) : entity,
    );
    expect(judge(entities, 'us-east-1').health.state).toBe('degraded');
  });
});

describe('the APIs of a region', () => {
  const sources = calmFleetEntities(now).filter(
    (entity): entity is SourceEntity => entity.kind === 'source' && entity.region === 'us-west-2',
  );
  const fail = (source: SourceEntity, state: SourceEntity['state'], since: number, answered: number): SourceEntity => ({
    ...source,
    state,
    message: 'It failed',
    stateSince: since,
    lastAttemptAt: now - 1000,
    lastAnswerAt: answered,
  });

  test('that refuse were still reached', () => {
    expect(
      judgeApi(
        sources.map((one) => fail(one, 'denied', now - 9000, now - 60_000)),
        now,
      ).state,
    ).toBe('reachable');
  });

  test('are unreachable as soon as two fall silent and nothing answered since', () => {
    const two = sources.map((one, index) => (index < 2 ? fail(one, 'timed-out', now - 3000, now - 60_000) : one));
    expect(judgeApi(two, now).state).toBe('unreachable');
  });

  test('are partly reachable while one is silent and others answer', () => {
    const one = sources.map((source, index) =>
      index === 0 ? fail(source, 'timed-out', now - 3000, now - 60_000) : source,
    );
    expect(judgeApi(one, now).state).toBe('partly');
  });

  test('one that is broken for days does not hide that all the others fell silent', () => {
    const all = sources.map((source, index) =>
      index === 0
        ? fail(source, 'timed-out', now - 86_400_000, now - 86_500_000)
        : fail(source, 'unreachable', now - 5000, now - 30_000),
    );
    expect(judgeApi(all, now)).toMatchObject({ state: 'unreachable', since: now - 5000 });
  });

  test('are told by those that are asked all the time, not by the bill, whose last attempt was hours ago', () => {
    const bill = (state: SourceEntity['state'], at: number): SourceEntity => ({
      ...fail({ ...sources[0], api: 'ce', cadence: { cadenceSeconds: 21_600 } } as SourceEntity, state, at, at - 1000),
      lastAttemptAt: at,
    });
    const calm = judgeApi(sources, now);
    expect(calm.state).toBe('reachable');
    expect(judgeApi([...sources, bill('timed-out', now - 3_600_000)], now)).toEqual(calm);
    const silent = sources.map((one) => fail(one, 'timed-out', now - 9000, now - 60_000));
    expect(judgeApi([...silent, bill('answered', now - 5000)], now)).toEqual(judgeApi(silent, now));
    expect(judgeApi([bill('answered', now - 5000)], now).state).toBe('unknown');
  });

  test('nothing asked of is unknown', () => {
    expect(judgeApi([], now).state).toBe('unknown');
  });
});
