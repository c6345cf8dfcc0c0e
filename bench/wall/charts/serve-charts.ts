import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { LinkEntity } from '@/lib/domain/entities';
import { bundleForPage } from '../bundle-for-page';

export interface ChartServer {
  readonly url: string;
  /** Resolves once a page listens to the stream. */
  listener(): Promise<void>;
  /** Sends a step of the stream in which every link has a new figure. */
  step(): void;
  close(): Promise<void>;
}

const minuteMs = 60_000;

/** Serves a page of charts and its stream on loopback, in the words of the console's own: one link for each chart. */
export async function serveCharts(links: number): Promise<ChartServer> {
  const script = await bundleForPage('bench/wall/charts/page.tsx');
  const streams = new Set<ServerResponse>();
  const beganAt = Date.now();
  let steps = 0;
  let heard: () => void = () => undefined;
  const listening = new Promise<void>((resolve) => {
    heard = resolve;
  });
  const all = () => Array.from({ length: links }, (_, number) => link(number, steps, beganAt + steps * minuteMs));
  const clock = () => ({ anchor: { anchorFleetMs: 0, anchorWallMs: 0, speed: 1 }, serverWallMs: Date.now() });
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (pathname === '/api/fleet') return answerJson(response, { since: 'bench.0', entities: all(), clock: clock() });
    if (pathname === '/api/acknowledgements') return answerJson(response, []);
    if (pathname === '/api/stream') {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(toEvent('clock', clock()));
      streams.add(response);
      heard();
      response.once('close', () => streams.delete(response));
      return;
    }
    if (pathname === '/page.js') return answer(response, 'text/javascript', script);
    if (pathname === '/page.css') return answer(response, 'text/css', builtStyles());
    if (pathname === '/') return answer(response, 'text/html', document);
    response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    listener: () => listening,
    step: () => {
      steps += 1;
      const puts = all().map((entity) => toEvent('put', entity));
      const words = `${puts.join('')}${toEvent('head', {}, `bench.${steps}`)}`;
      for (const stream of streams) stream.write(words);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const document = `<!doctype html><html lang="en" data-theme="dark"><head><meta charset="utf-8"><title>Charts</title>
<link rel="stylesheet" href="/page.css"></head><body><script src="/page.js"></script></body></html>`;

/** The styles of the build as it is. */
function builtStyles(): string {
  const folder = path.join('.next', 'static', 'chunks');
  const files = readdirSync(folder).filter((file) => file.endsWith('.css'));
  if (files.length === 0) throw new Error('The build has no styles. Build first: npm run build.');
  return files.map((file) => readFileSync(path.join(folder, file), 'utf8')).join('\n');
}

/** A link whose lag takes another course than its neighbour's and is another one at each step. */
function link(number: number, step: number, now: number): LinkEntity {
  const observed = { state: 'observed', measuredAt: now, receivedAt: now, vantage: 'cloudwatch' } as const;
  const cadence = { cadenceSeconds: 60, publishDelaySeconds: 60 };
  return {
    kind: 'link',
    id: `bench/store-${number}/us-east-1>us-west-2`,
    workloadId: 'bench',
    storeId: `store-${number}`,
    storeKind: 'aurora-global',
    accountId: '111122223333',
    source: 'us-east-1',
    target: 'us-west-2',
    lag: { ...observed, value: 30 + 25 * Math.sin(step / 5 + number) + (step % 7) },
    lagCadence: cadence,
    writesPerSecond: { ...observed, value: 40 },
    writesCadence: cadence,
  } as unknown as LinkEntity;
}

function toEvent(event: string, data: unknown, id?: string): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

function answerJson(response: ServerResponse, value: unknown): void {
  answer(response, 'application/json', JSON.stringify(value));
}

function answer(response: ServerResponse, type: string, text: string): void {
  response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(text);
}
