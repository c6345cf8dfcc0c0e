import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { checkoutControls, sampleCluster } from '../steps/testing/sample-specs';
import { type StepWorld, startStepWorld } from '../steps/testing/step-world';
import { askControl } from './ask-control';

/** What a routing control is, while regions and endpoints of its cluster are away. */

const accountId = '111122223333';
const control = {
  kind: 'control',
  accountId,
  region: 'us-east-1',
  controlArn: checkoutControls['us-east-1'],
  before: 'on',
} as const;

let steps: StepWorld;
beforeAll(async () => {
  steps = await startStepWorld();
});
afterAll(() => steps?.stop());
afterEach(() => {
  steps.world.healFaults({});
});

function ask(cluster = sampleCluster) {
  const { edge, limits, signal: stopping } = steps.ports;
  return askControl({ edge, limits, stopping }, control, cluster, 'us-east-1');
}

const hang = (region: string) =>
  steps.world.injectFault({ kind: 'endpoint-hangs', service: 'route53-recovery-cluster', region });

it('two endpoints of its cluster tell a control while the region that was left is gone', async () => {
  expect(await ask()).toMatchObject({ state: 'answered', value: { of: 'control', state: 'on' } });
  steps.world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
  expect(await ask()).toMatchObject({ state: 'answered', value: { of: 'control', state: 'on' } });
});

it('another two are asked where one is silent, and nothing is told by one alone', async () => {
  hang('us-west-2');
  expect(await ask()).toMatchObject({ state: 'answered', value: { state: 'on' } });
  for (const region of ['us-east-1', 'eu-west-1', 'ap-northeast-1']) hang(region);
  expect(await ask()).toMatchObject({ state: 'timed-out' });
});

it('a cluster of which one endpoint is named alone tells nothing, and says why', async () => {
  expect(await ask({ ...sampleCluster, endpoints: sampleCluster.endpoints.slice(1, 2) })).toMatchObject({
    state: 'failed',
    message: expect.stringContaining('one alone is not believed'),
  });
});
