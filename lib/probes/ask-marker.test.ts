import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { readMarker, writeMarker } from './ask-marker';
import { createProber } from './create-prober';
import { routeThroughDoor } from './http-routes';
import { startScriptedDns } from './testing/scripted-dns';

const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

const hostname = 'use1.checkout.acme.example';
const asked = { hostname, path: '/recovery-point', deadlineMs: 400 };

async function startDoor(serve: (request: IncomingMessage, response: ServerResponse, body: string) => void) {
  const door = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => serve(request, response, Buffer.concat(chunks).toString()));
  });
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
  cleanups.push(() => {
    door.closeAllConnections();
    door.close();
  });
  return { host: '127.0.0.1', port: (door.address() as AddressInfo).port };
}

async function startApplication(serve: Parameters<typeof startDoor>[0]) {
  const door = await startDoor(serve);
  const dns = await startScriptedDns(() => ({
    answers: [{ type: 'A', name: hostname, ttl: 60, data: '192.0.2.10' }],
  }));
  cleanups.push(() => dns.close());
  return createProber({ mode: 'simulator', dns: dns.server, httpProxy: `http://${door.host}:${door.port}` });
}

describe('a marker kept by an application', () => {
  test('is posted to the regional endpoint and written once the application says so', async () => {
    const seen: unknown[] = [];
    const prober = await startApplication((request, response, body) => {
      seen.push(request.method, request.url, request.headers.host, request.headers['content-type'], body);
      response.writeHead(204).end();
    });
    expect(await prober.writeMarker(asked, 1_234_567_890_000)).toEqual({ state: 'answered', value: 'written' });
    expect(seen).toEqual([
      'POST',
      'http://192.0.2.10/recovery-point',
      hostname,
      'application/json',
      '{"writtenAt":1234567890000}',
    ]);
  });

  test('is read as the newest one that the region holds', async () => {
    const prober = await startApplication((_request, response) => response.end('{"writtenAt":1234567890000}'));
    expect(await prober.readMarker(asked)).toEqual({ state: 'answered', value: { writtenAt: 1_234_567_890_000 } });
  });

  test.each([
    ['{"writtenAt":null}', 'none-yet'],
    ['<html>hello</html>', 'unusable'],
    ['{"writtenAt":"now"}', 'unusable'],
    [`{"writtenAt":1,"x":"${'y'.repeat(5000)}"}`, 'unusable'],
  ])('answered with %.30s is %s, never 0', async (body, value) => {
    const prober = await startApplication((_request, response) => response.end(body));
    expect(await prober.readMarker(asked)).toEqual({ state: 'answered', value });
  });

  test('is refused by a region that may not write, in words', async () => {
    const prober = await startApplication((_request, response) => response.writeHead(409).end());
    expect(await prober.writeMarker(asked, 1)).toEqual({
      state: 'failed',
      message: 'use1.checkout.acme.example/recovery-point answered HTTP 409: this region may not write.',
    });
  });

  test.each([
    [401, 'denied'],
    [403, 'denied'],
    [429, 'throttled'],
    [302, 'failed'],
    [500, 'failed'],
  ])('answered with HTTP %i is %s, and nothing the application wrote is shown', async (status, state) => {
    const prober = await startApplication((_request, response) =>
      response.writeHead(status, { Location: 'http://192.0.2.66/' }).end('secret words'),
    );
    for (const answer of [await prober.readMarker(asked), await prober.writeMarker(asked, 1)]) {
      expect(answer.state).toBe(state);
      expect(JSON.stringify(answer)).not.toContain('secret');
    }
  });

  test('that hangs, before or in its answer, ends with its own limit', async () => {
    const silent = await startApplication(() => undefined);
    expect(await silent.writeMarker({ ...asked, deadlineMs: 120 }, 1)).toMatchObject({ state: 'timed-out' });
    const halting = await startApplication((_request, response) => {
      response.writeHead(200, { 'Content-Length': '100' });
      response.write('{"writtenAt":');
    });
    expect(await halting.readMarker({ ...asked, deadlineMs: 120 })).toMatchObject({ state: 'timed-out' });
  });

  test('that breaks off is unreachable', async () => {
    const prober = await startApplication((request) => request.socket.destroy());
    expect(await prober.readMarker(asked)).toMatchObject({ state: 'unreachable' });
  });

  test('is asked with the token, which no answer repeats; simulated applications are sent none', async () => {
    const tokens: (string | undefined)[] = [];
    const serve: Parameters<typeof startDoor>[0] = (request, response) => {
      tokens.push(request.headers.authorization);
      response.writeHead(403).end();
    };
    const door = await startDoor(serve);
    const asking = {
      resolve: async () => ({ outcome: 'answer' as const, values: ['192.0.2.10'], ttlSeconds: 60 }),
      routeTo: routeThroughDoor(door),
      allowPrivateAddresses: true,
      token: 'very-secret',
    };
    const answers = [await readMarker(asking, asked), await writeMarker(asking, asked, 1)];
    await (await startApplication(serve)).readMarker(asked);
    expect(tokens).toEqual(['Bearer very-secret', 'Bearer very-secret', undefined]);
    expect(JSON.stringify(answers)).not.toContain('very-secret');
  });

  test('is never looked for at the console’s own network', async () => {
    const asking = {
      resolve: async () => ({ outcome: 'answer' as const, values: ['127.0.0.1'], ttlSeconds: 60 }),
      routeTo: () => {
        throw new Error('Connected to loopback.');
      },
      allowPrivateAddresses: false,
    };
    expect(await writeMarker(asking, asked, 1)).toMatchObject({ state: 'unreachable' });
  });
});
