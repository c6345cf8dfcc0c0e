import { Resolver } from 'node:dns/promises';
import type { RegionCode } from '../domain/fleet';
import { type AwsService, servingRegionOf } from './serving-region';

const globalName = 'global.health.amazonaws.com';
/** AWS moves the active endpoint in minutes at best. */
const freshForMs = 60_000;
const dnsDeadlineMs = 1000;

/** Looks up the name behind a name; rejects when there is none. */
export type ResolveCname = (hostname: string) => Promise<readonly string[]>;

/** Where AWS Health is active: a name of its own says so, since the API lives in one region and can be moved. */
export class ActiveHealthRegion {
  /** What DNS said last; its first home until then. */
  #region: RegionCode = servingRegionOf('health', 'us-east-1');
  #askedAt = Number.NEGATIVE_INFINITY;
  #asking: Promise<void> | 'not-asking' = 'not-asking';

  constructor(
    private readonly resolveCname: ResolveCname,
    private readonly nowMs: () => number,
  ) {}

  /** The region as last known. */
  known(): RegionCode {
    return this.#region;
  }

  /** Asks DNS if that was not done lately. Without an answer the region stays as last known. Takes at most a second. */
  async find(): Promise<RegionCode> {
    if (this.#asking === 'not-asking' && this.nowMs() - this.#askedAt >= freshForMs) {
      this.#asking = this.#ask().finally(() => {
        this.#askedAt = this.nowMs();
        this.#asking = 'not-asking';
      });
    }
    if (this.#asking !== 'not-asking') await this.#asking;
    return this.#region;
  }

  async #ask(): Promise<void> {
    const region = await this.resolveCname(globalName).then(toRegion, () => 'unknown' as const);
    if (region !== 'unknown') this.#region = region;
  }
}

/** `health.us-east-2.amazonaws.com` is active in us-east-2; any other form of name says nothing. */
function toRegion(names: readonly string[]): RegionCode | 'unknown' {
  const [name = ''] = names;
  return /^health\.([a-z]{2}(?:-[a-z]+)+-\d)\.amazonaws\.com\.?$/i.exec(name)?.[1]?.toLowerCase() ?? 'unknown';
}

/** The region that serves a service when it is asked about `region`, as far as that is known. */
export function knownServingRegion(health: ActiveHealthRegion, service: AwsService, region: RegionCode): RegionCode {
  return service === 'health' ? health.known() : servingRegionOf(service, region);
}

/** A resolver of its own, which is cancelled at its deadline. @param server `host:port`, or `system`. */
export function createCnameResolver(server: string): ResolveCname {
  return async (hostname) => {
    const resolver = new Resolver({ timeout: dnsDeadlineMs / 2, tries: 1 });
    if (server !== 'system') resolver.setServers([server]);
    const timer = setTimeout(() => resolver.cancel(), dnsDeadlineMs);
    try {
      return await resolver.resolveCname(hostname);
    } finally {
      clearTimeout(timer);
    }
  };
}

/** In simulator mode without a DNS door nothing is asked, and the region stays what it is at first. */
export const withoutDns: ResolveCname = () => Promise.reject(new Error('There is no name server to ask.'));
