import { describe, expect, test } from 'vitest';
import { createAwsEdge } from '@/lib/aws';
import { readEngineConfig } from '@/lib/config/engine-config';
import { parseFleetFile } from '@/lib/fleet/parse-fleet-file';
import { createFleetClock } from './fleet-clock';
import { toAwsEdgeConfig, toEdgeOptions, toProberConfig } from './outside';
import { sourceKinds } from './sources/registry';

const doors = {
  ANTIPODE_SIMULATOR_URL: 'http://127.0.0.1:4599',
  ANTIPODE_SIMULATOR_DNS: '127.0.0.1:5353',
  ANTIPODE_SIMULATOR_HTTP: 'http://127.0.0.1:8080',
};
const environment = {
  ANTIPODE_DATABASE_URL: 'postgresql://antipode@127.0.0.1/antipode',
  ANTIPODE_ENGINE_ID: 'engine-1',
  ANTIPODE_FLEET: '/etc/antipode/fleet.yaml',
  // A deployment that once was simulated may have kept them.
  ...doors,
};
const fleetText = `version: 1
name: real
hostedZone: shop.example
accounts: [{ id: "444455556666", name: shop }]
regions: [{ code: us-east-1 }, { code: eu-west-1 }]
workloads:
  - id: shop
    tier: 0
    strategy: warm-standby
    owner: shop
    regions: { us-east-1: primary, eu-west-1: standby }
    stores: [{ id: orders, kind: aurora-global, resource: orders }]
`;

describe('with ANTIPODE_SIMULATOR=off', () => {
  const config = readEngineConfig({ ...environment, ANTIPODE_SIMULATOR: 'off' });

  test('AWS is asked and the internet is probed, whatever doors of a simulator are still named', () => {
    expect(config.simulator).toBe('off');
    expect(toAwsEdgeConfig(config)).toEqual({ mode: 'aws' });
    expect(toProberConfig(config)).toEqual({ mode: 'direct' });
    expect(JSON.stringify(config)).not.toContain('127.0.0.1:4599');
  });

  test('every source asks about the accounts of the fleet file, at the public endpoints of its regions', async () => {
    const parsed = parseFleetFile(fleetText, { simulatedAccounts: 'not-simulated' });
    if (parsed.state === 'broken') throw new Error(parsed.problems.map(({ message }) => message).join());
    const settings = {
      toFleetSeconds: (wallMs: number) => wallMs / 1000,
      periodOf: (_: string, usual: number) => usual,
    };
    const tasks = sourceKinds.flatMap((kind) => kind(parsed.fleet, settings));
    expect(new Set(tasks.map(({ accountId }) => accountId))).toEqual(new Set(['444455556666']));
    expect(tasks.length).toBeGreaterThan(8);
    const edge = createAwsEdge(toAwsEdgeConfig(config));
    for (const { code } of parsed.fleet.regions) {
      const { config: client } = edge.clientFor('rds', '444455556666', code);
      expect(client.endpoint).toBeUndefined();
      expect(await client.region()).toBe(code);
    }
    edge.close();
  });
});

test('an endpoint that is left alone is tried again within 25 s of fleet time, however fast that passes', () => {
  const options = toEdgeOptions(createFleetClock({ anchorFleetMs: 1000, anchorWallMs: Date.now(), speed: 10 }));
  expect(options.breaker).toEqual({ opensAfter: 5, firstPauseMs: 500, longestPauseMs: 2500 });
  expect(options.clock.fleetTimeIn(2500)).toBeGreaterThanOrEqual(26_000);
  expect(options.clock.fleetTimeIn(2500)).toBeLessThan(36_000);
});

test('while the fleet is simulated only the doors on this machine are used', () => {
  const config = readEngineConfig(environment);
  expect(toAwsEdgeConfig(config)).toEqual({
    mode: 'simulator',
    endpoint: doors.ANTIPODE_SIMULATOR_URL,
    dns: doors.ANTIPODE_SIMULATOR_DNS,
    homeAccountId: '111122223333',
  });
  expect(toProberConfig(config)).toMatchObject({ mode: 'simulator', dns: doors.ANTIPODE_SIMULATOR_DNS });
});
