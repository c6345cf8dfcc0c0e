import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Entity } from '@/lib/domain/entities';
import { createProber } from '@/lib/probes';
import { samplePlan } from '@/lib/recovery/rules/testing/sample-execution';
import type { RunningSimulator } from '@/lib/simulator/start-simulator';
import { startTestSimulator } from '@/lib/simulator/testing/test-simulator';
import { connectFleet } from './connect-fleet';
import { findProof, readTestWrites, writeTestWrites } from './test-writes';

/** Test writes over the wire: what a region had not sent on is found missing, and nothing else is. */

vi.setConfig({ testTimeout: 30_000 });

let simulator: RunningSimulator;
beforeAll(async () => {
  simulator = await startTestSimulator();
});
afterAll(() => simulator?.stop());

function proofOfCheckout() {
  const plan = samplePlan();
  const entities: readonly Entity[] = [
    { kind: 'plan', id: plan.id, workloadId: 'checkout', accountId: '111122223333', plan },
  ];
  const proof = findProof(entities, 'checkout', 'us-east-1', 'us-west-2');
  if (proof === 'none') throw new Error('The plan of checkout proves nothing.');
  return proof;
}

const stored = async (...given: Parameters<typeof readTestWrites>) =>
  (await readTestWrites(...given)).map(({ after }) => after);

test('a write that had not been sent on when its region fails is absent, and one that had is stored', async () => {
  const { world } = simulator;
  const prober = createProber({
    mode: 'simulator',
    dns: `127.0.0.1:${simulator.dnsPort}`,
    httpProxy: `http://127.0.0.1:${simulator.httpPort}`,
  });
  const ports = { prober, fleet: connectFleet(simulator.url) };
  const proof = proofOfCheckout();

  const before = await writeTestWrites(ports, proof, 'before');
  expect(before.length).toBeGreaterThanOrEqual(5);
  world.advanceTo(world.now + 60_000);
  world.injectFault({ kind: 'replication-stalled', workload: 'checkout', store: 'orders' });
  world.advanceTo(world.now + 5000);
  const after = await writeTestWrites(ports, proof, 'after');
  const failedAt = await ports.fleet.fail('us-east-1');
  expect((await ports.fleet.status()).failing).toEqual([{ region: 'us-east-1', since: failedAt }]);

  expect(new Set(await stored(ports, { proof, writes: after }))).toEqual(new Set(['absent']));
  const kept = await stored(ports, { proof, writes: before });
  // The application keeps a few hundred, and a newer one may take the place of an old one.
  expect(kept.filter((each) => each === 'stored').length).toBeGreaterThanOrEqual(before.length - 2);
  expect(await stored(ports, { proof: { ...proof, target: proof.source }, writes: after }, 1)).toEqual(
    after.map(() => 'unreadable'),
  );
});
