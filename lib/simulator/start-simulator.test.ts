import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { ListHostedZonesCommand, Route53Client } from '@aws-sdk/client-route-53';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { describe, expect, it } from 'vitest';
import { PortInUse } from './doors/port-in-use';
import { startSimulator } from './start-simulator';
import { clientConfig, clockAt, startTestSimulator, testNow } from './testing/test-simulator';

const outage = { kind: 'region-outage', region: 'us-east-1' } as const;

/** A handler whose limit really ends a call. */
function limited(requestTimeout: number): NodeHttpHandler {
  return new NodeHttpHandler({ connectionTimeout: 200, requestTimeout, throwOnRequestTimeout: true });
}

describe('a lost region', () => {
  it('never answers: a client ends by its own limit, and other regions answer meanwhile', async () => {
    const simulator = await startTestSimulator();
    const lost = new CloudWatchClient({ ...clientConfig(simulator, 'us-east-1'), requestHandler: limited(300) });
    const other = new CloudWatchClient(clientConfig(simulator, 'us-west-2'));
    await lost.send(new DescribeAlarmsCommand({}));
    simulator.world.injectFault(outage);
    const started = performance.now();
    await expect(lost.send(new DescribeAlarmsCommand({}))).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(performance.now() - started).toBeGreaterThanOrEqual(290);
    expect(performance.now() - started).toBeLessThan(2000);
    expect((await other.send(new DescribeAlarmsCommand({}))).MetricAlarms).not.toHaveLength(0);
    await simulator.stop();
  });

  it('takes the control planes with it that live there: Route 53 stops for clients of every region', async () => {
    const simulator = await startTestSimulator();
    const route53 = new Route53Client({ ...clientConfig(simulator, 'eu-west-1'), requestHandler: limited(200) });
    await route53.send(new ListHostedZonesCommand({}));
    simulator.world.injectFault(outage);
    await expect(route53.send(new ListHostedZonesCommand({}))).rejects.toMatchObject({ name: 'TimeoutError' });
    await simulator.stop();
  });

  it('cuts the calls that wait when it heals, and answers the next', async () => {
    const simulator = await startTestSimulator();
    const client = new CloudWatchClient(clientConfig(simulator, 'us-east-1'));
    simulator.world.injectFault(outage);
    const waiting = client.send(new DescribeAlarmsCommand({})).catch((error: Error) => error);
    await delay(100);
    await fetch(`${simulator.url}/_simulator/heal`, { method: 'POST', body: '{"region":"us-east-1"}' });
    expect(await waiting).toBeInstanceOf(Error);
    expect((await client.send(new DescribeAlarmsCommand({}))).MetricAlarms).not.toHaveLength(0);
    await simulator.stop();
  });
});

it('refuses a region outside the fleet as AWS refuses one that the account has not opted in to', async () => {
  const simulator = await startTestSimulator();
  const client = new CloudWatchClient(clientConfig(simulator, 'ap-south-2'));
  await expect(client.send(new DescribeAlarmsCommand({}))).rejects.toMatchObject({
    name: 'UnrecognizedClientException',
  });
  await simulator.stop();
});

it('follows the clock: fleet time runs at its speed, by a timer and before every request', async () => {
  const simulator = await startTestSimulator({ clock: clockAt(testNow, 100) });
  await delay(300);
  const response = await fetch(`${simulator.url}/_simulator/status`);
  const { now, speed } = (await response.json()) as { now: number; speed: number };
  expect(speed).toBe(100);
  expect(now - testNow).toBeGreaterThanOrEqual(29_000);
  await expect.poll(() => simulator.world.now, { timeout: 3000 }).toBeGreaterThan(now + 50_000);
  await simulator.stop();
});

it('comes back as it was: a fault outlives a restart from the folder', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'simulator-'));
  const first = await startTestSimulator({ folder });
  first.world.injectFault(outage);
  await first.stop();
  const second = await startTestSimulator({ folder, clock: clockAt(testNow + 60_000) });
  expect(second.world.activeFaults()).toMatchObject([{ fault: outage, startedAt: testNow }]);
  expect(second.world.now).toBe(testNow + 60_000);
  await second.stop();
  await rm(folder, { recursive: true });
});

describe('a port that is taken', () => {
  const base = { port: 0, dnsPort: 0, httpPort: 0, seed: 1, clock: clockAt(testNow) };

  it.each(['aws', 'http'] as const)('is told apart for the %s door, and nothing is left running', async (door) => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const address = other.address();
    const taken = typeof address === 'object' && address !== null ? address.port : 0;
    const options = door === 'aws' ? { ...base, port: taken } : { ...base, httpPort: taken };
    const failure = await startSimulator(options).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PortInUse);
    expect(failure).toMatchObject({ door, port: taken });
    other.close();
  });

  it('leaves the folder of whoever has it untouched', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'simulator-'));
    const first = await startTestSimulator({ folder });
    const second = startSimulator({ ...base, port: first.port, folder, clock: clockAt(testNow + 3_600_000) });
    await expect(second).rejects.toBeInstanceOf(PortInUse);
    first.world.injectFault(outage);
    await first.stop();
    const third = await startTestSimulator({ folder });
    expect(third.world.activeFaults()).toMatchObject([{ startedAt: testNow }]);
    expect(third.world.now).toBe(testNow);
    await third.stop();
    await rm(folder, { recursive: true });
  });
});
