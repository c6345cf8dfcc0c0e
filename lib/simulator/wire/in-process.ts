import { Readable } from 'node:stream';
import type {
  HttpHandlerOptions,
  HttpRequest,
  HttpResponse,
  QueryParameterBag,
  RequestHandlerOutput,
} from '@smithy/types';
import type { WireRequest, WireResponse } from './call';
import type { WireHandler } from './handler';

/**
 * A request handler for an SDK client that calls the simulation without a network:
 * `new CloudWatchClient({ requestHandler: inProcess(handler) })`.
 *
 * @param blackHole what becomes of a call that nobody answers: it waits for the client's abort signal, or it ends at once
 * as its time limit would end it, for worlds whose time does not pass by itself
 */
export function inProcess(handler: WireHandler, blackHole: 'waits' | 'times-out-at-once' = 'waits') {
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    async handle(request: HttpRequest, options: HttpHandlerOptions = {}): Promise<RequestHandlerOutput<HttpResponse>> {
      const signal = options.abortSignal as AbortSignal | undefined;
      if (signal?.aborted) throw abortError();
      const answer = await handler.handle(await toWireRequest(request));
      if (answer.kind === 'response') return { response: toHttpResponse(answer.response) };
      if (answer.kind === 'destroy') throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
      if (blackHole === 'times-out-at-once') throw timeoutError();
      return untilAborted(signal);
    },
    destroy() {},
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
  };
}

async function toWireRequest(request: HttpRequest): Promise<WireRequest> {
  const headers = Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  return {
    method: request.method,
    path: request.path,
    query: toQuery(request.query),
    headers: Object.fromEntries(headers),
    body: await toBytes(request.body),
  };
}

function toQuery(query: QueryParameterBag = {}): Map<string, readonly string[]> {
  return new Map(Object.entries(query).map(([name, value]) => [name, Array.isArray(value) ? value : [value ?? '']]));
}

async function toBytes(body: unknown): Promise<Uint8Array> {
  if (body === undefined || body === null) return new Uint8Array();
  if (body instanceof Uint8Array) return body;
  if (typeof body === 'string') return Buffer.from(body);
  const chunks: Buffer[] = [];
  for await (const chunk of body as AsyncIterable<Uint8Array | string>) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function toHttpResponse({ status, headers, body, streaming, serverNow }: WireResponse): HttpResponse {
  const date: Record<string, string> = serverNow === undefined ? {} : { date: new Date(serverNow).toUTCString() };
  return {
    statusCode: status,
    headers: { ...headers, ...date, 'content-length': String(body.byteLength) },
    body: streaming ? Readable.from([body]) : body,
  };
}

function untilAborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(abortError()), { once: true });
  });
}

function abortError(): Error {
  return Object.assign(new Error('Request aborted'), { name: 'AbortError' });
}

/** As the SDK's own handler names a request that took too long. */
function timeoutError(): Error {
  return Object.assign(new Error('No answer within the time limit'), { name: 'TimeoutError' });
}
