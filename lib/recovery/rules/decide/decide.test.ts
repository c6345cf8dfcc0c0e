import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EndpointEntity, Entity, LinkEntity } from '@/lib/domain/entities';
import type { Workload } from '@/lib/domain/fleet';
import { toMissing, toObserved } from '@/lib/domain/observe';
import type { Decision, RankedTarget } from '@/lib/domain/recovery/decision';
import type { Execution } from '@/lib/domain/recovery/execution';
import type { RecoveryPlan } from '@/lib/domain/recovery/plan';
import { judgedAt, sampleLink } from '@/lib/domain/testing/arbitraries';
import {
  calmFleetEntities,
  engineStoppedEntities,
  regionDownEntities,
  sampleFleet,
} from '@/lib/domain/testing/sample-entities';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { buildPlans } from '../generate-plans';
import { after, driveTo, sampleExecution, startedAt } from '../testing/sample-execution';
import { sampleFactsOf } from '../testing/sample-facts';
import { decide, type Question } from './decide';

const plans: readonly RecoveryPlan[] = sampleFleet.workloads.flatMap((workload) => buildPlans(workload, sampleFactsOf));
const now = judgedAt;

function ask(entities: readonly Entity[], more: Partial<Question> = {}, at = now): Decision {
  const decision = decide(
    { workloadId: 'checkout', source: 'us-east-1', entities, plans, executions: [], ...more },
    at,
  );
  if (decision === 'none') throw new Error('No decision');
  return decision;
}

function target(decision: Decision, mode: RankedTarget['mode'], region = 'us-west-2'): RankedTarget {
  const found = decision.targets.find((each) => each.target === region && each.mode === mode);
  if (found === undefined) throw new Error(`No ${mode} move to ${region}`);
  return found;
}

const codes = (decision: Decision, mode: RankedTarget['mode'], region?: string) =>
  target(decision, mode, region).blockers.map(({ code }) => code);

function change<E extends Entity>(
  entities: readonly Entity[],
  is: (entity: Entity) => entity is E,
  to: (entity: E) => Entity,
) {
  return entities.map((entity) => (is(entity) ? to(entity) : entity));
}

const endpointIn =
  (region: string, workloadId = 'checkout') =>
  (entity: Entity): entity is EndpointEntity =>
    entity.kind === 'endpoint' && entity.region === region && entity.workloadId === workloadId;
const isLink = (entity: Entity): entity is LinkEntity => entity.kind === 'link' && entity.workloadId === 'checkout';
const down = (failedFor = 60) => regionDownEntities(now, { failedFor });

describe('advice', () => {
  test('is to stay while users are served, and a graceful move is open all the same', () => {
    const decision = ask(calmFleetEntities(now));
    expect(decision.advice).toBe('stay');
    expect(decision.blockers).toEqual([]);
    expect(codes(decision, 'graceful')).toEqual([]);
    expect(codes(decision, 'ungraceful')).toEqual(['source-healthy']);
    expect(decision.targets[0]).toMatchObject({ target: 'us-west-2', mode: 'graceful' });
  });

  test('is to move once both vantages on the user path say so, with the evidence in one sentence', () => {
    const decision = ask(down());
    expect(decision.advice).toBe('move');
    expect(decision.because).toMatch(/Console probe fails: No answer within 1.5 s; Route 53 check fails/);
    expect(decision.because).toMatch(/Route 53 answers checkout.acme.example with us-east-1/);
    expect(decision.targets[0]).toMatchObject({ target: 'us-west-2', mode: 'ungraceful', blockers: [] });
    expect(codes(decision, 'graceful')).toContain('source-not-healthy');
  });

  test('of one vantage alone is none, and blocks until a person answers for it', () => {
    const decision = ask(down(20));
    expect(decision.advice).toBe('cannot-say');
    expect(codes(decision, 'ungraceful')).toEqual(['one-vantage-only']);
    expect(target(decision, 'ungraceful').blockers[0]).toMatchObject({ overridable: true });
  });

  test('never follows from APIs that do not answer', () => {
    const silent = down().filter(({ kind }) => kind === 'source');
    const entities = [...calmFleetEntities(now).filter(({ kind }) => kind !== 'source'), ...silent];
    const decision = ask(entities);
    expect(decision.advice).toBe('stay');
    expect(decision.because).toMatch(/No API answers from here since .*, which says nothing of users/);
    expect(codes(decision, 'ungraceful')).toEqual(['source-healthy']);
  });

  test('is none while everything fails from here, since it may be us who are cut off', () => {
    const fails = toObserved({ outcome: 'fail' as const, detail: 'No route' }, now - 1000, now - 1000, 'console-probe');
    const entities = calmFleetEntities(now).map((entity): Entity => {
      if (entity.kind !== 'endpoint' && entity.kind !== 'routing') return entity;
      return { ...entity, probe: fails } as Entity;
    });
    const decision = ask(entities);
    expect(decision.advice).toBe('cannot-say');
    expect(decision.because).toMatch(/the console itself may be cut off/);
    expect(codes(decision, 'ungraceful')).toContain('source-unknown');
  });

  test('is none where nothing is known', () => {
    const entities = calmFleetEntities(now).filter(({ kind }) => kind !== 'endpoint');
    const decision = ask(entities);
    expect(decision.advice).toBe('cannot-say');
    expect(codes(decision, 'ungraceful')).toEqual(
      expect.arrayContaining(['source-unknown', 'target-unknown', 'capacity-unknown']),
    );
  });
});

describe('a gate', () => {
  test('that cannot be read blocks, and shows its last good value with its age', () => {
    const entities = change(calmFleetEntities(now), endpointIn('us-west-2'), (endpoint) => ({
      ...endpoint,
      capacity: toMissing(
        'throttled',
        now - 1000,
        toObserved({ inService: 2, desired: 2 }, now - 300_000, now, 'aws-api'),
      ),
    }));
    const [blocker] = target(ask(entities), 'graceful').blockers;
    expect(blocker).toMatchObject({
      code: 'capacity-unknown',
      overridable: true,
      lastGood: { value: '2 of 2 instances in service', at: now - 300_000 },
    });
  });

  test('holds up a move to a region that waits for capacity, and says where it is short', () => {
    const decision = ask(calmFleetEntities(now), { workloadId: 'storefront' });
    expect(codes(decision, 'graceful', 'ap-southeast-1')).toEqual(['capacity-short']);
  });

  test('refuses a move after which no region serves, whatever anybody says', () => {
    const both = regionDownEntities(now, { failedFor: 60, region: 'us-west-2' });
    const lost = both.find((entity) => endpointIn('us-west-2')(entity));
    const decision = ask(down().map((entity) => (endpointIn('us-west-2')(entity) && lost ? lost : entity)));
    const found = target(decision, 'ungraceful').blockers.find(({ code }) => code === 'nothing-serves-after');
    expect(found).toMatchObject({ overridable: false });
  });

  test('does not expect an empty standby to serve before the run has given it instances', () => {
    const lost = regionDownEntities(now, { failedFor: 60, region: 'us-west-2' }).find(endpointIn('us-west-2'));
    const empty = toObserved({ inService: 0, desired: 0 }, now - 1000, now - 1000, 'aws-api');
    const decision = ask(
      down().map((entity) => (endpointIn('us-west-2')(entity) && lost ? { ...lost, capacity: empty } : entity)),
    );
    expect(codes(decision, 'ungraceful')).toEqual(['target-unhealthy']);
  });

  test('refuses a region without a copy, and waits for one that is not discovered, rebuilt or told of', () => {
    const elsewhere = change(down(), isLink, (link) => ({ ...link, target: 'eu-west-1', id: 'x' }));
    expect(codes(ask(elsewhere), 'ungraceful')).toContain('no-copy-at-target');
    const undiscovered = down().filter((entity) => !isLink(entity));
    expect(codes(ask(undiscovered), 'ungraceful')).toEqual(
      expect.arrayContaining(['replication-not-ready', 'loss-unknown']),
    );
    const rebuilt = change(down(), isLink, (link) => ({
      ...link,
      copyState: toObserved('rebuilding', now, now, 'aws-api'),
    }));
    expect(codes(ask(rebuilt), 'ungraceful')).toContain('replication-not-ready');
    const untold = change(down(), isLink, (link) => ({ ...link, copyState: toMissing('timed-out', now) }));
    expect(codes(ask(untold), 'ungraceful')).toEqual(['replication-not-ready']);
  });

  test('does not send anybody to a graceful way that the plan does not have', () => {
    const clearing = (given: readonly RecoveryPlan[]) =>
      target(ask(calmFleetEntities(now), { plans: given }), 'ungraceful').blockers.map(({ toClear }) => toClear);
    expect(clearing(plans)).toEqual(['Move gracefully, or say why it has to be given up.']);
    expect(clearing(plans.map((plan) => ({ ...plan, modes: ['ungraceful'] })))).toEqual([
      'Say why it has to be given up: this plan has no graceful way.',
    ]);
  });

  test('does not wait for a read replica of a lost source to replicate: it never would, and it is whole as far as it goes', () => {
    const ofKind = (storeKind: LinkEntity['storeKind'], state: 'not-replicating' | 'rebuilding') => {
      const copyState = toObserved(state, now, now, 'aws-api');
      const changed = change(down(), isLink, (link) => ({ ...link, storeKind, copyState }));
      return codes(ask(changed), 'ungraceful');
    };
    expect(ofKind('rds-replica', 'not-replicating')).not.toContain('replication-not-ready');
    expect(ofKind('rds-replica', 'rebuilding')).toContain('replication-not-ready');
    expect(ofKind('aurora-global', 'not-replicating')).toContain('replication-not-ready');
  });

  test('does wait for a read replica that had stopped before its source was lost, or of which no lag is known', () => {
    const stopped = (lag: LinkEntity['lag']) => {
      const copyState = toObserved('not-replicating' as const, now, now, 'aws-api');
      const changed = change(down(), isLink, (link) => ({ ...link, storeKind: 'rds-replica', copyState, lag }));
      return codes(ask(changed), 'ungraceful');
    };
    expect(stopped(toObserved(1, now - 120_000, now, 'cloudwatch'))).not.toContain('replication-not-ready');
    expect(stopped(toObserved(1, now - 3_600_000, now, 'cloudwatch'))).toContain('replication-not-ready');
    expect(stopped(toMissing('not-replicating', now))).toContain('replication-not-ready');
  });

  test('takes a read replica for cut off as long as its source is lost, also while a standby serves users without an outage', () => {
    const hourAgo = now - 3_600_000;
    const served = (lagAt: number) => {
      const copyState = toObserved('not-replicating' as const, now, now, 'aws-api');
      const lag = toObserved(1, lagAt, lagAt, 'cloudwatch');
      const replicas = change(down(3600), isLink, (link) => ({ ...link, storeKind: 'rds-replica', copyState, lag }));
      const failing = change(replicas, endpointIn('us-east-1'), (endpoint) => ({
        ...endpoint,
        probeStreakStartedAt: hourAgo,
      }));
      return failing.map((entity) =>
        entity.kind === 'workload' ? { ...entity, outage: { state: 'none' as const } } : entity,
      );
    };
    const open = ask(served(hourAgo - 60_000));
    expect(open.advice).toBe('move');
    expect(codes(open, 'ungraceful')).not.toContain('replication-not-ready');
    expect(codes(ask(served(hourAgo - 3_600_000)), 'ungraceful')).toContain('replication-not-ready');
    // Where nobody kept since when it fails, it is lost since now.
    const unkept = change(
      served(hourAgo - 60_000),
      endpointIn('us-east-1'),
      ({ probeStreakStartedAt: _, ...rest }) => rest,
    );
    expect(codes(ask(unkept), 'ungraceful')).toContain('replication-not-ready');
  });

  test('of what would be lost is asked of what was measured; what may be written meanwhile is a figure to acknowledge', () => {
    const behind = (seconds: number) =>
      change(down(), isLink, (link) => ({ ...link, lag: toObserved(seconds, now - 60_000, now, 'cloudwatch') }));
    expect(codes(ask(behind(61)), 'ungraceful')).toEqual(['loss-above-objective']);
    expect(codes(ask(behind(59)), 'ungraceful')).toEqual([]);
    expect(target(ask(behind(59)), 'ungraceful').losses[0]).toMatchObject({ measuredSeconds: 59, atMostSeconds: 119 });
    expect(target(ask(behind(59)), 'ungraceful').cautions.join()).toMatch(
      /At most 1 m 59 s of "orders" would be lost, more than/,
    );
  });

  test('says beforehand that the run will stop where nobody knows how many instances the region had', () => {
    const { cautions } = target(ask(down()), 'ungraceful');
    expect(cautions.join()).not.toMatch(/instances/);
    const unread = change(down(), endpointIn('us-east-1'), (endpoint) => ({
      ...endpoint,
      capacity: toMissing('timed-out', now),
    }));
    expect(target(ask(unread), 'ungraceful').cautions).toContainEqual(
      expect.stringMatching(/^How many instances us-east-1 had was never read\. The run stops at "[^"]+" and asks$/),
    );
  });

  test('does not open without an engine that has looked lately', () => {
    const decision = ask(engineStoppedEntities(now));
    expect(decision.blockers.map(({ code }) => code)).toEqual(['engine-silent']);
    expect(decision.blockers[0]?.lastGood).toMatchObject({ value: 'collected' });
    expect(ask(calmFleetEntities(now).filter(({ kind }) => kind !== 'engine')).blockers).toHaveLength(1);
  });

  test('does not open for a plan with an error, nor for none', () => {
    const broken = plans.map((plan) => ({
      ...plan,
      lint: [
        { rule: 'timeout', severity: 'error' as const, sentence: 'scale has no limit: write one', stepId: 'scale' },
      ],
    }));
    expect(codes(ask(down(), { plans: broken }), 'ungraceful')).toEqual(['plan-has-errors']);
    expect(ask(down(), { plans: [] }).blockers.map(({ code }) => code)).toEqual(['no-plan']);
  });
});

describe('other runs', () => {
  const run = (state: (run: Execution) => Execution) => state(sampleExecution());
  const finish = (execution: Execution) => {
    const end = driveTo(execution, 'the-end');
    return after(end, { kind: 'clock-read', clock: { ...end.clock, recoveredAt: startedAt } });
  };
  const at = startedAt + 1_800_000;
  const ofRun = (executions: readonly Execution[], moment: number) =>
    ask(regionDownEntities(moment, { failedFor: 60 }), { executions }, moment).blockers;

  test('that live stand in the way, and nobody can go on in spite of them', () => {
    expect(ofRun([run((each) => each)], at)).toMatchObject([{ code: 'another-run', overridable: false }]);
  });

  test('that have moved it within the hour need a person to say that it is no flap', () => {
    const moved = run(finish);
    expect(moved.state).toBe('completed');
    expect(ofRun([moved], at)).toMatchObject([{ code: 'anti-flap', overridable: true }]);
    expect(ofRun([moved], at)[0]?.sentence).toMatch(/moved from us-east-1 to us-west-2 by ada and ended 30 m ago/);
    expect(ofRun([moved], startedAt + 3_600_000)).toEqual([]);
  });

  test('that changed nothing, or were of another workload, do not', () => {
    const cancelled = run((each) => after(each, { kind: 'cancel', by: 'ada', reason: 'no' }));
    expect(ofRun([cancelled, { ...run(finish), workloadId: 'storefront' }], at)).toEqual([]);
    expect(ofRun([finish(sampleExecution({ dryRun: true }))], at)).toEqual([]);
  });
});

describe('the law', () => {
  const accounts = defaultFleet.workloads.find(({ id }) => id === 'eu-accounts') as Workload;
  const link = (storeId: string, to: string) =>
    sampleLink({ id: `${storeId}>${to}`, workloadId: 'eu-accounts', storeId, source: 'eu-central-1', target: to });
  const entities: readonly Entity[] = [
    ...calmFleetEntities(now),
    { kind: 'workload', id: 'eu-accounts', workload: accounts, outage: { state: 'none' } },
    link('accounts', 'eu-west-1'),
    link('legacy-shard', 'ap-southeast-1'),
  ];
  const leave = (workload: Workload) =>
    ask(
      entities.map((entity) =>
        entity.kind === 'workload' && entity.id === workload.id ? { ...entity, workload } : entity,
      ),
      { workloadId: 'eu-accounts', source: 'eu-central-1', plans: buildPlans(workload, sampleFactsOf) },
    );
  const decision = leave(accounts);
  const moving: Workload = { ...accounts, stores: accounts.stores.map(({ stays: _stays, ...store }) => store) };

  test('refuses a workload of which one shard reaches no lawful region, and names the shard', () => {
    const refusal = target(leave(moving), 'graceful', 'eu-west-1').blockers.find(
      ({ code }) => code === 'store-without-lawful-target',
    );
    expect(refusal).toMatchObject({ overridable: false });
    expect(refusal?.sentence).toBe(
      '"legacy-shard" reaches no lawful region: only ap-southeast-1 receives it from eu-central-1',
    );
    expect(refusal?.toClear).toMatch(/Replicate "legacy-shard" to one of eu-central-1 and eu-west-1/);
  });

  test.each(['graceful', 'ungraceful'] as const)(
    'lets the rest of it go %s where the shard is declared to stay, by a person who answers for that shard',
    (mode) => {
      const way = target(decision, mode, 'eu-west-1');
      expect(way.blockers.filter(({ about }) => about === 'legacy-shard')).toEqual([
        expect.objectContaining({
          code: 'store-left-behind',
          overridable: true,
          sentence:
            '"legacy-shard" reaches no lawful region: only ap-southeast-1 receives it from eu-central-1; it is not moved, and nobody has it until eu-central-1 is back',
        }),
      ]);
      expect(way.losses.find(({ storeId }) => storeId === 'legacy-shard')).toMatchObject({
        fate: 'stranded',
        atMostSeconds: 'unknown',
      });
    },
  );

  test('moves nothing of a shard that stays', () => {
    const specs = buildPlans(accounts, sampleFactsOf).flatMap(({ routes }) =>
      routes.flatMap(({ workflows }) => workflows.flatMap(({ steps }) => steps.map(({ spec }) => spec))),
    );
    expect(JSON.stringify(specs)).toContain('eu-accounts-global');
    expect(JSON.stringify(specs)).not.toContain('eu-accounts-legacy-global');
  });

  test('shows the unlawful region refused, though it is there, instead of leaving it out', () => {
    const refused = target(decision, 'ungraceful', 'ap-southeast-1');
    expect(refused.blockers.map(({ code }) => code)).toEqual(expect.arrayContaining(['target-unlawful', 'no-plan']));
    expect(refused).toMatchObject({ estimate: 'none' });
    expect(decision.targets.at(-1)?.target).toBe('ap-southeast-1');
  });
});

describe('targets', () => {
  test('are ranked by what stands in the way, then by loss, then by distance, and say why', () => {
    const decision = ask(calmFleetEntities(now), { workloadId: 'storefront' });
    const graceful = decision.targets.filter(({ mode }) => mode === 'graceful').map((each) => each.target);
    expect(graceful).toEqual(['us-west-2', 'eu-central-1', 'ap-southeast-1']);
    expect(target(decision, 'graceful', 'us-west-2').because).toMatch(
      /^nothing lost; sessions .* behind when last measured, 4 of 4 instances in service, \d{4} km away$/,
    );
  });

  test('are the same in whatever order the evidence comes', () => {
    const entities = down();
    const asked = ask(entities);
    fc.assert(
      fc.property(fc.shuffledSubarray(entities, { minLength: entities.length }), (shuffled) => {
        expect(ask(shuffled)).toEqual(asked);
      }),
      { numRuns: 10 },
    );
  });
});

/** What the APIs of a region told, turned into lies: if a gate read any of it, it would answer otherwise. */
function lieFrom(entities: readonly Entity[], regions: readonly string[]): readonly Entity[] {
  const isLost = (region: string) => regions.includes(region);
  const lie = <T>(value: T) => toObserved(value, now - 1000, now - 1000, 'aws-api');
  return entities.flatMap((entity): readonly Entity[] => {
    if (entity.kind === 'source' && isLost(entity.region)) {
      return entity.api === 'probe' || entity.api === 'dns'
        ? [entity]
        : [{ ...entity, state: 'denied', message: 'No' }];
    }
    if (entity.kind === 'endpoint' && isLost(entity.region)) {
      return [
        { ...entity, capacity: lie({ inService: 0, desired: 99 }), errorPercent: lie(100), healthyHosts: lie(0) },
      ];
    }
    if (entity.kind === 'routing') {
      return [
        { ...entity, controls: entity.controls.map((each) => ({ ...each, state: lie('off' as const) })), records: [] },
      ];
    }
    if (entity.kind === 'link') {
      const told = isLost(entity.lagEvidence.publishedIn) ? { lag: lie(86_400) } : {};
      return [{ ...entity, ...told, ...(isLost(entity.source) ? { writesPerSecond: lie(1e6) } : {}) }];
    }
    if (entity.kind === 'alarm' && isLost(entity.region)) return [];
    if (entity.kind === 'health-event' || entity.kind === 'finding') return [];
    return [entity];
  });
}

describe('no gate', () => {
  test.each([
    ['checkout', 'us-east-1'],
    ['storefront', 'us-east-1'],
    ['storefront', 'eu-central-1'],
    ['storefront', 'us-west-2'],
  ])('of %s reads the region being left, %s, nor us-east-1 unless that takes over', (workloadId, source) => {
    for (const entities of [calmFleetEntities(now), regionDownEntities(now, { failedFor: 60, region: source })]) {
      const told = ask(entities, { workloadId, source });
      const lied = ask(lieFrom(entities, [source, 'us-east-1']), { workloadId, source });
      const gatesOf = (decision: Decision) =>
        decision.targets
          .filter((each) => each.target !== 'us-east-1')
          .map(({ target: to, mode, blockers }) => ({ to, mode, blockers }))
          .sort((a, b) => (`${a.to}${a.mode}` < `${b.to}${b.mode}` ? -1 : 1));
      expect(gatesOf(lied)).toEqual(gatesOf(told));
      expect(lied.blockers).toEqual(told.blockers);
      expect(lied.advice).toBe(told.advice);
    }
  });

  test('opens because evidence goes missing', () => {
    const situations = [calmFleetEntities(now), down(20), down(60), engineStoppedEntities(now)];
    fc.assert(
      fc.property(fc.nat(situations.length - 1), fc.array(fc.nat(400), { maxLength: 60 }), (situation, removed) => {
        const entities = situations[situation] ?? [];
        const fewer = entities.filter((entity, index) => entity.kind === 'workload' || !removed.includes(index));
        for (const workloadId of ['checkout', 'storefront']) {
          const all = ask(entities, { workloadId });
          const some = ask(fewer, { workloadId });
          for (const { target: to, mode, blockers } of some.targets) {
            const before = all.targets.find((each) => each.target === to && each.mode === mode);
            const wasOpen = before?.blockers.length === 0 && all.blockers.length === 0;
            const isOpen = blockers.length === 0 && some.blockers.length === 0;
            if (isOpen) expect(wasOpen).toBe(true);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('is silent: each says in a sentence what is wrong and what clears it', () => {
    for (const entities of [calmFleetEntities(now), down(20), down(60), engineStoppedEntities(now), []]) {
      const decision = decide({ workloadId: 'storefront', source: 'us-east-1', entities, plans, executions: [] }, now);
      if (decision === 'none') continue;
      for (const { sentence, toClear } of [
        ...decision.blockers,
        ...decision.targets.flatMap((each) => each.blockers),
      ]) {
        expect(sentence).toMatch(/^.{10,}$/);
        expect(toClear).toMatch(/\.$/);
      }
    }
  });
});
