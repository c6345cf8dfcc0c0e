import type { Cadence } from '../../entities';
import type { AccountId, RegionCode, WorkloadId } from '../../fleet';
import type { Observation } from '../../observation';
import type { EpochMs } from '../../time';

/** A snapshot that AWS took of what a given-up Aurora cluster had not sent on. */
export interface UnplannedSnapshot {
  readonly identifier: string;
  readonly takenAt: EpochMs | 'unknown';
}

/** What is read of a line for its own sake, because nothing else of the console watches it. */
export type ResidueReading =
  | {
      readonly of: 'snapshots';
      readonly present: readonly UnplannedSnapshot[];
      /** One was there in an earlier reading. */
      readonly wasPresent: boolean;
    }
  | { readonly of: 'route'; readonly state: 'active' | 'passive' | 'unknown' }
  /** As two endpoints of its cluster see it; `unknown` where they do not see the same. */
  | { readonly of: 'control'; readonly state: 'on' | 'off' | 'unknown' }
  /** In words that compare: `on`, `off`, `100 %`, `wants 4`; `unknown` while it is on its way, or nobody can tell. */
  | { readonly of: 'setting'; readonly value: string | 'unknown' }
  /** The newest attempt of a group to start an instance, whenever it was; `unknown` where AWS told of one only in part. */
  | { readonly of: 'launches'; readonly newest: NewestLaunch | 'none' | 'unknown' };

export interface NewestLaunch {
  readonly state: 'succeeded' | 'failed' | 'under-way' | 'unknown';
  readonly startedAt: EpochMs;
  /** AWS's own words where it failed: untrusted text, cut; empty where it says nothing. */
  readonly words: string;
}

/** Key of the reading of a group's launches. */
export function launchesKey(region: RegionCode, group: string): string {
  return `launches/${region}/${group}`;
}

/** The newest reading of one line of what runs left behind; written by the engine while the line is looked at. */
export interface ResidueReadingEntity {
  readonly kind: 'residue-reading';
  /** `${workloadId}/${key}` */
  readonly id: string;
  readonly workloadId: WorkloadId;
  readonly accountId: AccountId;
  /** Of the line, unique within the workload. */
  readonly key: string;
  readonly reading: Observation<ResidueReading>;
  readonly cadence: Cadence;
}

/** A person who has taken over what a run left behind, or a region that is kept in quarantine. */
export interface ResidueOwnerEntity {
  readonly kind: 'residue-owner';
  /** `${executionId}/${key}` */
  readonly id: string;
  /** The run that left it. */
  readonly executionId: string;
  readonly workloadId: WorkloadId;
  readonly accountId: AccountId;
  readonly key: string;
  readonly by: string;
  readonly reason: string;
  readonly at: EpochMs;
  /** What the line said when it was taken over. */
  readonly saw: string;
}

/** Id of the entity by which somebody owns a line. */
export function ownerIdOf(executionId: string, key: string): string {
  return `${executionId}/${key}`;
}
