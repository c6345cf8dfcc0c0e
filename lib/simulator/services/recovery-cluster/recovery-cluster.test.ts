import { ListHealthChecksCommand, Route53Client } from '@aws-sdk/client-route-53';
import {
  GetRoutingControlStateCommand,
  ListRoutingControlsCommand,
  paginateListRoutingControls,
  Route53RecoveryClusterClient,
  UpdateRoutingControlStateCommand,
  UpdateRoutingControlStatesCommand,
} from '@aws-sdk/client-route53-recovery-cluster';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunningSimulator } from '../../start-simulator';
import { clientConfig, startTestSimulator } from '../../testing/test-simulator';

const panel = 'arn:aws:route53-recovery-control::111122223333:controlpanel/0f1e2d3c4b5a69788796a5b4c3d2e1f0';
const primary = `${panel}/routingcontrol/checkout-use1`;
const standby = `${panel}/routingcontrol/checkout-usw2`;
const endpointRegions = ['us-east-1', 'us-west-2', 'eu-west-1', 'ap-northeast-1', 'ap-southeast-2'];
let simulator: RunningSimulator;
const endpointIn = (region: string) => new Route53RecoveryClusterClient(clientConfig(simulator, region));

beforeEach(async () => {
  simulator = await startTestSimulator();
});
afterEach(() => simulator.stop());

async function stateOf(arn: string, region = 'eu-west-1') {
  const answer = await endpointIn(region).send(new GetRoutingControlStateCommand({ RoutingControlArn: arn }));
  return answer.RoutingControlState;
}

function update(states: Record<string, 'On' | 'Off'>, SafetyRulesToOverride?: string[], region = 'us-west-2') {
  return endpointIn(region).send(
    new UpdateRoutingControlStatesCommand({
      UpdateRoutingControlStateEntries: Object.entries(states).map(([RoutingControlArn, RoutingControlState]) => ({
        RoutingControlArn,
        RoutingControlState,
      })),
      SafetyRulesToOverride,
    }),
  );
}

it('lists the switches of the fleet, page by page', async () => {
  const seen: [string | undefined, string | undefined][] = [];
  for await (const page of paginateListRoutingControls(
    { client: endpointIn('us-west-2'), pageSize: 1 },
    { ControlPanelArn: panel },
  )) {
    for (const each of page.RoutingControls ?? []) seen.push([each.RoutingControlName, each.RoutingControlState]);
  }
  expect(seen).toEqual([
    ['checkout-use1', 'On'],
    ['checkout-usw2', 'Off'],
  ]);
});

describe('an update', () => {
  it('moves the users: the health checks follow, and then DNS', async () => {
    const before = simulator.world.resolve('checkout.acme.example', 'A', 'eu-west-1');
    await update({ [primary]: 'Off', [standby]: 'On' });
    expect([await stateOf(primary), await stateOf(standby)]).toEqual(['Off', 'On']);
    const { HealthChecks } = await new Route53Client(clientConfig(simulator, 'us-east-1')).send(
      new ListHealthChecksCommand({}),
    );
    const follower = HealthChecks?.find((each) => each.HealthCheckConfig?.RoutingControlArn === standby);
    expect(simulator.world.healthChecks('111122223333').find((each) => each.id === follower?.Id)?.healthy).toBe(true);
    simulator.world.advanceTo(simulator.world.now + 5000);
    const after = simulator.world.resolve('checkout.acme.example', 'A', 'eu-west-1');
    expect(after.records.map((each) => each.value)).not.toEqual(before.records.map((each) => each.value));
    simulator.world.advanceTo(simulator.world.now + 20 * 60_000);
    const users = simulator.world.truth().users.find((each) => each.workload === 'checkout');
    expect(users?.byRegion['us-west-2']).toBeGreaterThan(0.95);
  });

  it('is seen at every endpoint', async () => {
    await update({ [standby]: 'On' }, undefined, 'ap-northeast-1');
    for (const region of endpointRegions) expect(await stateOf(standby, region)).toBe('On');
  });

  it('never leaves a workload switched off everywhere, unless the rule is overridden', async () => {
    const rule = simulator.world.safetyRules('111122223333')[0]?.arn ?? '';
    const off = new UpdateRoutingControlStateCommand({ RoutingControlArn: primary, RoutingControlState: 'Off' });
    await expect(endpointIn('us-west-2').send(off)).rejects.toMatchObject({
      name: 'ConflictException',
      message: expect.stringContaining('checkout-at-least-one'),
      $metadata: { httpStatusCode: 409 },
    });
    expect(await stateOf(primary)).toBe('On');
    await update({ [primary]: 'Off' }, [rule]);
    expect(await stateOf(primary)).toBe('Off');
  });

  it('is made whole or not at all', async () => {
    await expect(update({ [standby]: 'On', [`${panel}/routingcontrol/nobody`]: 'On' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      resourceType: 'routing control',
    });
    expect(await stateOf(standby)).toBe('Off');
    await expect(update({ [standby]: 'On' }, [`${panel}/safetyrule/nobody`])).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});

describe('the five endpoints', () => {
  it('fail with their regions, one by one: the others still turn the switch', async () => {
    simulator.world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
    const limit = AbortSignal.timeout(300);
    const lost = endpointIn('us-east-1').send(new ListRoutingControlsCommand({}), { abortSignal: limit });
    await expect(lost).rejects.toMatchObject({ name: 'AbortError' });
    await update({ [primary]: 'Off', [standby]: 'On' }, undefined, 'eu-west-1');
    expect(await stateOf(standby, 'us-west-2')).toBe('On');
  });

  it('are the only ones: no host takes a connection elsewhere', async () => {
    await expect(endpointIn('eu-central-1').send(new ListRoutingControlsCommand({}))).rejects.toMatchObject({
      code: 'ECONNRESET',
    });
  });

  it('refuse keys of strangers', async () => {
    const stranger = new Route53RecoveryClusterClient(clientConfig(simulator, 'ap-southeast-2', '999988887777'));
    await expect(stranger.send(new ListRoutingControlsCommand({}))).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    });
  });
});
