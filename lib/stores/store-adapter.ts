import type { Answer, AwsEdge, CallScope, MetricQuerySpec, QueueReading, RecoveryPointReading } from '@/lib/aws';
import type { LinkState } from '@/lib/domain/entities';
import type { RegionCode, StoreKind } from '@/lib/domain/fleet';
import type { MarkerReading } from '@/lib/domain/marker-reading';
import type { MissingReason } from '@/lib/domain/observation';
import type { BilledUnit, UnitCounts } from '@/lib/domain/polling/prices';
import type { EpochMs, Seconds } from '@/lib/domain/time';

/** A metric that tells the lag of a link, asked where it may be published. */
export interface LagQuery {
  readonly region: RegionCode;
  readonly query: Omit<MetricQuerySpec, 'key'>;
  /** What a value of 1 is in seconds, e.g. 0.001 for milliseconds. */
  readonly secondsPerUnit: number;
  /** Added to every value, where the metric is known to tell too little for so long. */
  readonly addedSeconds?: Seconds;
}

/** What a link has still to do, and what it has given up, as some kinds publish it. */
export interface BacklogQueries {
  /** Changes that wait to be copied; the first metric with points counts. */
  readonly pending: readonly MetricPlace[];
  /** Changes that will never be copied, per period; the first metric with points counts. */
  readonly failed: readonly MetricPlace[];
}

/** A metric and the region that publishes it. */
export interface MetricPlace {
  readonly region: RegionCode;
  readonly query: Omit<MetricQuerySpec, 'key'>;
}

/** The metrics that count client writes at the source of a link. */
export interface WriteQueries {
  readonly region: RegionCode;
  /** Their values of one period are added up. */
  readonly queries: readonly Omit<MetricQuerySpec, 'key'>[];
  /** What a summed value of 1 is in writes per second. */
  readonly writesPerSecondPerUnit: number;
  /**
   * Whether the metric has no points when there are no writes. Then its absence means zero, but only while the
   * region demonstrably publishes other metrics.
   */
  readonly silentWhenIdle: boolean;
}

/** One direction of replication as AWS describes it now. Roles come from the answer, never from a declaration. */
export interface DiscoveredLink {
  readonly source: RegionCode;
  readonly target: RegionCode;
  /** What the copy is called at the target, where it has another name than the store. */
  readonly targetResource?: string;
  /** What AWS calls the store's own part at each end, where it publishes figures by that name. */
  readonly members?: { readonly source: string; readonly target: string };
  readonly consistency: 'eventual' | 'strong';
  /** `unknown` where AWS does not say: then the copy's state is missing, never assumed. */
  readonly copyState: LinkState | 'unknown';
  /**
   * In order of preference: the first metric with points counts, from whichever of its regions has them. Empty where
   * the lag is 0 by design while the copy is active.
   */
  readonly lagQueries: readonly LagQuery[];
  readonly quality: 'bound' | 'estimate';
  readonly writes: WriteQueries;
  /** Why nothing measures the lag of this link at all; absent where something does, or the lag is 0 by design. */
  readonly unmeasured?: MissingReason;
  readonly backlog?: BacklogQueries;
  /** The metric counts the time since the last change, so that it grows while there is nothing to copy. */
  readonly growsWhenIdle?: true;
  /** Since when AWS keeps one of its ends out of the store; absent where it does not say so. */
  readonly keptOutSince?: EpochMs;
}

/** What one region says of a store. `absent`: nothing is there that it could tell of. */
export type StoreView = readonly DiscoveredLink[] | 'absent';

interface AnyAdapter {
  readonly kind: StoreKind;
  /** The API whose state describes the store, as sources name it. */
  readonly api: string;
  /** The operation a person can look up. */
  readonly call: string;
  /** What one look at such a store is billed; absent where it is free of charge. */
  readonly billedPerLook?: UnitCounts;
  /** IAM actions the reading role needs for this kind. */
  readonly permissions: readonly string[];
}

/** A kind that replicates: its answers become links. */
export interface LinkAdapter extends AnyAdapter {
  readonly shape: 'links';
  /**
   * Every link of the store as one of its regions sees them at this moment. A failed call is an answer that says so;
   * a region that has no part of the store says `absent`.
   */
  discover(edge: AwsEdge, scope: CallScope, resource: string): Promise<Answer<StoreView>>;
  /** How the console keeps a recovery-point marker in such a store; absent where only an application can. */
  readonly marker?: StoreMarker;
}

/** A recovery-point marker written into the store itself: one per source region, each over the one before it. */
export interface StoreMarker {
  readonly writeCall: string;
  /** What a marker is billed: written, once more for every copy of it, and read. */
  readonly billed: { readonly written: BilledUnit; readonly copied: BilledUnit; readonly read: BilledUnit };
  readonly readCall: string;
  /** IAM actions that reading needs besides those of the kind. */
  readonly readPermissions: readonly string[];
  readonly writePermissions: readonly string[];
  /**
   * Writes the marker of the scope's region.
   *
   * @param copies regions it is copied to, each of which is billed as well
   */
  write(
    edge: AwsEdge,
    scope: CallScope,
    resource: string,
    writtenAt: EpochMs,
    copies: number,
  ): Promise<Answer<'written'>>;
  /**
   * Reads the newest marker of `source` that the copy in the scope's region holds.
   *
   * @param targetResource what the copy is called there
   */
  read(edge: AwsEdge, scope: CallScope, targetResource: string, source: RegionCode): Promise<Answer<MarkerReading>>;
}

/** A kind that holds messages in one region and replicates nothing. */
export interface QueueAdapter extends AnyAdapter {
  readonly shape: 'queue';
  look(edge: AwsEdge, scope: CallScope, resource: string): Promise<Answer<QueueReading | 'absent'>>;
  /** The metric that tells how long the oldest message has waited, in seconds. */
  oldestMessageAge(resource: string): Omit<MetricQuerySpec, 'key'>;
}

/** A kind that keeps points in time to go back to. */
export interface BackupAdapter extends AnyAdapter {
  readonly shape: 'backup';
  look(
    edge: AwsEdge,
    scope: CallScope,
    vault: string,
    createdSince: EpochMs,
  ): Promise<Answer<readonly RecoveryPointReading[] | 'absent'>>;
}

/** What one kind of store needs asked and what becomes of its answers. One file per kind. */
export type StoreAdapter = LinkAdapter | QueueAdapter | BackupAdapter;
