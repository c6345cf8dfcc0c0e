import { AutoScalingClient, SetDesiredCapacityCommand } from '@aws-sdk/client-auto-scaling';
import { RDSClient, SwitchoverGlobalClusterCommand } from '@aws-sdk/client-rds';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { EndpointEntity, Entity } from '@/lib/domain/entities';
import { newestValue } from '@/lib/domain/observe';
import type { LinkView } from '@/lib/domain/overview/types';
import { clientConfig } from '@/lib/simulator/testing/test-simulator';
import { type WatchedWorld, watchWorld } from '../testing/watch-world';

/** What people see when it is the fleet that breaks, and AWS with it. */

let watched: WatchedWorld;
beforeAll(async () => {
  watched = await watchWorld(24, 10);
});
afterAll(() => watched?.stop());

function link(id: string): LinkView {
  const found = watched.overview().links.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no link ${id}.`);
  return found;
}

function endpoint(id: string): EndpointEntity {
  const found = watched.collector.entities().find((one: Entity) => one.kind === 'endpoint' && one.id === id);
  if (found?.kind !== 'endpoint') throw new Error(`There is no endpoint ${id}.`);
  return found;
}

const orders = 'checkout/orders/us-east-1>us-west-2';
const originals = 'media/originals/us-east-1>us-west-2';

/** Metrics that come so much later than usual are older than any verdict allows. */
const lateMinutes = 4;

/** As somebody who brings up a standby does. */
async function resize(region: string, AutoScalingGroupName: string, DesiredCapacity: number): Promise<void> {
  const { simulator } = watched.world;
  const client = new AutoScalingClient(clientConfig(simulator, region));
  await client.send(new SetDesiredCapacityCommand({ AutoScalingGroupName, DesiredCapacity }));
  client.destroy();
}

const latency = () => newestValue(endpoint('storefront/web/eu-central-1').latencyP95Ms);
const requests = () => newestValue(endpoint('checkout/web/us-east-1').requestsPerSecond);

describe('several troubles at once, each in a place of its own,', () => {
  const calm = { latencyMs: 0, requestsPerSecond: 0 };
  beforeAll(async () => {
    const [before, served] = [latency(), requests()];
    if (before === 'none' || served === 'none') throw new Error('Not measured while calm.');
    Object.assign(calm, { latencyMs: before.value, requestsPerSecond: served.value });
    await watched.begin(
      { kind: 'traffic-surge', workload: 'checkout', factor: 3 },
      { kind: 'grey-fault', region: 'eu-central-1', factor: 8 },
      { kind: 'objects-failing', workload: 'media', store: 'originals' },
      { kind: 'metrics-lost', region: 'eu-west-1', namespace: 'AWS/RDS' },
      { kind: 'metrics-late', region: 'eu-west-1', namespace: 'AWS/DynamoDB', minutes: lateMinutes },
      { kind: 'capacity-short', region: 'us-west-2', workload: 'checkout' },
    );
    await resize('us-west-2', 'checkout-usw2', 4);
  });
  afterAll(async () => {
    await resize('us-west-2', 'checkout-usw2', 2);
    await watched.recover();
  });

  it('a surge of traffic shows as requests, and no region is called down for it', async () => {
    await watched.eventually(() => {
      const now = requests();
      expect(now === 'none' ? 0 : now.value).toBeGreaterThan(2 * calm.requestsPerSecond);
      expect(watched.findings('region-down')).toEqual([]);
    }, 300);
  });

  it('a grey fault, slow with every check green, is called no outage: both vantages pass, and the latency that users feel is shown', async () => {
    await watched.eventually(() => {
      const now = latency();
      expect(now === 'none' ? 0 : now.value).toBeGreaterThan(3 * calm.latencyMs);
      expect(watched.region('eu-central-1').health.state).not.toBe('down');
      expect(watched.region('eu-central-1').vantages.map(({ verdict }) => verdict)).toEqual(['pass', 'pass']);
    }, 300);
  });

  it('objects that cannot be copied breach their objective whatever the lag: how many, since when, and that they are lost with the source', async () => {
    await watched.eventually(() => {
      expect(link(originals).verdict).toMatchObject({ state: 'breached' });
      expect(link(originals).verdict.sentence).toMatch(/^Breached: \d+ changes? failed to be copied since/);
      expect(watched.findings('replication-failed')).toMatchObject([
        {
          sentence: expect.stringMatching(/acme-media-use1 us-east-1 → us-west-2 lost changes: .*lost with the source/),
        },
      ]);
      expect(watched.workload('media').protection.state).toBe('unprotected');
      expect(watched.workload('media').userHealth.state).toBe('healthy');
    }, 450);
  });

  it('metrics that are not published leave the last figures with their dates, are called late and then not measured, and never met', async () => {
    const accounts = 'eu-accounts/accounts/eu-central-1>eu-west-1';
    await watched.eventually(() => {
      const { verdict, freshness, loss } = link(accounts);
      expect(['late', 'stale']).toContain(freshness);
      expect(['at-risk', 'not-measured']).toContain(verdict.state);
      expect(loss.measured).toMatchObject({ state: 'known' });
      expect(watched.source('eu-west-1', 'cloudwatch').state).toBe('answered');
    }, 500);
  });

  it('metrics that are minutes late go on arriving with their true dates, and what they say of then is never met for now', async () => {
    const items = 'catalog/items/eu-west-1>us-east-1';
    const lag = () => {
      const entity = watched.collector.entities().find((one: Entity) => one.kind === 'link' && one.id === items);
      return entity?.kind === 'link' ? newestValue(entity.lag) : 'none';
    };
    const lateAgeMs = () => {
      const newest = lag();
      return newest === 'none' ? 0 : newest.receivedAt - newest.measuredAt;
    };
    await watched.eventually(() => {
      expect(lateAgeMs()).toBeGreaterThan(lateMinutes * 60_000);
      const { verdict, freshness } = link(items);
      expect(['late', 'stale']).toContain(freshness);
      expect(['at-risk', 'not-measured']).toContain(verdict.state);
      expect(watched.source('eu-west-1', 'cloudwatch').state).toBe('answered');
      expect(watched.workload('catalog').userHealth.state).toBe('healthy');
    }, 600);
  });

  it('a standby for which its region has no room is named with what it has of what it wants and where to look, and who it protects stays well', async () => {
    await watched.eventually(() => {
      const [short] = watched.findings('capacity-short').filter(({ region }) => region === 'us-west-2');
      expect(short).toMatchObject({
        severity: 'warning',
        workloadId: 'checkout',
        sentence: expect.stringContaining('checkout-usw2 in us-west-2 has 2 of 4 instances in service'),
        clear: expect.stringContaining('scaling activities'),
      });
      expect(watched.workload('checkout').userHealth.state).toBe('healthy');
    }, 200);
  });
});

describe('one trouble alone', () => {
  afterEach(() => watched.recover());

  it("when replication of checkout's orders stalls, users stay well, the breach of a minute shows within little more than it, and the loss grows until it heals", async () => {
    await watched.begin({ kind: 'replication-stalled', workload: 'checkout', store: 'orders' });
    await watched.eventually(() => {
      const { objectives, protection, userHealth } = watched.workload('checkout');
      expect(objectives[0]?.rpo.state).toBe('breached');
      expect(objectives[0]?.rpo.sentence).toMatch(/^Breached by .*orders us-east-1 → us-west-2/);
      expect(protection.state).toBe('unprotected');
      expect(userHealth.state).toBe('healthy');
      const [breached] = watched.findings('objective-breached').filter(({ workloadId }) => workloadId === 'checkout');
      expect(breached?.severity).toBe('critical');
    }, 250);
    const { atMost } = link(orders).loss;
    if (atMost.state === 'unbounded') throw new Error(atMost.reason);
    const { seconds } = atMost;
    await watched.eventually(() => {
      const later = link(orders).loss.atMost;
      expect(later.state === 'unbounded' ? 0 : later.seconds).toBeGreaterThan(seconds + 20);
    }, 120);
  });

  it('a region that is cut off but alive is named by what can be seen of it, the writes that may be stranded there go on counting, and nothing turns green', async () => {
    await watched.begin({ kind: 'region-cut-off', region: 'us-west-2' });
    await watched.eventually(() => {
      const { health, reach } = watched.region('us-west-2');
      expect(['unknown', 'down']).toContain(health.state);
      expect(reach).toBe('dark');
      const { userHealth, protection } = watched.workload('checkout');
      expect(userHealth.state).toBe('healthy');
      expect(['unknown', 'unprotected']).toContain(protection.state);
      const back = link('storefront/sessions/us-west-2>us-east-1');
      expect(back.loss.atMost).toMatchObject({ state: 'growing', ifStillWriting: true });
      expect(back.verdict.state).toBe('not-measured');
    }, 300);
  });

  it('a lost region is down by two vantages on the user path: whom it serves alone is down, whom others serve is degraded, and its copies keep their dates', async () => {
    await watched.begin({ kind: 'region-outage', region: 'us-east-1' });
    await watched.eventually(() => {
      const { health, vantages, reach } = watched.region('us-east-1');
      expect([health.state, reach]).toEqual(['down', 'dark']);
      expect(health.reason).toMatch(/^2 of 2 vantages fail since \d\d:\d\d:\d\d UTC, on 4 of 4 endpoints/);
      expect(vantages.map(({ verdict }) => verdict)).toEqual(['fail', 'fail']);
      expect(watched.workload('checkout').userHealth.state).toBe('down');
      expect(watched.workload('checkout').outage.state).toBe('running');
      expect(watched.workload('storefront').userHealth.state).toBe('degraded');
      expect(link(orders)).toMatchObject({
        verdict: { state: 'not-measured', sentence: expect.stringContaining('us-east-1 is down') },
        loss: { measured: { state: 'known' }, atMost: { state: 'growing', ifStillWriting: true } },
      });
      expect(watched.findings('region-down')).toMatchObject([{ region: 'us-east-1', severity: 'critical' }]);
      const down = watched.overview().regions.filter((one) => one.health.state === 'down');
      expect(down.map(({ code }) => code)).toEqual(['us-east-1']);
    }, 300);
  });
});

it('roles that were swapped are followed by themselves: the link turns round, its figures come from the other region, and the old direction is gone', async () => {
  const { simulator } = watched.world;
  const client = new RDSClient(clientConfig(simulator, 'us-east-1'));
  await client.send(
    new SwitchoverGlobalClusterCommand({
      GlobalClusterIdentifier: 'checkout-global',
      TargetDbClusterIdentifier: 'arn:aws:rds:us-west-2:111122223333:cluster:checkout-usw2',
    }),
  );
  client.destroy();
  const switched = watched.overview().now;
  await watched.eventually(() => {
    const found = watched.overview().links.filter(({ id }) => id.startsWith('checkout/orders/'));
    expect(found).toMatchObject([
      { id: 'checkout/orders/us-west-2>us-east-1', freshness: 'live', loss: { measured: { state: 'known' } } },
    ]);
    const entity = watched.collector.entities().find((one: Entity) => one.kind === 'link' && one.id === found[0]?.id);
    const lag = entity?.kind === 'link' ? newestValue(entity.lag) : 'none';
    expect(lag === 'none' ? 0 : lag.measuredAt).toBeGreaterThan(switched);
    expect(watched.findings('region-down')).toEqual([]);
  }, 600);
});
