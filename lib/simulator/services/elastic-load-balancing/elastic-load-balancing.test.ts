import {
  DescribeLoadBalancersCommand,
  type DescribeLoadBalancersInput,
  DescribeTagsCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  paginateDescribeLoadBalancers,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningSimulator } from '../../start-simulator';
import { clientConfig, startTestSimulator } from '../../testing/test-simulator';

let simulator: RunningSimulator;
let elb: ElasticLoadBalancingV2Client;

beforeAll(async () => {
  simulator = await startTestSimulator();
  elb = new ElasticLoadBalancingV2Client(clientConfig(simulator, 'us-east-1'));
});
afterAll(() => simulator.stop());

async function targetGroup(name: string): Promise<string> {
  const { TargetGroups = [] } = await elb.send(new DescribeTargetGroupsCommand({ Names: [name] }));
  const arn = TargetGroups[0]?.TargetGroupArn;
  if (arn === undefined) throw new Error(`no target group ${name}`);
  return arn;
}

describe('DescribeLoadBalancers', () => {
  it('lists those of the region, page by page', async () => {
    const names: string[] = [];
    let pages = 0;
    for await (const page of paginateDescribeLoadBalancers({ client: elb }, { PageSize: 1 })) {
      pages += 1;
      names.push(...(page.LoadBalancers ?? []).map((each) => each.LoadBalancerName ?? ''));
    }
    expect(pages).toBe(4);
    expect(names.toSorted()).toEqual(['catalog-use1', 'checkout-use1', 'media-use1', 'storefront-use1']);
  });

  it('has the DNS name and zone that alias records point to', async () => {
    const { LoadBalancers } = await elb.send(new DescribeLoadBalancersCommand({ Names: ['checkout-use1'] }));
    expect(LoadBalancers).toMatchObject([
      {
        Type: 'application',
        State: { Code: 'active' },
        CanonicalHostedZoneId: 'Z35SXDOTRQ7X7K',
        DNSName: expect.stringMatching(/^checkout-use1-\d+\.us-east-1\.elb\.amazonaws\.com$/),
      },
    ]);
  });

  it('refuses names that do not exist, two ways of naming at once, and rubbish markers', async () => {
    const refuse = (input: DescribeLoadBalancersInput, name: string) =>
      expect(elb.send(new DescribeLoadBalancersCommand(input))).rejects.toMatchObject({ name });
    await refuse({ Names: ['checkout-use1', 'none'] }, 'LoadBalancerNotFoundException');
    await refuse({ Names: ['checkout-use1'], LoadBalancerArns: ['arn'] }, 'ValidationError');
    await refuse({ Marker: 'rubbish' }, 'ValidationError');
  });
});

describe('targets', () => {
  it('are healthy in the calm fleet, and a target that is not registered is unused', async () => {
    const TargetGroupArn = await targetGroup('checkout-use1');
    const all = await elb.send(new DescribeTargetHealthCommand({ TargetGroupArn }));
    expect(all.TargetHealthDescriptions).toHaveLength(6);
    expect(all.TargetHealthDescriptions?.every((each) => each.TargetHealth?.State === 'healthy')).toBe(true);
    const one = await elb.send(new DescribeTargetHealthCommand({ TargetGroupArn, Targets: [{ Id: 'i-none' }] }));
    expect(one.TargetHealthDescriptions?.[0]?.TargetHealth).toMatchObject({
      State: 'unused',
      Reason: 'Target.NotRegistered',
    });
  });

  it('of groups that do not exist are refused', async () => {
    const TargetGroupArn = 'arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/none/0123456789abcdef';
    await expect(elb.send(new DescribeTargetHealthCommand({ TargetGroupArn }))).rejects.toMatchObject({
      name: 'TargetGroupNotFoundException',
    });
  });
});

it('tags load balancers and target groups with their workload', async () => {
  const arn = await targetGroup('storefront-use1');
  const { TagDescriptions } = await elb.send(new DescribeTagsCommand({ ResourceArns: [arn] }));
  expect(TagDescriptions).toEqual([{ ResourceArn: arn, Tags: [{ Key: 'workload', Value: 'storefront' }] }]);
});
