import type { AssumeRoleResponse } from '@aws-sdk/client-sts';
import { simulatedServices, simulateServices } from '../services';
import {
  defaultResolverRegion,
  type RunningSimulator,
  type SimulatorOptions,
  startSimulator,
} from '../start-simulator';
import { createWireHandler, listenWire, loadServices, type WireDoor } from '../wire';
import { openWorld, type World } from '../world';

/** 20 November 2026, noon: where a test's world begins unless it says otherwise. */
export const testNow = Date.UTC(2026, 10, 20, 12);

/** A clock that stands (almost) still at a moment of fleet time: what a test sees does not depend on how fast it runs. */
export function clockAt(anchorFleetMs: number, speed = 1e-9) {
  return { anchorFleetMs, anchorWallMs: Date.now(), speed };
}

/** The whole simulator in this process, in memory, on free ports, with its clock standing still at `testNow`. */
export function startTestSimulator(options: Partial<SimulatorOptions> = {}): Promise<RunningSimulator> {
  return startSimulator({ port: 0, dnsPort: 0, httpPort: 0, seed: 1, clock: clockAt(testNow), ...options });
}

/** A world with some of its members replaced: for tests that need more of something than the default fleet has. */
export function worldWith(members: Partial<World>): World {
  return { ...openWorld({ seed: 1, now: testNow }), ...members };
}

/** The simulated services over a given world behind the AWS protocols, without the other doors. */
export async function serveWorld(world: World): Promise<WireDoor> {
  const services = await loadServices(simulatedServices);
  const operations = simulateServices(world, defaultResolverRegion);
  return listenWire(createWireHandler({ services, operations }), { port: 0 });
}

/** Credentials of a role's session, as AssumeRole gives them, for an SDK client. */
export function credentialsOf({ Credentials }: AssumeRoleResponse) {
  if (Credentials === undefined) throw new Error('AssumeRole gave no credentials');
  return {
    accessKeyId: Credentials.AccessKeyId ?? '',
    secretAccessKey: Credentials.SecretAccessKey ?? '',
    sessionToken: Credentials.SessionToken ?? '',
  };
}

/** What an SDK client needs to reach a simulator as the default account. One attempt: a test wants the first answer. */
export function clientConfig(endpoint: { readonly url: string }, region: string, accountId = '111122223333') {
  return {
    endpoint: endpoint.url,
    region,
    credentials: { accessKeyId: `SIM${accountId}`, secretAccessKey: 'simulated' },
    maxAttempts: 1,
  };
}
