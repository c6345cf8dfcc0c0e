import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isIPv4 } from 'node:net';
import { HeldConnections } from '../wire/held-connections';
import type { EndpointAnswer } from '../world/types';
import { toDoorError } from './port-in-use';

/** A request to the simulated internet: which address is connected to, and which site is asked for there. */
export interface SiteRequest {
  readonly address: string;
  readonly hostname: string;
  /** With the query string. */
  readonly path: string;
  /** The body of a POST. */
  readonly posted?: string;
}

export interface HttpDoor {
  readonly port: number;
  /** How many connections wait for an answer that does not come. */
  heldConnections(): number;
  /** Cuts the connections that wait and match, as a healed network would. Returns how many. */
  releaseHeld(matches: (request: SiteRequest) => boolean): number;
  close(): Promise<void>;
}

const loopback = '127.0.0.1';
const mostHeld = 1000;
/** No simulated client waits longer than this for an answer that comes. */
const mostLatencyMs = 30_000;
const mostBodyBytes = 16 * 1024;

/**
 * Serves a forward proxy into the simulated internet on 127.0.0.1: the target of the request is absolute and holds the
 * address to connect to, the Host header names the site. Answers take the latency that the world gives them.
 * @throws PortInUse
 */
export async function openHttpDoor(port: number, ask: (request: SiteRequest) => EndpointAnswer): Promise<HttpDoor> {
  const held = new HeldConnections<SiteRequest>(mostHeld);
  const server = createServer((request, response) => {
    serve(request, response, ask, held).catch(() => response.destroy());
  });
  await listen(server, port).catch((error) => Promise.reject(toDoorError('http', port, error)));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    heldConnections: () => held.size,
    releaseHeld: (matches) => held.release(matches),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  ask: (request: SiteRequest) => EndpointAnswer,
  held: HeldConnections<SiteRequest>,
): Promise<void> {
  const site = toSiteRequest(request);
  if (typeof site === 'string' || request.method !== 'POST') {
    request.resume();
    if (typeof site === 'string') refuse(response, 400, site);
    else respond(request, response, site, ask(site), held);
    return;
  }
  const posted = await readBody(request);
  if (posted === undefined)
    refuse(response, 413, `A body of more than ${mostBodyBytes} bytes does not pass this door.`);
  else respond(request, response, site, ask({ ...site, posted }), held);
}

/** The request without its body, or the sentence that says why it is none. */
function toSiteRequest(request: IncomingMessage): SiteRequest | string {
  if (!['GET', 'HEAD', 'POST'].includes(request.method ?? '')) return 'Only GET, HEAD and POST pass this door.';
  const target = URL.canParse(request.url ?? '') ? new URL(request.url ?? '') : undefined;
  if (target?.protocol !== 'http:' || !isIPv4(target.hostname)) {
    return 'The request target must be absolute and begin with http:// and an IPv4 address.';
  }
  const hostname = (request.headers.host ?? '').toLowerCase().replace(/:\d+$/, '');
  if (hostname === '') return 'The Host header must name the site.';
  return { address: target.hostname, hostname, path: `${target.pathname}${target.search}` };
}

/** The body as text, or undefined when it is too large. Rejects when the client leaves before its end. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size <= mostBodyBytes) chunks.push(chunk);
    // A little more is still read, so that its client is there to read the refusal.
    else if (size > 64 * mostBodyBytes) throw new Error('far too large');
  }
  return size <= mostBodyBytes ? Buffer.concat(chunks).toString('utf8') : undefined;
}

function refuse(response: ServerResponse, status: 400 | 413, sentence: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' }).end(`${sentence}\n`);
}

function respond(
  request: IncomingMessage,
  response: ServerResponse,
  site: SiteRequest,
  answer: EndpointAnswer,
  held: HeldConnections<SiteRequest>,
): void {
  if (answer.outcome === 'black-hole') held.hold(response, site);
  else if (answer.outcome === 'refused') response.destroy();
  else sendLater(request, response, answer);
}

function sendLater(
  request: IncomingMessage,
  response: ServerResponse,
  {
    status,
    body,
    latencyMs,
    contentType = 'text/plain; charset=utf-8',
  }: Extract<EndpointAnswer, { outcome: 'answer' }>,
): void {
  const timer = setTimeout(
    () => {
      const empty = status === 204;
      const length = Buffer.byteLength(body);
      response.writeHead(status, empty ? {} : { 'content-type': contentType, 'content-length': length });
      response.end(request.method === 'HEAD' ? undefined : body);
    },
    Math.min(latencyMs, mostLatencyMs),
  );
  response.once('close', () => clearTimeout(timer));
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, loopback, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
