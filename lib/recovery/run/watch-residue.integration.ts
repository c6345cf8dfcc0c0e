import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CallRecord, Execution } from '@/lib/domain/recovery/execution';
import { applyChanges, readEntities } from '@/lib/persistence/entities';
import { toStreamChange } from '@/lib/persistence/executions';
import { openStore, type Store } from '@/lib/persistence/store';
import { startTestDatabase, type TestDatabase } from '@/scripts/testing/start-test-database';
import { viewResidueOfRun } from '../pages/view-residue';
import { driveTo, sampleExecution, sampleWorkload } from '../rules/testing/sample-execution';
import { sampleSpecs } from '../steps/testing/sample-specs';
import { type StepWorld, sampleOf, startStepWorld } from '../steps/testing/step-world';
import type { RunPorts } from './run-ports';
import { readResidue } from './watch-residue';

/** What steps gave a region is read again once the run is over, by what the region says and nothing else. */

const nodes = sampleOf(sampleSpecs, 'scale-node-group');
const executions = sampleOf(sampleSpecs, 'scale-function');
const { accountId } = nodes;

let database: TestDatabase;
let store: Store;
let steps: StepWorld;
beforeAll(async () => {
  database = await startTestDatabase();
  store = openStore(database.url, { applicationName: 'residue-test', maxConnections: 2 });
  steps = await startStepWorld();
});
afterAll(async () => {
  await steps?.stop();
  await store?.close();
  await database?.stop();
});

/** A run of checkout that is over and made these calls. */
function runWith(calls: readonly CallRecord[]): Execution {
  const run = driveTo(sampleExecution(), 'the-end');
  const [first, ...rest] = run.steps;
  if (first === undefined) throw new Error('The run has no step.');
  return { ...run, state: 'completed', endedAt: steps.world.now, steps: [{ ...first, calls }, ...rest] };
}

async function readAgain(): Promise<void> {
  steps.pass(60);
  const silent = { info: () => {}, warn: () => {}, error: () => {} };
  const clock = { now: () => steps.world.now, toWallMs: (fleetMs: number) => fleetMs };
  const { edge, prober, limits } = steps.ports;
  const ports: RunPorts = {
    ...{ store, edge, prober, clock, log: silent, engineId: 'engine-1' },
    stopping: new AbortController().signal,
    ...(limits !== undefined && { limits }),
  };
  await readResidue(ports);
}

/** State, before and now of the lines of settings, by the name of each. */
async function left(): Promise<Readonly<Record<string, readonly string[]>>> {
  const { entities } = await readEntities(store, { kinds: ['execution', 'workload', 'residue-reading'] });
  const view = viewResidueOfRun(
    entities.map(({ entity }) => entity),
    'run-1',
    steps.world.now,
  );
  if (view === 'no-move') throw new Error('The run moved checkout.');
  const lines = view.lines.filter(({ kind }) => kind === 'setting');
  return Object.fromEntries(lines.map(({ resource, state, before, now }) => [resource, [state, before, now]]));
}

it('nodes and executions that a run gave stay open until size and bounds are what they were, and unknown while nobody answers', async () => {
  const group = steps.world.nodeGroups(nodes.region, accountId).find(({ name }) => name === nodes.nodeGroup);
  if (group === undefined) throw new Error('The simulated fleet has this node group.');
  const calls: CallRecord[] = [];
  for (const spec of [{ ...nodes, nodes: 8 }, executions]) calls.push(...(await steps.perform(spec)).calls);
  await applyChanges(store, [
    toStreamChange(runWith(calls), accountId),
    {
      op: 'put',
      entity: { kind: 'workload', id: 'checkout', workload: sampleWorkload('checkout'), outage: { state: 'none' } },
      labels: { accountId, region: 'none', workloadId: 'checkout' },
    },
  ]);
  const ofNodes = 'nodes of eu-accounts/workers';
  const ofFunction = 'provisioned concurrency of checkout-notify-usw2:live';
  await readAgain();
  expect(await left()).toEqual({
    [ofNodes]: ['open', 'wants 1 (1 to 6)', 'wants 8 (1 to 8)'],
    [ofFunction]: ['open', 'none kept ready', 'wants 5 ready'],
  });
  // A size that went back under a bound that did not is not what was there before.
  steps.world.changeNodeGroup({ arn: group.arn, desired: 1 });
  await readAgain();
  expect((await left())[ofNodes]).toEqual(['open', 'wants 1 (1 to 6)', 'wants 1 (1 to 8)']);
  steps.world.changeNodeGroup({ arn: group.arn, desired: 1, max: 6 });
  await readAgain();
  expect((await left())[ofNodes]).toEqual(['cleared', 'wants 1 (1 to 6)', 'wants 1 (1 to 6)']);
  for (const service of ['eks', 'lambda'] as const) {
    for (const { region } of [nodes, executions]) {
      steps.world.injectFault({ kind: 'service-down', service, region });
    }
  }
  for (let minute = 0; minute < 20; minute += 1) await readAgain();
  const dark = await left();
  expect([dark[ofNodes]?.[0], dark[ofFunction]?.[0]]).toEqual(['unknown', 'unknown']);
});
