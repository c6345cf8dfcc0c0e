import type { RegionCode } from '../../domain/fleet';
import type { EpochMs, Seconds } from '../../domain/time';

export interface HostedZoneReading {
  /** Without the `/hostedzone/` prefix. */
  readonly id: string;
  /** Without the final dot. */
  readonly name: string;
  readonly isPrivate: boolean;
  readonly recordCount: number | 'unknown';
}

/** How Route 53 chooses between records of one name. */
export type RoutingPolicy =
  | { readonly kind: 'simple' }
  | { readonly kind: 'failover'; readonly role: 'primary' | 'secondary' }
  | { readonly kind: 'latency'; readonly region: RegionCode }
  | { readonly kind: 'weighted'; readonly weight: number }
  /** `*` is the default location. */
  | {
      readonly kind: 'geolocation';
      readonly continentCode: string | 'none';
      readonly countryCode: string | 'none';
      readonly subdivisionCode: string | 'none';
    }
  | { readonly kind: 'geoproximity' }
  | { readonly kind: 'multivalue' }
  | { readonly kind: 'cidr' };

export interface RecordSetReading {
  /** Lower case, without the final dot, escapes decoded. */
  readonly name: string;
  readonly type: string;
  readonly setIdentifier: string | 'none';
  readonly policy: RoutingPolicy;
  /** `from-target` for alias records, which take their target's. */
  readonly ttlSeconds: Seconds | 'from-target';
  readonly values: readonly string[];
  readonly alias:
    | { readonly hostedZoneId: string; readonly hostname: string; readonly evaluatesTargetHealth: boolean }
    | 'none';
  readonly healthCheckId: string | 'none';
}

/** What the checkers of one region said last of an endpoint. */
export interface CheckerReading {
  readonly region: RegionCode;
  readonly ipAddress: string;
  readonly passes: boolean;
  /** AWS's words: untrusted, shown as text only. */
  readonly words: string;
  readonly checkedAt: EpochMs | 'unknown';
}

export interface HealthCheckReading {
  readonly id: string;
  /** AWS's word: `HTTPS`, `RECOVERY_CONTROL`, `CALCULATED`, … */
  readonly type: string;
  readonly hostname: string | 'none';
  readonly path: string | 'none';
  readonly intervalSeconds: Seconds | 'none';
  readonly failureThreshold: number | 'none';
  readonly routingControlArn: string | 'none';
  readonly childIds: readonly string[];
  /** Whether its checkers publish how long they wait; it cannot be changed once the check is made. */
  readonly measuresLatency: boolean;
  /** A disabled check counts as healthy whatever happens (unhealthy when also inverted): no evidence. */
  readonly disabled: boolean;
  readonly inverted: boolean;
}
