import {
  DescribeEndpointGroupCommand,
  GlobalAcceleratorClient,
  ListAcceleratorsCommand,
  ListEndpointGroupsCommand,
  ListListenersCommand,
  UpdateEndpointGroupCommand,
} from '@aws-sdk/client-global-accelerator';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RunningSimulator } from '../../start-simulator';
import { clientConfig, startTestSimulator } from '../../testing/test-simulator';

let simulator: RunningSimulator;
let accelerator: GlobalAcceleratorClient;

beforeEach(async () => {
  simulator = await startTestSimulator();
  accelerator = new GlobalAcceleratorClient(clientConfig(simulator, 'us-west-2'));
}, 60_000);
afterEach(() => simulator.stop());

async function groups() {
  const { Accelerators } = await accelerator.send(new ListAcceleratorsCommand({}));
  const AcceleratorArn = Accelerators?.[0]?.AcceleratorArn;
  const { Listeners } = await accelerator.send(new ListListenersCommand({ AcceleratorArn }));
  const ListenerArn = Listeners?.[0]?.ListenerArn;
  const first = await accelerator.send(new ListEndpointGroupsCommand({ ListenerArn, MaxResults: 1 }));
  const { NextToken } = first;
  const second = await accelerator.send(new ListEndpointGroupsCommand({ ListenerArn, MaxResults: 1, NextToken }));
  expect(second.NextToken).toBeUndefined();
  return [...(first.EndpointGroups ?? []), ...(second.EndpointGroups ?? [])];
}

it('leads from the accelerator to its endpoint groups, page by page', async () => {
  const found = await groups();
  expect(found.map((each) => [each.EndpointGroupRegion, each.TrafficDialPercentage])).toEqual([
    ['us-east-1', 100],
    ['eu-west-1', 100],
  ]);
  const balancers = simulator.world.loadBalancers('us-east-1', '111122223333').map((each) => each.arn);
  expect(balancers).toContain(found[0]?.EndpointDescriptions?.[0]?.EndpointId);
});

it('keeps what is not given, and removes endpoints that are left out of a given list', async () => {
  const [group] = await groups();
  const EndpointGroupArn = group?.EndpointGroupArn;
  await accelerator.send(new UpdateEndpointGroupCommand({ EndpointGroupArn, TrafficDialPercentage: 0 }));
  const drained = await accelerator.send(new DescribeEndpointGroupCommand({ EndpointGroupArn }));
  expect(drained.EndpointGroup).toMatchObject({ TrafficDialPercentage: 0, HealthCheckPath: '/healthz' });
  expect(drained.EndpointGroup?.EndpointDescriptions).toHaveLength(1);
  await accelerator.send(new UpdateEndpointGroupCommand({ EndpointGroupArn, EndpointConfigurations: [] }));
  const emptied = await accelerator.send(new DescribeEndpointGroupCommand({ EndpointGroupArn }));
  expect(emptied.EndpointGroup).toMatchObject({ TrafficDialPercentage: 0, EndpointDescriptions: [] });
});

it('refuses settings that cannot be, and changes nothing then', async () => {
  const [group] = await groups();
  const EndpointGroupArn = group?.EndpointGroupArn;
  for (const part of [
    { TrafficDialPercentage: 101 },
    { HealthCheckIntervalSeconds: 20 },
    { EndpointConfigurations: [{ EndpointId: 'arn:aws:elasticloadbalancing:nobody' }] },
  ]) {
    const update = new UpdateEndpointGroupCommand({ EndpointGroupArn, ...part });
    await expect(accelerator.send(update)).rejects.toMatchObject({ name: 'InvalidArgumentException' });
  }
  const nobody = new UpdateEndpointGroupCommand({ EndpointGroupArn: `${EndpointGroupArn}0` });
  await expect(accelerator.send(nobody)).rejects.toMatchObject({ name: 'EndpointGroupNotFoundException' });
  expect((await groups())[0]).toMatchObject({ TrafficDialPercentage: 100, HealthCheckIntervalSeconds: 10 });
});

it('says which group is unhealthy when its region is gone', async () => {
  simulator.world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
  const states = (await groups()).map((each) => each.EndpointDescriptions?.[0]?.HealthState);
  expect(states).toEqual(['UNHEALTHY', 'HEALTHY']);
});

it('has no host outside us-west-2, and none that answers when us-west-2 is gone', async () => {
  const elsewhere = new GlobalAcceleratorClient(clientConfig(simulator, 'us-east-1'));
  await expect(elsewhere.send(new ListAcceleratorsCommand({}))).rejects.toMatchObject({ code: 'ECONNRESET' });
  simulator.world.injectFault({ kind: 'region-outage', region: 'us-west-2' });
  const lost = accelerator.send(new ListAcceleratorsCommand({}), { abortSignal: AbortSignal.timeout(300) });
  await expect(lost).rejects.toMatchObject({ name: 'AbortError' });
});
