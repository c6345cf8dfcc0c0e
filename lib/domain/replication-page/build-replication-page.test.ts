import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entity, LinkEntity } from '../entities';
import { links, sampleLink } from '../testing/arbitraries';
import {
  calmFleetEntities,
  engineStoppedEntities,
  regionDownEntities,
  startingEntities,
} from '../testing/sample-entities';
import { deniedEntities, newestMinute, resyncingEntities, stalledLinkEntities } from '../testing/sample-links';
import { buildReplicationPage } from './build-replication-page';
import { viewResync } from './view-resync';

const now = Date.parse('2026-11-20T12:10:37Z');
const build = (entities: readonly Entity[]) => buildReplicationPage(entities, now);
const checkout = 'checkout/orders/us-east-1>us-west-2';
const linkOf = (entities: readonly Entity[]) => build(entities).links.find(({ link }) => link.id === checkout);

describe('the page of all links', () => {
  test('has every link with its workload, its objective and the evidence of its lag', () => {
    const { links: rows, summary, resyncs } = build(calmFleetEntities(now));
    expect(rows).toHaveLength(13);
    expect(linkOf(calmFleetEntities(now))).toMatchObject({
      workloadName: 'Checkout',
      pair: 'us-east-1 → us-west-2',
      consistency: 'eventual',
      objectiveSeconds: 60,
      backlog: 'not-told',
      resync: 'none',
      evidence: {
        metric: 'AuroraGlobalDBRPOLag Maximum',
        publishedIn: 'us-west-2',
        quality: 'bound',
        delaySeconds: 210,
      },
    });
    expect(resyncs).toEqual([]);
    expect(summary.sentence).toBe('13 links: 0 not measured, 13 met');
  });

  test('says what a stalled link means, since when, and that its end is not known', () => {
    const row = linkOf(stalledLinkEntities(now));
    expect(row?.link.verdict.state).toBe('breached');
    expect(row?.resync).toMatchObject({ phase: 'stalled', isKnownNow: true, donePercent: 'not-told' });
    expect(row?.resync).toMatchObject({ end: { state: 'not-known', sentence: 'Not known: nothing arrives' } });
    expect(row?.findings.map(({ code }) => code)).toContain('link-stalled');
    expect(build(stalledLinkEntities(now)).summary).toMatchObject({
      worst: 'breached',
      sentence: '13 links: 1 breached, 0 not measured, 12 met',
    });
  });

  test('names the action that is denied and where, and claims nothing of what it cannot see', () => {
    const { troubles, coverage } = build(deniedEntities(now));
    expect(troubles.map(({ call, state }) => `${call} ${state}`)).toContain('rds:DescribeGlobalClusters denied');
    expect(coverage.silent).toBeGreaterThan(0);
  });

  test('knows nothing of a fleet that was not asked yet', () => {
    const { coverage, summary } = build(startingEntities(now));
    expect(coverage).toMatchObject({ checkedAt: 'never' });
    expect(coverage.silent).toBe(coverage.asked);
    expect(summary.worst).toBe('not-measured');
  });

  test.each([
    ['the engine stopped', engineStoppedEntities(now, { stoppedFor: 3600 })],
    ['both ends of every link lost', regionDownEntities(now, { failedFor: 7200 })],
  ])('claims no link to be well when %s', (_words, entities) => {
    const lost = build(entities).links.filter(
      ({ link }) => _words === 'the engine stopped' || link.source === 'us-east-1' || link.target === 'us-east-1',
    );
    expect(lost.length).toBeGreaterThan(0);
    for (const { link, lag } of lost) {
      expect([link.verdict.state === 'met', link.flow === 'replicating', lag.freshness === 'live']).toEqual([
        false,
        false,
        false,
      ]);
    }
  });
});

describe('what comes back', () => {
  const { resyncs } = build(resyncingEntities(now));
  const phases = resyncs.map(({ resync }) => (resync === 'none' ? 'none' : resync.phase));
  const resyncIn = (phase: string) => {
    const found = resyncs.find(({ resync }) => resync !== 'none' && resync.phase === phase)?.resync;
    if (found === undefined || found === 'none') throw new Error(`nothing is ${phase}`);
    return found;
  };

  test('stands in the order of how grave it is', () => {
    expect(phases).toEqual(['waits-for-resync', 'rebuilding', 'falling-behind', 'draining', 'caught-up']);
  });

  test('has an expected end only where the lag falls, and it is an estimate with its pace', () => {
    const { end, donePercent } = resyncIn('draining');
    expect(end.state).toBe('expected');
    expect(end.sentence).toMatch(/^est\. 12:\d\d UTC, at the pace of the last 4 m$/);
    expect(donePercent).toBe(28);
    for (const phase of ['waits-for-resync', 'rebuilding', 'falling-behind']) {
      expect(resyncIn(phase).end.sentence).toMatch(/^Not known: /);
    }
  });

  test('is not known while an end is dark, and keeps what was known last', () => {
    const link = sampleLink({
      resync: {
        phase: 'draining',
        since: now - 900_000,
        phaseSince: now - 300_000,
        worst: { at: now - 400_000, lagSeconds: 500 },
        points: [{ at: newestMinute(now), lagSeconds: 80 }],
      },
    });
    const view = viewResync(link, { flow: 'unknown' } as Parameters<typeof viewResync>[1], now);
    expect(view).toMatchObject({ isKnownNow: false, end: { state: 'not-known' } });
    expect(view === 'none' ? '' : view.sentence).toMatch(/^Not known now\. Before: catches up/);
  });

  test('never has an end in the past, and never all of the way done before it is over', () => {
    const lagPoints = fc.array(fc.double({ min: 0, max: 4000, noNaN: true }), { minLength: 0, maxLength: 12 });
    fc.assert(
      fc.property(lagPoints, fc.double({ min: 0, max: 4000, noNaN: true }), (lags, worst) => {
        const points = lags.map((lagSeconds, index) => ({ at: now - (lags.length - index) * 60_000, lagSeconds }));
        const resync = {
          phase: 'draining' as const,
          since: now - 3_600_000,
          phaseSince: now - 900_000,
          worst: { at: now - 1_000_000, lagSeconds: worst },
          points,
        };
        const view = viewResync(sampleLink({ resync }), { flow: 'replicating' } as never, now);
        if (view === 'none') throw new Error('a resync is shown');
        if (view.end.state === 'expected') expect(view.end.at).toBeGreaterThan(now);
        if (view.donePercent !== 'not-told') expect(view.donePercent).toBeLessThan(100);
      }),
    );
  });
});

describe('the metric a lag was read from', () => {
  const source = {
    namespace: 'AWS/RDS',
    name: 'AuroraGlobalDBRPOLag',
    dimensions: { DBClusterIdentifier: 'orders-usw2' },
    statistic: 'Maximum',
    periodSeconds: 60,
  };
  const withSource = (entities: readonly Entity[], change: Partial<LinkEntity['lagEvidence']>) =>
    entities.map((entity) =>
      entity.id === checkout && entity.kind === 'link'
        ? { ...entity, lagEvidence: { ...entity.lagEvidence, ...change } }
        : entity,
    );

  test('is looked up in the region that publishes it, not in the one it speaks of', () => {
    expect(linkOf(withSource(calmFleetEntities(now), { source }))?.evidence.metricSource).toMatchObject({
      kind: 'cloudwatch-metric',
      region: 'us-west-2',
      metric: 'AuroraGlobalDBRPOLag',
      dimensions: { DBClusterIdentifier: 'orders-usw2' },
    });
  });

  test('is not named where it is not known', () => {
    expect(linkOf(calmFleetEntities(now))?.evidence.metricSource).toBe('none');
  });
});

test('whatever the evidence, a page stands and every link on it has words', () => {
  const calm = calmFleetEntities(now).filter(({ kind }) => kind !== 'link' && kind !== 'finding');
  fc.assert(
    fc.property(links, (link) => {
      const [row] = build([...calm, link]).links;
      expect(row?.link.verdict.sentence).toBeTruthy();
      expect(row?.evidence.sentence).toBeTruthy();
      expect(JSON.stringify(row)).not.toMatch(/undefined|NaN/);
    }),
    { numRuns: 60 },
  );
});
