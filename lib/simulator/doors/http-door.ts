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

/**
 * Serves a forward proxy into the simulated internet on 127.0.0.1: the target of the request is absolute and holds the
 * address to connect to, the Host header names the site. Answers take the latency that the world gives them.
 * @throws PortInUse
 */
export async function openHttpDoor(port: number, ask: (request: SiteRequest) => EndpointAnswer): Promise<HttpDoor> {
  const held = new HeldConnections<SiteRequest>(mostHeld);
  const server = createServer((request, response) => {
    request.resume();
    const site = toSiteRequest(request);
    if (typeof site === 'string') refuse(response, site);
    else respond(request, response, site, ask(site), held);
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

/** The request, or the sentence that says why it is none. */
function toSiteRequest(request: IncomingMessage): SiteRequest | string {
  if (request.method !== 'GET' && request.method !== 'HEAD') return 'Only GET and HEAD pass this door.';
  const target = URL.canParse(request.url ?? '') ? new URL(request.url ?? '') : undefined;
  if (target?.protocol !== 'http:' || !isIPv4(target.hostname)) {
    return 'The request target must be absolute and begin with http:// and an IPv4 address.';
  }
  const hostname = (request.headers.host ?? '').toLowerCase().replace(/:\d+$/, '');
  if (hostname === '') return 'The Host header must name the site.';
  return { address: target.hostname, hostname, path: `${target.pathname}${target.search}` };
}

function refuse(response: ServerResponse, sentence: string): void {
  response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' }).end(`${sentence}\n`);
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
  { status, body, latencyMs }: Extract<EndpointAnswer, { outcome: 'answer' }>,
): void {
  const timer = setTimeout(
    () => {
      response.writeHead(status, {
        'content-type': 'text/plain; charset=utf-8',
        'content-length': Buffer.byteLength(body),
      });
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
