import type { FollowedAlarm, RoutingPolicy } from '../../domain/entities';
import type { EpochMs, Seconds } from '../../domain/time';

export type { FollowedAlarm, RoutingPolicy };

export interface HostedZoneReading {
  /** Without the `/hostedzone/` prefix. */
  readonly id: string;
  /** Without the final dot. */
  readonly name: string;
  readonly isPrivate: boolean;
  readonly recordCount: number | 'unknown';
}

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

export interface HealthCheckReading {
  readonly id: string;
  /** AWS's word: `HTTPS`, `RECOVERY_CONTROL`, `CALCULATED`, … */
  readonly type: string;
  readonly hostname: string | 'none';
  readonly path: string | 'none';
  readonly intervalSeconds: Seconds | 'none';
  readonly failureThreshold: number | 'none';
  readonly routingControlArn: string | 'none';
  /** The alarm that a check of a metric follows, and what it is while that has no data. */
  readonly follows?: FollowedAlarm;
  readonly childIds: readonly string[];
  /** Whether its checkers publish how long they wait; it cannot be changed once the check is made. */
  readonly measuresLatency: boolean;
  /** A disabled check counts as healthy whatever happens (unhealthy when also inverted): no evidence. */
  readonly disabled: boolean;
  readonly inverted: boolean;
}

/** What one checker of a health check said last. */
export interface CheckerReading {
  /** The region it asks from. */
  readonly region: string;
  readonly checkedAt: EpochMs;
  /** AWS's words, e.g. `Success: HTTP Status Code 200, OK`. */
  readonly status: string;
}

/** Where records of one name and type are kept. */
export interface RecordPlace {
  readonly zoneId: string;
  /** Lower case, without the final dot. */
  readonly name: string;
  readonly type: string;
}

/** One record of a name, with everything AWS has of it. */
export interface NamedRecord {
  readonly setIdentifier: string | 'none';
  readonly weight: number | 'none';
  readonly failover: 'primary' | 'secondary' | 'none';
  /** Names or addresses it leads to. */
  readonly targets: readonly string[];
  readonly isAlias: boolean;
  /** It is the only one of its name and type. */
  readonly isSimple: boolean;
  /** AWS's own, to be given back with a change: nothing of a record is lost on the way. */
  readonly content: string;
}

/** What of a record becomes otherwise. `hostname` is a name in the same zone. */
export interface RecordTurn {
  readonly record: NamedRecord;
  readonly to:
    | { readonly weight: number }
    | { readonly failover: 'primary' | 'secondary' }
    | { readonly hostname: string };
}
