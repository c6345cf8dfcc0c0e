import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { RunningSimulator } from '../start-simulator';
import { startTestSimulator } from '../testing/test-simulator';
import type { EndpointAnswer } from '../world/types';
import { openHttpDoor, type SiteRequest } from './http-door';

interface Got {
  readonly status: number;
  readonly body: string;
  readonly milliseconds: number;
}

/** What a prober sends: the address in an absolute target, the site in the Host header. */
function get(port: number, target: string, host: string, timeoutMs = 10_000, method = 'GET', body = ''): Promise<Got> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port, path: target, method, headers: { host }, agent: false });
    sent.setTimeout(timeoutMs, () => sent.destroy(new Error('timed out')));
    sent.once('error', reject);
    sent.once('response', async (response) => {
      let got = '';
      for await (const chunk of response) got += chunk;
      resolve({ status: response.statusCode ?? 0, body: got, milliseconds: performance.now() - started });
    });
    sent.end(body);
  });
}

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

async function doorWith(ask: (site: SiteRequest) => EndpointAnswer) {
  const door = await openHttpDoor(0, ask);
  open.push(door);
  return door;
}

describe('the HTTP door', () => {
  it('gives what the address answers for the site, after its latency', async () => {
    const asked: SiteRequest[] = [];
    const door = await doorWith((site) => {
      asked.push(site);
      return { outcome: 'answer', status: 503, latencyMs: 120, body: 'no' };
    });
    const got = await get(door.port, 'http://198.51.100.10/healthz?a=1', 'Shop.Acme.Example:443');
    expect(asked).toEqual([{ address: '198.51.100.10', hostname: 'shop.acme.example', path: '/healthz?a=1' }]);
    expect(got).toMatchObject({ status: 503, body: 'no' });
    expect(got.milliseconds).toBeGreaterThanOrEqual(118);
    expect((await get(door.port, 'http://198.51.100.10/', 'a', 10_000, 'HEAD')).body).toBe('');
  });

  it('hands on what is posted, and refuses a body that is too large', async () => {
    const asked: SiteRequest[] = [];
    const door = await doorWith((site) => {
      asked.push(site);
      return { outcome: 'answer', status: 204, latencyMs: 1, body: '' };
    });
    const post = (body: string) => get(door.port, 'http://198.51.100.10/mark', 'a', 10_000, 'POST', body);
    expect(await post('{"writtenAt":1}')).toMatchObject({ status: 204, body: '' });
    expect(asked).toEqual([{ address: '198.51.100.10', hostname: 'a', path: '/mark', posted: '{"writtenAt":1}' }]);
    expect(await post('x'.repeat(20_000))).toMatchObject({ status: 413 });
    expect(asked).toHaveLength(1);
  });

  it('never answers a black hole: the client ends it by its own limit, and the connection is not kept', async () => {
    const door = await doorWith(() => ({ outcome: 'black-hole' }));
    await expect(get(door.port, 'http://198.51.100.10/', 'a', 150)).rejects.toThrow('timed out');
    await expect.poll(door.heldConnections).toBe(0);
  });

  it('cuts what waits when the network heals, and a refused connection at once', async () => {
    const door = await doorWith(({ hostname }) => ({ outcome: hostname === 'refused' ? 'refused' : 'black-hole' }));
    await expect(get(door.port, 'http://198.51.100.10/', 'refused')).rejects.toMatchObject({ code: 'ECONNRESET' });
    const waiting = get(door.port, 'http://198.51.100.10/', 'a', 5000).catch((error: Error) => error);
    await expect.poll(door.heldConnections).toBe(1);
    expect(door.releaseHeld((site) => site.hostname === 'b')).toBe(0);
    expect(door.releaseHeld((site) => site.hostname === 'a')).toBe(1);
    expect(await waiting).toMatchObject({ code: 'ECONNRESET' });
  });

  it('holds a bounded number of black holes: beyond it the oldest is cut', async () => {
    const door = await doorWith(() => ({ outcome: 'black-hole' }));
    const sockets = Array.from({ length: 1010 }, () => connect(door.port, '127.0.0.1'));
    for (const socket of sockets) {
      socket.on('error', () => undefined);
      socket.write('GET http://198.51.100.10/ HTTP/1.1\r\nhost: a\r\n\r\n');
    }
    await expect.poll(() => sockets.filter((socket) => socket.closed).length, { timeout: 30_000 }).toBe(10);
    expect(door.heldConnections()).toBe(1000);
    for (const socket of sockets) socket.destroy();
  });

  it.each([
    ['/healthz', 'a', 'GET'],
    ['http://example.org/', 'a', 'GET'],
    ['https://198.51.100.10/', 'a', 'GET'],
    ['http://198.51.100.10/', 'a', 'PUT'],
    ['http://example.org/', 'a', 'POST'],
  ])('refuses %s for %s by %s with a sentence', async (target, host, method) => {
    const door = await doorWith(() => ({ outcome: 'black-hole' }));
    expect(await get(door.port, target, host, 10_000, method)).toMatchObject({
      status: 400,
      body: expect.stringMatching(/\.$/m),
    });
  });
});

describe('the simulated internet behind it', () => {
  it('takes a recovery-point marker by POST and tells it in the other region once it has come there', async () => {
    const { world, httpPort, stop } = await startTestSimulator();
    const site = (region: string, method = 'GET', body = '') => {
      const balancer = world.loadBalancers(region, world.accountId).find((each) => each.workload === 'checkout');
      const host = region === 'us-east-1' ? 'use1.checkout.acme.example' : 'usw2.checkout.acme.example';
      return get(httpPort, `http://${balancer?.addresses[0]}/recovery-point`, host, 10_000, method, body);
    };
    const marker = JSON.stringify({ writtenAt: world.now });
    expect(await site('us-east-1', 'POST', marker)).toMatchObject({ status: 204 });
    expect(await site('us-west-2', 'POST', marker)).toMatchObject({ status: 409 });
    expect(JSON.parse((await site('us-west-2')).body)).toEqual({ writtenAt: null });
    world.advanceTo(world.now + 3000);
    expect((await site('us-west-2')).body).toBe(`${marker}\n`);
    await stop();
  });

  it('serves a healthy site, and swallows its connections while its region is lost', async () => {
    const simulator: RunningSimulator = await startTestSimulator();
    const { world, httpPort } = simulator;
    const [balancer] = world.loadBalancers('us-east-1', world.accountId);
    const target = `http://${balancer?.addresses[0]}/healthz`;
    const host = 'use1.checkout.acme.example';
    expect((await get(httpPort, target, host)).status).toBe(200);
    world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
    await expect(get(httpPort, target, host, 200)).rejects.toThrow('timed out');
    const waiting = get(httpPort, target, host, 5000).catch((error: Error) => error);
    await delay(50);
    world.healFaults({});
    expect(await waiting).toMatchObject({ code: 'ECONNRESET' });
    expect((await get(httpPort, target, host)).status).toBe(200);
    await simulator.stop();
  });
});
