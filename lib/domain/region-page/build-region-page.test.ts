import { describe, expect, test } from 'vitest';
import type { Entity } from '../entities';
import { calmFleetEntities, engineStoppedEntities, regionDownEntities } from '../testing/sample-entities';
import { buildRegionPage } from './build-region-page';
import type { RegionSubject } from './types';

const now = Date.parse('2026-11-20T12:10:37Z');

function subjectOf(entities: readonly Entity[], code: string): RegionSubject {
  const { subject } = buildRegionPage(entities, code, now);
  if (subject === 'absent') throw new Error(`${code} is absent`);
  return subject;
}

test('a region the fleet does not have is absent', () => {
  expect(buildRegionPage(calmFleetEntities(now), 'mars-north-1', now).subject).toBe('absent');
});

describe('a calm region', () => {
  const subject = subjectOf(calmFleetEntities(now), 'us-east-1');

  test('lists its endpoints by workload with their signals', () => {
    expect(subject.endpoints.map(({ workloadName, health }) => [workloadName, health.state])).toEqual([
      ['Checkout', 'healthy'],
      ['Storefront', 'healthy'],
    ]);
  });

  test('says what the fleet file says of it', () => {
    expect(subject.declared.join(' ')).toBe(
      'Primary of the fleet. Personal data under the GDPR may not be kept here. VPC range 10.20.0.0/16. Databases db.r6g.large.',
    );
  });

  test('of which the fleet file says nothing else has nothing said of it', () => {
    const bare = calmFleetEntities(now).map((entity): Entity => {
      if (entity.kind !== 'region') return entity;
      const { kind, id, code, place, latitude, longitude } = entity;
      return { kind, id, code, place, latitude, longitude };
    });
    expect(subjectOf(bare, 'us-east-1').declared).toEqual([]);
  });

  test('lists what is known there, in which direction it replicates', () => {
    expect(subject.resources.find(({ name }) => name === 'checkout-global')?.detail).toBe('replicates to us-west-2');
    const sessions = subject.resources.find(({ name }) => name === 'user-sessions');
    expect(sessions?.detail).toMatch(/replicates to .*; receives from /);
  });

  test('puts an alarm without data before those that are well', () => {
    expect(subject.alarms[0]).toMatchObject({ name: 'checkout-primary-replication-lag', current: 'insufficient-data' });
  });

  test('claims that there is no Health event with the date of the answer', () => {
    expect(subject.healthEvents).toEqual([]);
    expect(subject.healthSource.sentence).toMatch(/^AWS Health answered at 12:10:\d\d UTC$/);
  });
});

describe('a region that is lost', () => {
  const subject = subjectOf(regionDownEntities(now, { failedFor: 700 }), 'us-east-1');

  test('says of no alarm that it is ok', () => {
    expect(new Set(subject.alarms.map(({ current }) => current))).toEqual(new Set(['unknown']));
  });

  test('shows its Health event, and that AWS Health, which lives there, is silent', () => {
    expect(subject.healthEvents).toHaveLength(1);
    expect(subject.healthSource.state).toBe('silent');
  });

  test('puts the sources that do not answer first', () => {
    expect(subject.sources[0]?.state).toBe('timed-out');
    expect(subject.sources.at(-1)?.state).toBe('answered');
  });
});

test('an engine that stopped leaves no source that counts as fresh', () => {
  const { sources } = subjectOf(engineStoppedEntities(now, { stoppedFor: 3600 }), 'eu-central-1');
  expect(sources.map(({ freshness }) => freshness)).not.toContain('live');
});
