import {
  AutoScalingClient,
  DescribeAutoScalingGroupsCommand,
  paginateDescribeAutoScalingGroups,
} from '@aws-sdk/client-auto-scaling';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunningSimulator } from '../../start-simulator';
import { clientConfig, startTestSimulator } from '../../testing/test-simulator';

let simulator: RunningSimulator;
const scalingIn = (region: string) => new AutoScalingClient(clientConfig(simulator, region));

beforeAll(async () => {
  simulator = await startTestSimulator();
});
afterAll(() => simulator.stop());

it('shows the group that wants three instances and has two in service', async () => {
  const { AutoScalingGroups } = await scalingIn('ap-southeast-1').send(
    new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: ['storefront-apse1', 'does-not-exist'] }),
  );
  expect(AutoScalingGroups).toHaveLength(1);
  expect(AutoScalingGroups?.[0]).toMatchObject({ DesiredCapacity: 3, MaxSize: 16 });
  const states = AutoScalingGroups?.[0]?.Instances?.map((each) => each.LifecycleState);
  expect(states?.filter((state) => state === 'InService')).toHaveLength(2);
  expect(states).toContain('Pending');
  expect(AutoScalingGroups?.[0]?.TargetGroupARNs?.[0]).toMatch(/targetgroup\/storefront-apse1\//);
});

it('pages, filters by tag, and refuses rubbish tokens', async () => {
  const client = scalingIn('us-east-1');
  const names: string[] = [];
  for await (const page of paginateDescribeAutoScalingGroups({ client, pageSize: 1 }, {})) {
    names.push(...(page.AutoScalingGroups ?? []).map((each) => each.AutoScalingGroupName ?? ''));
  }
  expect(names).toEqual(['catalog-use1', 'checkout-use1', 'media-use1', 'storefront-use1']);
  const Filters = [{ Name: 'tag:workload', Values: ['checkout'] }];
  const tagged = await client.send(new DescribeAutoScalingGroupsCommand({ Filters }));
  expect(tagged.AutoScalingGroups?.map((each) => each.AutoScalingGroupName)).toEqual(['checkout-use1']);
  await expect(client.send(new DescribeAutoScalingGroupsCommand({ NextToken: 'rubbish' }))).rejects.toMatchObject({
    name: 'InvalidNextToken',
  });
});
