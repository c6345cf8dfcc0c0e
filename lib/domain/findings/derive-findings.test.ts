import { describe, expect, test } from 'vitest';
import type { Entity, EntityKind, EntityOf } from '../entities';
import { toMissing } from '../observe';
import { buildFleetOverview } from '../overview/build-fleet-overview';
import { calmFleetEntities, regionDownEntities, startingEntities } from '../testing/sample-entities';
import { deriveFindings } from './derive-findings';

const now = Date.parse('2026-11-20T12:10:37Z');

/** The calm fleet with every entity of a kind passed through a change. */
function calmWith<K extends EntityKind>(kind: K, change: (entity: EntityOf<K>) => Entity): Entity[] {
  const isKind = (entity: Entity): entity is EntityOf<K> => entity.kind === kind;
  return calmFleetEntities(now).map((entity) => (isKind(entity) ? change(entity) : entity));
}

const codesOf = (entities: readonly Entity[], at = now) => deriveFindings(entities, at).map(({ code }) => code);
const blemishes = codesOf(calmFleetEntities(now));
const beyond = (entities: readonly Entity[], at = now) =>
  deriveFindings(entities, at).filter(({ code }) => !blemishes.includes(code));

describe('findings', () => {
  test('have unique ids, evidence, a way to clear them and a since that is not in the future', () => {
    for (const entities of [
      calmFleetEntities(now),
      regionDownEntities(now, { failedFor: 700 }),
      startingEntities(now),
    ]) {
      const findings = deriveFindings(entities, now);
      expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length);
      for (const { evidence, clear, since, seenAt, sentence } of findings) {
        expect(evidence.every((one) => one !== '') && evidence.length > 0).toBe(true);
        expect([clear === '', sentence.includes('!'), sentence.includes('undefined')]).toEqual([false, false, false]);
        expect(since).toBeLessThanOrEqual(now);
        expect(seenAt).toBe(now);
      }
    }
  });

  test('already among the entities are not taken for evidence', () => {
    const entities = calmFleetEntities(now);
    const evidence = entities.filter(({ kind }) => kind !== 'finding');
    expect(deriveFindings(entities, now)).toEqual(deriveFindings(evidence, now));
  });

  test('a region outage names the region, the workload that is down, and where users are still sent', () => {
    const sentences = beyond(regionDownEntities(now, { failedFor: 60 })).map(({ sentence }) => sentence);
    expect(sentences).toContain('us-east-1 is down: 2 of 2 vantages fail since 12:09:38 UTC, on 2 of 2 endpoints');
    expect(sentences).toContain('Checkout is down since 12:09:38 UTC');
    expect(sentences).toContain('checkout.acme.example still sends users to us-east-1, which is down for Checkout');
    expect(sentences).toContain('Checkout: us-east-1 is down, only us-west-2 is left');
  });

  test('what AWS reports is a finding of its own', () => {
    expect(codesOf(regionDownEntities(now, { failedFor: 700 }))).toContain('aws-health-issue');
  });

  test('one endpoint failing for one vantage is a warning, not a verdict', () => {
    const entities = calmWith('endpoint', (endpoint) =>
      endpoint.id === 'storefront/web/eu-central-1' && endpoint.route53.state === 'observed'
        ? { ...endpoint, route53: { ...endpoint.route53, value: { outcome: 'fail', detail: 'unhealthy' } } }
        : endpoint,
    );
    expect(beyond(entities).map(({ code, severity }) => [code, severity])).toEqual([
      ['endpoint-failing-one-vantage', 'warning'],
    ]);
  });

  test('a source that fails is named with its call, after one period and not before', () => {
    const denied = (since: number) =>
      calmWith('source', (source) =>
        source.id.endsWith('us-west-2/rds')
          ? {
              ...source,
              state: 'denied',
              message: 'rds:DescribeGlobalClusters is not allowed',
              stateSince: now - since,
            }
          : source,
      );
    expect(beyond(denied(10_000))).toEqual([]);
    expect(beyond(denied(31_000))).toMatchObject([
      {
        code: 'source-denied',
        region: 'us-west-2',
        severity: 'warning',
        clear: expect.stringMatching(/^Allow rds:DescribeGlobalClusters to /),
      },
    ]);
  });

  test('an account without a support plan is a notice with a sentence of its own, and no failing source', () => {
    const message = 'health:DescribeEvents in us-east-1 is not open to the account: it has no support plan.';
    const entities = calmWith('source', (source) =>
      source.id.endsWith('/health')
        ? { ...source, state: 'no-support-plan', message, stateSince: now - 86_400_000, lastAnswerAt: 'never' }
        : source,
    );
    expect(beyond(entities)).toMatchObject([{ code: 'no-support-plan', severity: 'notice', sentence: message }]);
    const { freshness } = buildFleetOverview(entities, now);
    expect(freshness.failed).toBe(0);
    expect(freshness.oldest).not.toMatchObject({ answeredAt: 'never' });
  });

  test('a source that answers oddly is a notice in its own words, and still answered', () => {
    const message = 'rds:DescribeGlobalClusters in us-west-2 answered oddly: 1 cluster came without a name.';
    const entities = calmWith('source', (source) =>
      source.id.endsWith('us-west-2/rds') ? { ...source, message } : source,
    );
    expect(beyond(entities)).toMatchObject([
      { code: 'source-odd', severity: 'notice', region: 'us-west-2', sentence: message },
    ]);
  });

  test('a link that takes writes and delivers nothing is stalled', () => {
    const stalled = calmWith('link', (link) =>
      link.id === 'storefront/sessions/us-west-2>eu-central-1' && link.lag.state === 'observed'
        ? { ...link, lag: toMissing('no-data', now - 300_000, { ...link.lag, measuredAt: now - 500_000 }) }
        : link,
    );
    expect(
      beyond(stalled)
        .map(({ code }) => code)
        .sort(),
    ).toEqual(['link-stalled', 'objective-breached']);
  });

  test('a shortage stays with its date when its region stops answering: silence clears nothing', () => {
    const entities = regionDownEntities(now, { failedFor: 700, region: 'ap-southeast-1' });
    const shortage = deriveFindings(entities, now).find(({ code }) => code === 'capacity-short');
    expect(shortage?.sentence).toMatch(/^storefront-apse1 in ap-southeast-1 has 2 of 3 .*, last known at 11:58 UTC$/);
  });

  test('what is well is no evidence of being unprotected: it would be read long after it was true', () => {
    const lost = deriveFindings(regionDownEntities(now, { failedFor: 600 }), now);
    const unprotected = lost.filter(({ code }) => code === 'unprotected');
    expect(unprotected).not.toEqual([]);
    for (const { evidence } of unprotected) {
      expect(evidence.join('\n')).toMatch(/us-east-1 \(\w+\): down/);
      expect(evidence.join('\n')).not.toMatch(/healthy|Met/);
    }
  });

  test('an alarm without data is no finding before it had time to get some', () => {
    const fresh = calmWith('alarm', (alarm) => ({ ...alarm, changedAt: now - 600_000 }));
    expect(codesOf(fresh)).not.toContain('alarm-without-data');
  });

  test('a console that has just started finds nothing wrong with what it has not seen', () => {
    const codes = codesOf(startingEntities(now));
    expect(new Set(codes)).toEqual(new Set(['objective-shorter-than-evidence']));
  });
});
