import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type RunningSimulator, startSimulator } from '../simulator/start-simulator';
import { clockAt, testNow } from '../simulator/testing/test-simulator';
import { createProber } from './create-prober';
import type { Prober } from './types';

let simulator: RunningSimulator;
let prober: Prober;

beforeAll(async () => {
  simulator = await startSimulator({ port: 0, dnsPort: 0, httpPort: 0, seed: 1, clock: clockAt(testNow), truth: true });
  prober = createProber({
    mode: 'simulator',
    dns: `127.0.0.1:${simulator.dnsPort}`,
    httpProxy: `http://127.0.0.1:${simulator.httpPort}`,
  });
}, 60_000);
afterAll(() => simulator?.stop());
beforeEach(() => {
  simulator.world.healFaults({});
});

const at = (short: string, workload = 'checkout', deadlineMs = 2000) => ({
  hostname: `${short}.${workload}.acme.example`,
  path: '/transactions',
  deadlineMs,
});
const effects = async () => {
  const answer = await fetch(`${simulator.url}/_simulator/effects`);
  return ((await answer.json()) as { effects: { service: string; region: string; outcome: string }[] }).effects;
};
const stored = { state: 'answered', value: 'stored' };
const absent = { state: 'answered', value: 'absent' };

describe('a transaction for proof', () => {
  test('is stored where the database takes writes, and read back from the region’s own copy', async () => {
    expect(await prober.readTransaction(at('use1'), 'proof-0001')).toEqual(absent);
    expect(await prober.writeTransaction(at('use1'), 'proof-0001')).toEqual(stored);
    expect(await prober.readTransaction(at('use1'), 'proof-0001')).toEqual(stored);
    expect(await prober.readTransaction(at('use1'), 'proof-0002')).toEqual(absent);
    expect(await effects()).toMatchObject([{ service: 'application', region: 'us-east-1', outcome: 'ok' }]);
  });

  test('is refused by a standby that only reads, and arrives there by replication', async () => {
    expect(await prober.writeTransaction(at('usw2'), 'proof-0003')).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('does not write'),
    });
    await prober.writeTransaction(at('use1'), 'proof-0004');
    expect(await prober.readTransaction(at('usw2'), 'proof-0004')).toEqual(absent);
    simulator.world.advanceTo(simulator.world.now + 5000);
    expect(await prober.readTransaction(at('usw2'), 'proof-0004')).toEqual(stored);
    expect((await effects()).at(-2)).toMatchObject({ region: 'us-west-2', outcome: 'HTTP 409' });
  });

  test('is taken by every region of a table, until that table is out of reach there', async () => {
    const www = (short: string) => at(short, 'storefront');
    expect(await prober.writeTransaction(www('euc1'), 'proof-0005')).toEqual(stored);
    simulator.world.injectFault({ kind: 'service-down', service: 'dynamodb', region: 'eu-central-1' });
    expect(await prober.writeTransaction(www('euc1'), 'proof-0006')).toMatchObject({ state: 'failed' });
    expect(await prober.readTransaction(www('euc1'), 'proof-0005')).toMatchObject({ state: 'failed' });
  });

  test.each(['region-outage', 'region-cut-off'])('gets no answer during a %s', async (kind) => {
    simulator.world.injectFault({ kind, region: 'us-east-1' });
    expect(await prober.writeTransaction(at('use1', 'checkout', 200), 'proof-0007')).toMatchObject({
      state: 'timed-out',
    });
  });

  test('that the application forgets reads back as absent, although it said stored', async () => {
    simulator.world.injectFault({ kind: 'transactions-forgotten', region: 'us-east-1' });
    expect(await prober.writeTransaction(at('use1'), 'proof-0008')).toEqual(stored);
    expect(await prober.readTransaction(at('use1'), 'proof-0008')).toEqual(absent);
  });

  test('is not proven by a page that answers 200 to everything', async () => {
    const anyPage = { ...at('use1'), path: '/anything' };
    expect(await prober.readTransaction(anyPage, 'proof-0009')).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('something else'),
    });
  });

  test('needs a name of its own that fits into a path', async () => {
    expect(await prober.writeTransaction(at('use1'), 'a/b')).toMatchObject({ state: 'failed' });
    expect(await prober.writeTransaction(at('nowhere'), 'proof-0010')).toMatchObject({ state: 'unreachable' });
  });

  test('finds nobody where no instance is in service, and neither does a health check', async () => {
    const [group] = simulator.world
      .autoScalingGroups('us-east-1', '111122223333')
      .filter((one) => one.workload === 'checkout');
    simulator.world.changeGroup({ arn: group?.arn ?? '', min: 0, desired: 0 });
    expect(await prober.writeTransaction(at('use1'), 'proof-0011')).toMatchObject({ state: 'failed' });
    const probe = await prober.probeHttp({ ...at('use1'), path: '/healthz' });
    expect(probe.httpStatus).toBe(503);
    const healthy = () => prober.readStatusRecord('status.use1.checkout.acme.example', 2000);
    expect(await healthy()).toMatchObject({ outcome: 'healthy' });
    simulator.world.advanceTo(simulator.world.now + 60_000);
    expect(await healthy()).toMatchObject({ outcome: 'unhealthy' });
  });
});
