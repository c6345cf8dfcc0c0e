import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createProber } from './create-prober';
import { routeDirectly } from './http-routes';
import { probeHttp } from './probe-http';
import { type ScriptedDnsAnswer, startScriptedDns } from './testing/scripted-dns';

const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

const hostname = 'use1.checkout.acme.example';
const asked = { hostname, path: '/healthz', deadlineMs: 400 };

const addresses = (...texts: string[]): ScriptedDnsAnswer => ({
  answers: texts.map((data) => ({ type: 'A', name: hostname, ttl: 60, data })),
});

async function startInternet(
  dnsAnswer: ScriptedDnsAnswer,
  serve: (request: IncomingMessage, response: ServerResponse) => void,
) {
  const dns = await startScriptedDns(() => dnsAnswer);
  const door = createServer(serve);
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
  cleanups.push(() => {
    dns.close();
    door.closeAllConnections();
    door.close();
  });
  const { port } = door.address() as AddressInfo;
  return createProber({ mode: 'simulator', dns: dns.server, httpProxy: `http://127.0.0.1:${port}` });
}

describe('an HTTP probe', () => {
  test('asks the resolved address for the name through the door, and passes with its latency', async () => {
    const seen: (string | undefined)[] = [];
    const prober = await startInternet(addresses('192.0.2.10', '192.0.2.11'), (request, response) => {
      seen.push(request.method, request.url, request.headers.host);
      setTimeout(() => response.end('ok'), 30);
    });

    const result = await prober.probeHttp(asked);

    expect(seen).toEqual(['GET', 'http://192.0.2.10/healthz', hostname]);
    expect(result).toEqual({
      reading: { outcome: 'pass', latencyMs: expect.any(Number) },
      addresses: ['192.0.2.10', '192.0.2.11'],
      ttlSeconds: 60,
      address: '192.0.2.10',
      httpStatus: 200,
    });
    expect(result.reading.outcome === 'pass' && result.reading.latencyMs).toBeGreaterThanOrEqual(28);
  });

  test.each([200, 204, 301, 399])('passes on %i', async (status) => {
    const prober = await startInternet(addresses('192.0.2.10'), (_request, response) =>
      response.writeHead(status).end(),
    );
    expect((await prober.probeHttp(asked)).reading.outcome).toBe('pass');
  });

  test.each([400, 404, 500, 503])('fails on %i, in words', async (status) => {
    const prober = await startInternet(addresses('192.0.2.10'), (_request, response) =>
      response.writeHead(status).end(),
    );
    expect(await prober.probeHttp(asked)).toMatchObject({
      reading: { outcome: 'fail', detail: `${hostname} at 192.0.2.10 answered HTTP ${status}.` },
      httpStatus: status,
    });
  });

  test('that is never answered fails at the deadline, and its connection is closed', async () => {
    let closed: Promise<unknown> | undefined;
    const prober = await startInternet(addresses('192.0.2.10'), (request) => {
      closed = once(request.socket, 'close');
    });
    const startedAt = performance.now();
    const result = await prober.probeHttp(asked);
    expect(result.reading).toEqual({
      outcome: 'fail',
      detail: `${hostname} at 192.0.2.10 did not answer within 400 ms.`,
    });
    expect(performance.now() - startedAt).toBeLessThan(1000);
    await closed;
  });

  test('does not wait for a body that never ends', async () => {
    const prober = await startInternet(addresses('192.0.2.10'), (_request, response) => {
      response.writeHead(200, { 'Content-Length': '1000' }).write('begin');
    });
    expect((await prober.probeHttp(asked)).reading.outcome).toBe('pass');
  });

  test('that is broken off tries the next address, as a browser would', async () => {
    const prober = await startInternet(addresses('192.0.2.10', '192.0.2.11'), (request, response) => {
      if (request.url?.includes('192.0.2.10')) request.socket.destroy();
      else response.end('ok');
    });
    expect(await prober.probeHttp(asked)).toMatchObject({ reading: { outcome: 'pass' }, address: '192.0.2.11' });
  });

  test('fails when every address breaks off', async () => {
    const prober = await startInternet(addresses('192.0.2.10', '192.0.2.11'), (request) => request.socket.destroy());
    expect((await prober.probeHttp(asked)).reading).toEqual({
      outcome: 'fail',
      detail: `${hostname} at 192.0.2.11 broke the connection off.`,
    });
  });

  test('of a name that does not resolve fails without connecting anywhere', async () => {
    let connections = 0;
    const prober = await startInternet({ responseCode: 3 }, () => {
      connections += 1;
    });
    const result = await prober.probeHttp(asked);
    expect(result).toMatchObject({
      reading: { outcome: 'fail', detail: expect.stringContaining('no name') },
      addresses: [],
    });
    expect(connections).toBe(0);
  });

  test.each([
    ['a b', '/'],
    ['x\r\nHost: y', '/'],
    [hostname, 'healthz'],
    [hostname, '/a\r\nX: y'],
    [`${'a'.repeat(64)}.example`, '/'],
  ])('of %j%j is refused', async (name, path) => {
    const prober = await startInternet(addresses('192.0.2.10'), (_request, response) => response.end());
    expect((await prober.probeHttp({ hostname: name, path, deadlineMs: 400 })).reading.outcome).toBe('fail');
  });
});

describe('a direct probe', () => {
  const answer = { outcome: 'answer', values: ['169.254.169.254', '10.0.0.8'], ttlSeconds: 60 } as const;

  test('does not knock at private, loopback or link-local addresses unless it is allowed to', async () => {
    let routed = 0;
    const routeTo: typeof routeDirectly = (...to) => {
      routed += 1;
      return routeDirectly(...to);
    };
    const result = await probeHttp({ resolve: async () => answer, routeTo, allowPrivateAddresses: false }, asked);
    expect(routed).toBe(0);
    expect(result).toMatchObject({
      reading: { outcome: 'fail', detail: expect.stringContaining('not an address on the internet') },
      addresses: ['169.254.169.254', '10.0.0.8'],
      address: 'none',
    });
  });

  test('connects to the resolved address by HTTPS with the name of the endpoint', () => {
    expect(routeDirectly('3.5.140.2', hostname, '/healthz').options).toMatchObject({
      host: '3.5.140.2',
      port: 443,
      servername: hostname,
      headers: { Host: hostname },
    });
  });
});
