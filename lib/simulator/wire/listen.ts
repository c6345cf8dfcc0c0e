import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Arrival, WireRequest, WireResponse } from './call';
import type { WireHandler } from './handler';
import { HeldConnections } from './held-connections';
import { findForeignSender } from './host-guard';

export interface ListenOptions {
  /** 0 picks a free port. */
  readonly port: number;
  /**
   * Asked before the AWS protocols, after the guard against web pages, for requests that are none of theirs (a control
   * API on the same port). True means that it answers the request, now or later.
   */
  readonly otherRoutes?: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** Default 8 MiB; a larger body is answered 413. */
  readonly maxBodyBytes?: number;
  /** Default 1,000 black-holed connections; beyond it the oldest is cut. */
  readonly maxHeldConnections?: number;
  /** Told of a defect while a request was served; its connection is cut. */
  readonly onUnexpectedError?: (error: unknown) => void;
}

export interface WireDoor {
  readonly port: number;
  readonly url: string;
  /** How many black-holed connections are open now. */
  heldConnections(): number;
  /** Cuts held connections (all, or those that match), as a healed network would. Returns how many. */
  releaseHeld(matches?: (arrival: Arrival) => boolean): number;
  /** Stops listening and cuts every connection. */
  close(): Promise<void>;
}

const loopback = '127.0.0.1';
const defaultMaxBodyBytes = 8 * 1024 * 1024;
const defaultMaxHeldConnections = 1000;
/** Longer than the idle time after which the SDK's agents drop a connection, so that the server never cuts first. */
const keepAliveMs = 65_000;
/** An oversized body is still read up to this multiple of its limit, so that its client is there to read the answer. */
const discardFactor = 8;

/** Serves a handler over HTTP on 127.0.0.1. Rejects when the port is taken. */
export async function listenWire(handler: WireHandler, options: ListenOptions): Promise<WireDoor> {
  const held = new HeldConnections(options.maxHeldConnections ?? defaultMaxHeldConnections);
  const server = createServer((request, response) => {
    serve(handler, options, held, request, response).catch((error: unknown) => {
      options.onUnexpectedError?.(error);
      response.destroy();
    });
  });
  server.keepAliveTimeout = keepAliveMs;
  const port = await listenOn(server, options.port);
  return {
    port,
    url: `http://${loopback}:${port}`,
    heldConnections: () => held.size,
    releaseHeld: (matches = () => true) => held.release(matches),
    close: () => closeServer(server),
  };
}

async function serve(
  handler: WireHandler,
  options: ListenOptions,
  held: HeldConnections,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const head = toWireRequest(request, new Uint8Array());
  const foreign = findForeignSender(request.headers);
  if (foreign) {
    request.resume();
    return send(response, request, handler.refuse(head, 'foreignSender', foreign), true);
  }
  if (options.otherRoutes?.(request, response)) return;
  const limit = options.maxBodyBytes ?? defaultMaxBodyBytes;
  const body = await readBody(request, limit);
  if (body === 'cut') return void response.destroy();
  if (body === 'too-large') {
    const message = `The request body is larger than ${limit} bytes.`;
    return send(response, request, handler.refuse(head, 'tooLarge', message), true);
  }
  const answer = await handler.handle({ ...head, body });
  if (answer.kind === 'black-hole') held.hold(response, answer.arrival);
  else if (answer.kind === 'destroy') response.destroy();
  else send(response, request, answer.response, false);
}

function toWireRequest(request: IncomingMessage, body: Uint8Array): WireRequest {
  const [path = '/', queryString = ''] = (request.url ?? '/').split(/\?(.*)/s);
  const query = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(queryString)) query.set(name, [...(query.get(name) ?? []), value]);
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
  return { method: request.method ?? 'GET', path, query, headers: Object.fromEntries(headers), body };
}

/** The whole body; `cut` when the client left before its end or sent far too much. */
async function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array | 'too-large' | 'cut'> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.byteLength;
      if (size <= limit) chunks.push(chunk);
      else chunks.length = 0;
      if (size > limit * discardFactor) return 'cut';
    }
  } catch {
    return 'cut';
  }
  return size > limit ? 'too-large' : Buffer.concat(chunks);
}

function send(response: ServerResponse, request: IncomingMessage, answer: WireResponse, thenClose: boolean): void {
  const hasBody = request.method !== 'HEAD' && answer.status !== 204;
  const headers: Record<string, string> = { ...answer.headers };
  // Node writes the wall clock's Date. A simulated one would make clients believe that their own clock is skewed.
  delete headers.date;
  if (answer.serverNow !== undefined) headers.date = new Date(answer.serverNow).toUTCString();
  if (hasBody) headers['content-length'] = String(answer.body.byteLength);
  if (thenClose) headers.connection = 'close';
  response.writeHead(answer.status, headers);
  response.end(hasBody ? answer.body : undefined);
}

function listenOn(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, loopback, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
