import { describe, expect, it } from 'vitest';
import type { Entity, EntityKind, EntityOf } from '@/lib/domain/entities';
import type { EntityChange } from '@/lib/persistence';
import { type Collector, createCollector } from './create-collector';
import { createFakePorts, createFakeWorld, type FakeWorld, smallFleet } from './testing/fake-ports';

const minute = 60_000;
const start = 1_000_000 * minute + 15_000;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const clock = { now: () => start, toWallMs: (fleetMs: number) => fleetMs };

interface Bench {
  readonly world: FakeWorld;
  readonly writes: EntityChange[][];
  collector: Collector;
  /** What a store would hold. */
  stored(): Entity[];
  restart(): void;
  find<K extends EntityKind>(kind: K, id: string): EntityOf<K>;
}

function setUp(): Bench {
  const world = createFakeWorld();
  const writes: EntityChange[][] = [];
  const held = new Map<string, Entity>();
  const make = () =>
    createCollector({
      fleet: smallFleet,
      ports: createFakePorts(world),
      clock,
      previous: [...held.values()],
      write: async (changes) => {
        writes.push([...changes]);
        for (const change of changes) {
          if (change.op === 'put') held.set(`${change.entity.kind} ${change.entity.id}`, change.entity);
          else if (change.op === 'remove') held.delete(`${change.kind} ${change.id}`);
        }
      },
      engineId: 'engine-test',
      simulated: true,
      log: silent,
    });
  return {
    world,
    writes,
    collector: make(),
    stored: () => [...held.values()],
    restart() {
      this.collector = make();
    },
    find(kind, id) {
      const found = [...held.values()].find((entity) => entity.kind === kind && entity.id === id);
      if (found === undefined) throw new Error(`There is no ${kind} ${id}.`);
      return found as never;
    },
  };
}

async function collectMinutes(bench: Bench, from: number, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) await bench.collector.collectOnce(start + (from + index) * minute);
}

describe('a round of collecting', () => {
  it('has one source for everything asked, and derives the metric queries from what it discovered in the same round', async () => {
    const bench = setUp();
    await bench.collector.collectOnce(start);
    const sources = bench.stored().filter((entity) => entity.kind === 'source');
    expect(sources.map((source) => source.id).sort()).toEqual(
      [
        ...[
          'sts',
          'elbv2',
          'autoscaling',
          'rds',
          'cloudwatch',
          'cloudwatch-alarms',
          'probe',
          'dns',
          'servicequotas',
        ].flatMap((api) => [`111122223333/us-east-1/${api}`, `111122223333/us-west-2/${api}`]),
        '111122223333/us-east-1/route53',
        '111122223333/us-east-1/route53-checkers',
        '111122223333/us-east-1/health',
        '111122223333/us-east-1/ce',
        '111122223333/global/probe',
        '111122223333/global/dns',
      ].sort(),
    );
    // Which health checks there are is only known once the records were read.
    const asked = sources.filter(({ api }) => api !== 'route53-checkers');
    expect(asked.every((source) => source.state === 'answered' && source.message === '')).toBe(true);
    expect(bench.find('link', 'shop/orders/us-east-1>us-west-2').lag).toMatchObject({
      state: 'observed',
      value: 0.06,
      measuredAt: start - 15_000 - minute,
      vantage: 'cloudwatch',
    });
  });

  it('makes one metric call per account and region, whatever the number of its uses', async () => {
    const bench = setUp();
    await bench.collector.collectOnce(start);
    expect(bench.world.metricCalls.map((call) => call.region).sort()).toEqual(['us-east-1', 'us-west-2']);
    expect(bench.collector.counts().calls['cloudwatch:GetMetricData']).toBe(2);
  });

  it('dates a figure at the start of its minute, in units people read', async () => {
    const bench = setUp();
    await bench.collector.collectOnce(start);
    const endpoint = bench.find('endpoint', 'shop/web/us-east-1');
    expect(endpoint.requestsPerSecond).toMatchObject({ value: 1, measuredAt: start - 15_000 - minute });
    expect(endpoint.latencyP95Ms).toMatchObject({ value: 60_000 });
    expect(endpoint.capacity).toMatchObject({ value: { inService: 2, desired: 3 } });
  });

  it('writes nothing twice: a second round at the same moment changes nothing but its own dates', async () => {
    const bench = setUp();
    await bench.collector.collectOnce(start);
    const before = bench.writes.length;
    await bench.collector.collectOnce(start);
    expect(bench.writes.slice(before).flat()).toEqual([]);
  });
});

describe('errors of a load balancer', () => {
  it('are zero percent where requests were counted and no error was', async () => {
    const bench = setUp();
    bench.world.metric = ({ name }) => (name.includes('5XX') ? 'none' : 600);
    await bench.collector.collectOnce(start);
    expect(bench.find('endpoint', 'shop/web/us-east-1').errorPercent).toMatchObject({ state: 'observed', value: 0 });
  });

  it('are missing where requests were not counted', async () => {
    const bench = setUp();
    bench.world.metric = ({ name }) => (name === 'RequestCount' || name.includes('5XX') ? 'none' : 600);
    await bench.collector.collectOnce(start);
    const { errorPercent, requestsPerSecond } = bench.find('endpoint', 'shop/web/us-east-1');
    expect(errorPercent).toMatchObject({ state: 'missing', reason: 'no-data' });
    expect(requestsPerSecond).toMatchObject({ state: 'missing', reason: 'no-data' });
  });

  it('wait for a minute whose error counts had time to appear, before their absence counts as none', async () => {
    const bench = setUp();
    const newest = start - 15_000 - minute;
    bench.world.metric = ({ name }, _region, at) => {
      if (!name.includes('5XX')) return 600;
      return at < newest ? 30 : 'none';
    };
    await bench.collector.collectOnce(start);
    expect(bench.find('endpoint', 'shop/web/us-east-1').errorPercent).toMatchObject({
      value: 10,
      measuredAt: newest - minute,
    });
  });
});

describe('a metric that AWS does not give', () => {
  it('is missing because it was refused, or because it failed, and never passes for no data or zero', async () => {
    const bench = setUp();
    await bench.collector.collectOnce(start);
    bench.world.metricStatus = ({ name }) => {
      if (name.includes('5XX')) return 'failed';
      if (name === 'TargetResponseTime') return 'partial';
      return name === 'AuroraGlobalDBRPOLag' || name === 'RequestCount' ? 'forbidden' : 'complete';
    };
    await collectMinutes(bench, 1, 8);
    expect(bench.find('link', 'shop/orders/us-east-1>us-west-2').lag).toMatchObject({
      state: 'missing',
      reason: 'denied',
      lastKnown: { value: 0.06 },
    });
    const endpoint = bench.find('endpoint', 'shop/web/us-east-1');
    expect(endpoint.requestsPerSecond).toMatchObject({ state: 'missing', reason: 'denied' });
    expect(endpoint.latencyP95Ms).toMatchObject({ state: 'missing', reason: 'failed' });
    expect(endpoint.healthyHosts.state).toBe('observed');
  });

  it('leaves the errors unknown when their counters are what fails: a counter that failed is not a counter of none', async () => {
    const bench = setUp();
    bench.world.metricStatus = ({ name }) => (name === 'HTTPCode_ELB_5XX_Count' ? 'failed' : 'complete');
    await bench.collector.collectOnce(start);
    expect(bench.find('endpoint', 'shop/web/us-east-1').errorPercent).toMatchObject({
      state: 'missing',
      reason: 'failed',
    });
  });

  it('leaves a link unknown, not idle and not stalled, when its writes were refused', async () => {
    const bench = setUp();
    bench.world.metricStatus = ({ name }) => (name === 'CommitThroughput' ? 'forbidden' : 'complete');
    await bench.collector.collectOnce(start);
    expect(bench.find('link', 'shop/orders/us-east-1>us-west-2').writesPerSecond).toMatchObject({
      state: 'missing',
      reason: 'denied',
    });
  });
});

describe('an answer that is odd', () => {
  it('is used, its source says what was odd, and it is a notice among the findings until it is whole again', async () => {
    const bench = setUp();
    bench.world.oddities.set('us-west-2', 'answered, but oddly: 1 alarm came without a name.');
    await bench.collector.collectOnce(start);
    const id = '111122223333/us-west-2/cloudwatch-alarms';
    expect(bench.find('source', id)).toMatchObject({
      state: 'answered',
      message: 'cloudwatch:DescribeAlarms in us-west-2 answered, but oddly: 1 alarm came without a name.',
    });
    expect(bench.find('finding', `source-odd:${id}`)).toMatchObject({ severity: 'notice', region: 'us-west-2' });
    bench.world.oddities.clear();
    await collectMinutes(bench, 1, 5);
    expect(bench.find('source', id).message).toBe('');
    expect(bench.stored().some((entity) => entity.id === `source-odd:${id}`)).toBe(false);
  });
});

describe('an endpoint that is left alone', () => {
  it('gives every source its entry: not asked, since when, and asked again as soon as the endpoint is tried', async () => {
    const bench = setUp();
    await bench.collector.collectOnce(start);
    const until = start + minute + 7000;
    bench.world.notAskedUntil.set('us-west-2', until);
    await bench.collector.collectOnce(start + minute);
    for (const api of ['sts', 'rds', 'elbv2', 'autoscaling', 'cloudwatch', 'cloudwatch-alarms']) {
      const source = bench.find('source', `111122223333/us-west-2/${api}`);
      expect(source).toMatchObject({
        state: 'timed-out',
        message: expect.stringContaining('is not asked for a while'),
        lastAttemptAt: start,
        stateSince: start + minute,
        nextAttemptAt: until,
      });
    }
  });
});

describe('a region that throttles everything', () => {
  it('is asked exactly as often as in calm: no source hurries because of it', async () => {
    const bench = setUp();
    await bench.collector.collectOnce(start);
    const calm = bench
      .stored()
      .flatMap((entity) => (entity.kind === 'source' ? [[entity.id, entity.nextAttemptAt]] : []));
    const calls = bench.world.calls;
    bench.world.throttledRegions.add('us-west-2');
    await bench.collector.collectOnce(start + 1);
    expect(bench.world.calls).toBeLessThanOrEqual(2 * calls);
    for (const [id, nextAttemptAt] of calm) {
      expect(bench.find('source', String(id)).nextAttemptAt).toBe(nextAttemptAt);
    }
  });
});

describe('a region that stops answering', () => {
  it('has one entry for everything asked there, each with its state and a sentence', async () => {
    const bench = setUp();
    await bench.collector.collectOnce(start);
    const ids = () => bench.stored().flatMap((entity) => (entity.kind === 'source' ? [entity.id] : []));
    const before = ids();
    for (const region of ['us-east-1', 'us-west-2']) bench.world.silentRegions.add(region);
    await bench.collector.collectOnce(start + minute);
    expect(ids()).toEqual(before);
    for (const entity of bench.stored()) {
      if (entity.kind !== 'source' || ['probe', 'dns', 'ce', 'route53-checkers'].includes(entity.api)) continue;
      expect(entity).toMatchObject({ state: 'timed-out', message: expect.stringContaining(entity.region) });
    }
  });

  it('keeps its last values with their dates, and says of every source since when and why', async () => {
    const bench = setUp();
    await collectMinutes(bench, 0, 2);
    const lagBefore = bench.find('link', 'shop/orders/us-east-1>us-west-2').lag;
    bench.world.silentRegions.add('us-west-2');
    await collectMinutes(bench, 2, 8);
    const source = bench.find('source', '111122223333/us-west-2/rds');
    expect(source).toMatchObject({ state: 'timed-out', stateSince: start + 2 * minute, lastAnswerAt: start + minute });
    expect(source.message).toContain('us-west-2 did not answer');
    expect(bench.find('link', 'shop/orders/us-east-1>us-west-2').lag).toMatchObject({
      state: 'missing',
      reason: 'timed-out',
      lastKnown: lagBefore,
    });
    expect(bench.find('source', '111122223333/us-east-1/rds').state).toBe('answered');
    expect(bench.find('link', 'shop/orders/us-east-1>us-west-2').copyState.state).toBe('observed');
  });

  it('is observed again with its first new values', async () => {
    const bench = setUp();
    await collectMinutes(bench, 0, 1);
    bench.world.silentRegions.add('us-west-2');
    await collectMinutes(bench, 1, 8);
    bench.world.silentRegions.clear();
    await collectMinutes(bench, 9, 1);
    expect(bench.find('link', 'shop/orders/us-east-1>us-west-2').lag.state).toBe('observed');
    expect(bench.find('source', '111122223333/us-west-2/rds')).toMatchObject({
      state: 'answered',
      message: '',
      stateSince: start + 9 * minute,
    });
  });
});

describe('a source that fails', () => {
  it('is asked again within half a minute, however seldom it is asked while it answers', async () => {
    const bench = setUp();
    await bench.collector.collectOnce(start);
    const calm = bench.find('source', '111122223333/us-west-2/sts');
    bench.world.silentRegions.add('us-west-2');
    await bench.collector.collectOnce(start + 1000);
    const failing = bench.find('source', '111122223333/us-west-2/sts');
    expect(Number(calm.nextAttemptAt) % 300_000).toBe(0);
    expect(failing.nextAttemptAt - (start + 1000)).toBeLessThanOrEqual(30_000);
  });
});

describe('a change of roles', () => {
  it('turns the link round, and asks for the new direction in the same round', async () => {
    const bench = setUp();
    await bench.collector.collectOnce(start);
    bench.world.writer = 'us-west-2';
    await bench.collector.collectOnce(start + minute);
    const links = bench.stored().filter((entity) => entity.kind === 'link');
    expect(links.map((link) => link.id)).toEqual(['shop/orders/us-west-2>us-east-1']);
    expect(links[0]?.lagEvidence.publishedIn).toBe('us-east-1');
    // The writer's region is asked for its writes, the follower's for its lag, and no longer the other way round.
    const newest = (region: string) => bench.world.metricCalls.findLast((call) => call.region === region)?.names;
    expect(newest('us-east-1')).toContain('AuroraGlobalDBRPOLag');
    expect(newest('us-east-1')).not.toContain('CommitThroughput');
    expect(newest('us-west-2')).toContain('CommitThroughput');
    expect(newest('us-west-2')).not.toContain('AuroraGlobalDBRPOLag');
    await bench.collector.collectOnce(start + 2 * minute);
    expect(bench.find('link', 'shop/orders/us-west-2>us-east-1').lag.state).toBe('observed');
  });
});

describe('an alarm', () => {
  it('that was deleted is gone, but not because its region was silent', async () => {
    const bench = setUp();
    const id = 'arn:aws:cloudwatch:us-west-2:111122223333:alarm:shop-5xx';
    await bench.collector.collectOnce(start);
    expect(bench.find('alarm', id).workloadId).toBe('shop');
    bench.world.silentRegions.add('us-west-2');
    await collectMinutes(bench, 1, 6);
    expect(bench.find('alarm', id).state).toMatchObject({ state: 'missing', reason: 'timed-out' });
    bench.world.silentRegions.clear();
    bench.world.alarms = [];
    await collectMinutes(bench, 7, 1);
    expect(bench.stored().some((entity) => entity.kind === 'alarm')).toBe(false);
  });
});

describe('users that are not served', () => {
  it('start the outage clock with the second failed probe, dated at the first', async () => {
    const bench = setUp();
    await bench.collector.collectOnce(start);
    bench.world.downRegions.add('us-east-1');
    await bench.collector.collectOnce(start + 2000);
    expect(bench.find('workload', 'shop').outage.state).toBe('none');
    await bench.collector.collectOnce(start + 4000);
    expect(bench.find('workload', 'shop').outage).toMatchObject({ state: 'running', startedAt: start + 2000 });
    expect(bench.find('endpoint', 'shop/web/us-east-1')).toMatchObject({
      probeStreak: 2,
      probeStreakStartedAt: start + 2000,
    });
    expect(bench.find('endpoint', 'shop/web/us-east-1').route53).toMatchObject({ value: { outcome: 'fail' } });
  });
});

describe('an engine that restarts', () => {
  it('loses no value, no date, no outage and no finding, even if nothing answers any more', async () => {
    const bench = setUp();
    await bench.collector.collectOnce(start);
    bench.world.downRegions.add('us-east-1');
    await bench.collector.collectOnce(start + 2000);
    await bench.collector.collectOnce(start + 4000);
    const linkId = 'shop/orders/us-east-1>us-west-2';
    const { lag } = bench.find('link', linkId);
    const findings = bench.stored().filter((entity) => entity.kind === 'finding');
    bench.restart();
    for (const region of ['us-east-1', 'us-west-2']) bench.world.silentRegions.add(region);
    await bench.collector.collectOnce(start + 6000);
    expect(bench.find('link', linkId).lag).toEqual(lag);
    expect(bench.find('workload', 'shop').outage).toMatchObject({ state: 'running', startedAt: start + 2000 });
    expect(bench.find('endpoint', 'shop/web/us-east-1').probeStreak).toBe(3);
    for (const finding of findings) {
      expect(bench.find('finding', finding.id).since).toBe(finding.since);
    }
  });

  it('takes away what the fleet no longer declares', async () => {
    const bench = setUp();
    await bench.collector.collectOnce(start);
    const stray = createCollector({
      fleet: { ...smallFleet, workloads: [] },
      ports: createFakePorts(bench.world),
      clock,
      previous: bench.stored(),
      write: async (changes) => {
        bench.writes.push([...changes]);
      },
      engineId: 'engine-test',
      simulated: true,
      log: silent,
    });
    await stray.collectOnce(start + minute);
    const removed = (bench.writes.at(-1) ?? []).flatMap((change) => (change.op === 'remove' ? [change.kind] : []));
    expect(removed).toEqual(expect.arrayContaining(['workload', 'endpoint', 'routing', 'link']));
  });
});
