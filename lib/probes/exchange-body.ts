import type { IncomingMessage } from 'node:http';
import { type HttpExchange, type HttpRoute, toFailure } from './http-exchange';

export type BodyExchange =
  | { readonly outcome: 'answered'; readonly status: number; readonly body: string | 'too-long' }
  | Exclude<HttpExchange, { outcome: 'status' }>;

export interface BodyAsked {
  readonly method: 'GET' | 'POST';
  /** Sent as JSON; absent for none. */
  readonly body?: string;
  /** Sent as a bearer token; it is never part of an outcome. */
  readonly token?: string;
  /** Wall milliseconds for everything. */
  readonly deadlineMs: number;
  /** A longer answer is broken off. */
  readonly longestBytes: number;
}

/**
 * Sends one request over a connection of its own and reads a small answer. At the deadline, at the first byte too many
 * and as soon as the answer is there the connection is destroyed. Redirects are not followed. Never rejects.
 */
export function exchangeBody(route: HttpRoute, asked: BodyAsked): Promise<BodyExchange> {
  const { method, body, token, deadlineMs } = asked;
  if (!(deadlineMs > 0)) return Promise.resolve({ outcome: 'timed-out' });
  return new Promise((resolve) => {
    const finish = (exchange: BodyExchange) => {
      clearTimeout(timer);
      request.destroy();
      resolve(exchange);
    };
    const timer = setTimeout(() => finish({ outcome: 'timed-out' }), deadlineMs);
    const headers = {
      ...route.options.headers,
      Accept: 'application/json',
      ...(body === undefined
        ? {}
        : { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(body)) }),
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    };
    const request = route.send({ agent: false, ...route.options, method, headers }, (response) =>
      readAnswer(response, asked.longestBytes, finish),
    );
    request.on('error', (error) => finish(toFailure(error)));
    request.end(body);
  });
}

function readAnswer(response: IncomingMessage, longestBytes: number, finish: (exchange: BodyExchange) => void): void {
  const { statusCode: status } = response;
  if (status === undefined) {
    finish({ outcome: 'unusable' });
    return;
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > longestBytes) finish({ outcome: 'answered', status, body: 'too-long' });
    else chunks.push(chunk);
  });
  response.on('end', () => finish({ outcome: 'answered', status, body: Buffer.concat(chunks).toString('utf8') }));
  response.on('error', (error) => finish(toFailure(error)));
  response.on('close', () => finish({ outcome: 'broken-off' }));
}
