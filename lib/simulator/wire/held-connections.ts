import type { ServerResponse } from 'node:http';
import type { Arrival } from './call';

/**
 * Requests that get no answer: their connections stay open until the client gives up, the fault heals, or too many wait.
 * Each is kept with what arrived on it.
 */
export class HeldConnections<Arrived = Arrival> {
  /** Oldest first. */
  private readonly held = new Map<ServerResponse, Arrived>();

  constructor(private readonly limit: number) {}

  get size(): number {
    return this.held.size;
  }

  hold(response: ServerResponse, arrival: Arrived): void {
    if (response.destroyed) return;
    this.held.set(response, arrival);
    response.once('close', () => this.held.delete(response));
    const [oldest] = this.held.keys();
    if (this.held.size > this.limit && oldest) this.cut(oldest);
  }

  /** Cuts the connections whose arrival matches. Returns how many. */
  release(matches: (arrival: Arrived) => boolean): number {
    const released = [...this.held].filter(([, arrival]) => matches(arrival));
    for (const [response] of released) this.cut(response);
    return released.length;
  }

  private cut(response: ServerResponse): void {
    this.held.delete(response);
    response.destroy();
  }
}
