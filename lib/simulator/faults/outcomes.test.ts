import {
  AutoScalingClient,
  DescribeAutoScalingGroupsCommand,
  SetDesiredCapacityCommand,
} from '@aws-sdk/client-auto-scaling';
import { DescribeGlobalClustersCommand, FailoverGlobalClusterCommand, RDSClient } from '@aws-sdk/client-rds';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { RunningSimulator } from '../start-simulator';
import { clientConfig, startTestSimulator } from '../testing/test-simulator';

let simulator: RunningSimulator;
const region = 'us-west-2';

beforeAll(async () => {
  simulator = await startTestSimulator({ truth: true });
}, 60_000);
afterAll(() => simulator.stop());
beforeEach(() => {
  simulator.world.healFaults({});
});

const scaling = () => new AutoScalingClient(clientConfig(simulator, region));
const resize = (DesiredCapacity: number) =>
  scaling().send(new SetDesiredCapacityCommand({ AutoScalingGroupName: 'checkout-usw2', DesiredCapacity }));
async function desired() {
  const command = new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: ['checkout-usw2'] });
  return (await scaling().send(command)).AutoScalingGroups?.[0]?.DesiredCapacity;
}

it('changes that are ignored are answered as ever, and refused where they would have been', async () => {
  const before = await desired();
  simulator.world.injectFault({ kind: 'changes-ignored', service: 'autoscaling', region });
  await expect(resize(5)).resolves.toBeDefined();
  expect(await desired()).toBe(before);
  await expect(resize(500)).rejects.toMatchObject({ name: 'ValidationError' });
  const rds = new RDSClient(clientConfig(simulator, region));
  const [global] = (await rds.send(new DescribeGlobalClustersCommand({}))).GlobalClusters ?? [];
  expect(global?.FailoverState).toBeUndefined();
});

it('answers that are lost leave the change done, and the effect log knows it', async () => {
  simulator.world.injectFault({ kind: 'answers-lost', operation: 'FailoverGlobalCluster' });
  const rds = new RDSClient(clientConfig(simulator, region));
  const failover = new FailoverGlobalClusterCommand({
    GlobalClusterIdentifier: 'checkout-global',
    TargetDbClusterIdentifier: `arn:aws:rds:${region}:111122223333:cluster:checkout-usw2`,
    AllowDataLoss: true,
  });
  await expect(rds.send(failover)).rejects.toMatchObject({ code: 'ECONNRESET' });
  const { GlobalClusters } = await rds.send(new DescribeGlobalClustersCommand({}));
  const global = GlobalClusters?.find((each) => each.GlobalClusterIdentifier === 'checkout-global');
  expect(global?.FailoverState?.Status).toBe('pending');
  const effects = (await (await fetch(`${simulator.url}/_simulator/effects`)).json()) as { effects: object[] };
  expect(effects.effects.at(-1)).toMatchObject({ operation: 'FailoverGlobalCluster', outcome: 'ok' });
});

it('a share of answers is lost, and the same ones in every run', async () => {
  simulator.world.injectFault({
    kind: 'answers-lost',
    service: 'autoscaling',
    operation: 'SetDesiredCapacity',
    share: 0.5,
  });
  const outcomes: string[] = [];
  for (const size of [3, 4, 5, 6])
    outcomes.push(
      await resize(size).then(
        () => 'heard',
        () => 'lost',
      ),
    );
  expect(outcomes).toEqual(['heard', 'lost', 'heard', 'lost']);
});
