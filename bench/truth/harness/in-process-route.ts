import { EventEmitter } from 'node:events';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { HttpRoute } from '@/lib/probes/http-exchange';
import type { RouteTo } from '@/lib/probes/http-routes';
import type { SiteRequest } from '@/lib/simulator/doors/http-door';
import type { SimulatedInternet } from '@/lib/simulator/simulated-internet';

/**
 * Routes of HTTP requests into the simulated internet of this process. An answer that would take longer than
 * `deadlineMs`, or would never come, is a connection that timed out; nobody waits for it.
 */
export function routeInProcess(internet: SimulatedInternet, deadlineMs: number): RouteTo {
  return (address, hostname, path): HttpRoute => ({
    options: {},
    send: (_options, onResponse) => {
      const request = new InProcessRequest(internet, { address, hostname, path }, deadlineMs, onResponse);
      // Of a request the prober uses what is here: its end, its errors and its destruction.
      return request as unknown as ClientRequest;
    },
  });
}

class InProcessRequest extends EventEmitter {
  #isDestroyed = false;

  constructor(
    private readonly internet: SimulatedInternet,
    private readonly site: SiteRequest,
    private readonly deadlineMs: number,
    private readonly onResponse: (response: IncomingMessage) => void,
  ) {
    super();
  }

  end(posted?: string): void {
    const answer = this.internet.askSite(posted === undefined ? this.site : { ...this.site, posted });
    queueMicrotask(() => {
      if (this.#isDestroyed) return;
      if (answer.outcome === 'refused') this.#fail('ECONNREFUSED');
      else if (answer.outcome === 'black-hole' || answer.latencyMs > this.deadlineMs) this.#fail('ETIMEDOUT');
      else this.#respond(answer.status, answer.body);
    });
  }

  destroy(): void {
    this.#isDestroyed = true;
  }

  #fail(code: string): void {
    this.emit('error', Object.assign(new Error(code), { code }));
  }

  #respond(statusCode: number, body: string): void {
    const response = Object.assign(Readable.from([Buffer.from(body)]), { statusCode });
    this.onResponse(response as unknown as IncomingMessage);
  }
}
