import http from 'node:http';
import { gzipSync } from 'node:zlib';
import {
  type CloudWatch,
  CloudWatchClient,
  DescribeAlarmsCommand,
  ListMetricsCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { afterEach, expect, test, vi } from 'vitest';
import type { Call } from './call';
import { createWireHandler, type Verdict } from './handler';
import { implement } from './implement';
import { inProcess } from './in-process';
import { type ListenOptions, listenWire, type WireDoor } from './listen';
import { loadServices } from './service-table';
import { jsonHeaders, signedRequest } from './testing/requests';

vi.setConfig({ testTimeout: 20_000 });

const services = await loadServices(['CloudWatch']);
const doors: WireDoor[] = [];
const clients: CloudWatchClient[] = [];
let lastCall: Call | undefined;
let verdict: Verdict = 'continue';
let answerListMetrics: ((output: { Metrics: [] }) => void) | undefined;

const handler = createWireHandler({
  services,
  operations: [
    implement<CloudWatch>('CloudWatch', {
      DescribeAlarms: () => ({ MetricAlarms: [] }),
      ListMetrics: () =>
        new Promise((resolve) => {
          answerListMetrics = resolve;
        }),
      PutMetricData(_, call) {
        lastCall = call;
        return {};
      },
    }),
  ],
  before: () => verdict,
});

afterEach(async () => {
  verdict = 'continue';
  for (const client of clients.splice(0)) client.destroy();
  await Promise.all(doors.splice(0).map((door) => door.close()));
});

async function open(options: Partial<ListenOptions> = {}): Promise<WireDoor> {
  const door = await listenWire(handler, { port: 0, ...options });
  doors.push(door);
  return door;
}

function clientOf(config: object): CloudWatchClient {
  const client = new CloudWatchClient({
    region: 'eu-west-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'SIM111122223333', secretAccessKey: 'simulated' },
    ...config,
  });
  clients.push(client);
  return client;
}

interface Reply {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** A request by hand, for what no SDK client would send. */
function post(door: WireDoor, headers: http.OutgoingHttpHeaders, body: Uint8Array | string = '{}'): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = http.request({ port: door.port, host: '127.0.0.1', method: 'POST', headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}

const describeAlarms = signedRequest('monitoring', {
  headers: jsonHeaders('GraniteServiceVersion20100801.DescribeAlarms', '1.0'),
}).headers;

test('a black-holed request is held open until its client gives up, and nothing of it remains', async () => {
  const door = await open();
  verdict = 'black-hole';
  const abort = new AbortController();
  const sent = clientOf({ endpoint: door.url }).send(new DescribeAlarmsCommand({}), { abortSignal: abort.signal });
  await vi.waitFor(() => expect(door.heldConnections()).toBe(1), { timeout: 20_000 });
  abort.abort();
  await expect(sent).rejects.toThrow(/abort/i);
  await vi.waitFor(() => expect(door.heldConnections()).toBe(0), { timeout: 20_000 });
});

test('a healed region cuts only its own held requests', async () => {
  const door = await open();
  verdict = 'black-hole';
  const results = ['eu-west-1', 'us-east-1'].map((region) =>
    clientOf({ endpoint: door.url, region }).send(new DescribeAlarmsCommand({})),
  );
  const [irish] = results.map((result) => result.catch((error: Error) => error));
  await vi.waitFor(() => expect(door.heldConnections()).toBe(2), { timeout: 20_000 });
  expect(door.releaseHeld((arrival) => arrival.region === 'eu-west-1')).toBe(1);
  expect(await irish).toMatchObject({ message: expect.stringMatching(/socket hang up|ECONNRESET/) });
  expect(door.heldConnections()).toBe(1);
});

test('no more connections are held than the limit: the oldest is cut', async () => {
  const door = await open({ maxHeldConnections: 2 });
  verdict = 'black-hole';
  const failures = [1, 2, 3].map(() => post(door, describeAlarms).catch((error: Error) => error));
  await expect(Promise.race(failures)).resolves.toBeInstanceOf(Error);
  await vi.waitFor(() => expect(door.heldConnections()).toBe(2), { timeout: 20_000 });
});

test('a destroyed request fails at once', async () => {
  const door = await open();
  verdict = 'destroy';
  await expect(post(door, describeAlarms)).rejects.toThrow(/socket hang up|ECONNRESET/);
});

test('closing the door ends held requests too', async () => {
  const door = await listenWire(handler, { port: 0 });
  verdict = 'black-hole';
  const sent = post(door, describeAlarms).catch((error: Error) => error);
  await vi.waitFor(() => expect(door.heldConnections()).toBe(1), { timeout: 20_000 });
  await door.close();
  expect(await sent).toBeInstanceOf(Error);
});

test.each(['evil.example', '10.0.0.1:80', '127.0.0.1.evil.example', 'localhost.evil.example', 'evil.localhost'])(
  'a page whose name was rebound to this machine is refused: Host %j',
  async (host) => {
    const otherRoutes = vi.fn(() => false);
    const door = await open({ otherRoutes });
    const reply = await post(door, { ...describeAlarms, host });
    expect(reply.status).toBe(403);
    expect(reply.body).toContain('AccessDeniedException');
    expect(otherRoutes).not.toHaveBeenCalled();
  },
);

test.each([{ origin: 'http://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }])(
  'a web page that sends requests here is refused: %j',
  async (headers) => {
    const reply = await post(await open(), { ...describeAlarms, ...headers });
    expect([reply.status, reply.body]).toEqual([403, expect.stringContaining('AccessDeniedException')]);
  },
);

test('a client that leaves before its answer, or before its body is sent, does no harm', async () => {
  const door = await open();
  const abort = new AbortController();
  const left = clientOf({ endpoint: door.url }).send(new ListMetricsCommand({}), { abortSignal: abort.signal });
  await vi.waitFor(() => expect(answerListMetrics).toBeDefined(), { timeout: 20_000 });
  abort.abort();
  await expect(left).rejects.toThrow(/abort/i);
  answerListMetrics?.({ Metrics: [] });
  const half = http.request({ port: door.port, host: '127.0.0.1', method: 'POST', headers: { 'content-length': 10 } });
  half.on('error', () => undefined);
  half.write('half');
  await new Promise((resolve) => setTimeout(resolve, 20));
  half.destroy();
  expect((await post(door, describeAlarms)).status).toBe(200);
});

test.each(['127.0.0.1', 'localhost:4599', 'LOCALHOST', '[::1]:1', '111122223333.localhost:4599'])(
  'Host %s is this machine',
  async (host) => {
    expect((await post(await open(), { ...describeAlarms, host })).status).toBe(200);
  },
);

test('a body over the limit is a clean error in the protocol of the request', async () => {
  const door = await open({ maxBodyBytes: 1000 });
  const reply = await post(door, describeAlarms, 'x'.repeat(5000));
  expect(reply.status).toBe(413);
  expect(JSON.parse(reply.body)).toMatchObject({ message: 'The request body is larger than 1000 bytes.' });
  expect((await post(door, describeAlarms)).status).toBe(200);
});

test('a small body that unpacks to a huge one is refused', async () => {
  const door = await open();
  const bomb = gzipSync(Buffer.alloc(100 * 1024 * 1024));
  const reply = await post(door, { ...describeAlarms, 'content-encoding': 'gzip' }, bomb);
  expect([reply.status, reply.body]).toEqual([400, expect.stringContaining('SerializationException')]);
});

test('other routes answer on the same port', async () => {
  const door = await open({
    otherRoutes(request, response) {
      if (!request.url?.startsWith('/_simulator/')) return false;
      response.end('control');
      return true;
    },
  });
  expect(await (await fetch(`${door.url}/_simulator/status`)).text()).toBe('control');
  await expect(clientOf({ endpoint: door.url }).send(new DescribeAlarmsCommand({}))).resolves.toMatchObject({
    MetricAlarms: [],
  });
});

test('the Date header is the wall clock, so that clients never believe their own clock is skewed', async () => {
  const client = clientOf({ endpoint: (await open()).url });
  await client.send(new DescribeAlarmsCommand({}));
  expect(Math.abs(client.config.systemClockOffset)).toBeLessThan(5000);
  const reply = await post(doors[0] ?? (await open()), describeAlarms);
  expect(Math.abs(Date.parse(reply.headers.date ?? '') - Date.now())).toBeLessThan(5000);
});

test('bodies that the SDK compresses arrive whole', async () => {
  const MetricData = Array.from({ length: 300 }, (_, index) => ({
    MetricName: `metric-${index}`,
    Value: index / 3,
    Timestamp: new Date(1_790_000_000_000),
  }));
  await clientOf({ endpoint: (await open()).url }).send(new PutMetricDataCommand({ Namespace: 'x', MetricData }));
  expect(lastCall?.input).toEqual({ Namespace: 'x', MetricData });
});

test('a port that is taken is an error, not a silent second door', async () => {
  const door = await open();
  await expect(listenWire(handler, { port: door.port })).rejects.toThrow('EADDRINUSE');
});

test('without a network the same handler answers, hangs and cuts', async () => {
  const client = clientOf({ requestHandler: inProcess(handler) });
  await expect(client.send(new DescribeAlarmsCommand({}))).resolves.toMatchObject({ MetricAlarms: [] });
  verdict = 'destroy';
  await expect(client.send(new DescribeAlarmsCommand({}))).rejects.toThrow('socket hang up');
  verdict = 'black-hole';
  const abortSignal = AbortSignal.timeout(30);
  await expect(client.send(new DescribeAlarmsCommand({}), { abortSignal })).rejects.toThrow(/abort/i);
});
