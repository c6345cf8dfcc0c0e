import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';

/** Where and how one request goes; made apart for each mode. */
export interface HttpRoute {
  readonly send: (options: RequestOptions, onResponse: (response: IncomingMessage) => void) => ClientRequest;
  readonly options: RequestOptions;
}

export type HttpExchange =
  | { readonly outcome: 'status'; readonly status: number; readonly latencyMs: number }
  | { readonly outcome: 'timed-out' }
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'broken-off' }
  | { readonly outcome: 'untrusted-certificate' }
  | { readonly outcome: 'unusable' };

/**
 * Sends one GET over a connection of its own and waits for the status line only. At the deadline, and as soon as the
 * status is known, the connection is destroyed. Never rejects. The deadline is in wall milliseconds.
 */
export function exchangeHttp(route: HttpRoute, deadlineMs: number): Promise<HttpExchange> {
  if (!(deadlineMs > 0)) return Promise.resolve({ outcome: 'timed-out' });
  return new Promise((resolve) => {
    const startedAt = performance.now();
    const finish = (exchange: HttpExchange) => {
      clearTimeout(timer);
      request.destroy();
      resolve(exchange);
    };
    const timer = setTimeout(() => finish({ outcome: 'timed-out' }), deadlineMs);
    const request = route.send({ method: 'GET', agent: false, ...route.options }, (response) => {
      // The body is never read; an error in it comes after the verdict.
      response.on('error', () => response.destroy());
      const { statusCode } = response;
      const latencyMs = performance.now() - startedAt;
      finish(statusCode === undefined ? { outcome: 'unusable' } : { outcome: 'status', status: statusCode, latencyMs });
    });
    request.on('error', (error) => finish(toFailure(error)));
    request.end();
  });
}

/** What an error of a connection means. */
export function toFailure(error: Error): Exclude<HttpExchange, { outcome: 'status' }> {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === 'ECONNREFUSED' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH') return { outcome: 'refused' };
  if (code === 'ECONNRESET' || code === 'EPIPE') return { outcome: 'broken-off' };
  if (code === 'ETIMEDOUT') return { outcome: 'timed-out' };
  if (/CERT|UNABLE_TO_VERIFY|ISSUER/.test(code)) return { outcome: 'untrusted-certificate' };
  return { outcome: 'unusable' };
}
