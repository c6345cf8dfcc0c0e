import type { AlarmEntity, HealthEventEntity, SourceEntity } from '../entities';
import type { RegionCode, WorkloadId } from '../fleet';
import type { FindingView, FleetOverview, RegionView } from '../overview/types';
import type { FreshnessState } from '../vocabulary';
import type { RegionSignalsView } from '../workload-page/types';

/** What the page of one region shows at one moment, computed from the entities alone. */
export interface RegionPage {
  readonly overview: FleetOverview;
  /** `absent`: the fleet, as far as it is known, has no such region. */
  readonly subject: RegionSubject | 'absent';
}

export interface RegionSubject {
  readonly view: RegionView;
  /** What the fleet file says of it, as sentences. */
  readonly declared: readonly string[];
  readonly endpoints: readonly RegionEndpointView[];
  /** Firing first, then without data, then unknown, then ok. */
  readonly alarms: readonly AlarmView[];
  /** Of the region and global ones, the newest first. */
  readonly healthEvents: readonly HealthEventEntity[];
  /** Whether AWS Health itself answers: without it an empty list says nothing. */
  readonly healthSource: { readonly state: 'answering' | 'silent'; readonly sentence: string };
  readonly sources: readonly SourceView[];
  readonly resources: readonly ResourceView[];
  readonly findings: readonly FindingView[];
}

export interface RegionEndpointView extends RegionSignalsView {
  readonly workloadId: WorkloadId;
  readonly workloadName: string;
}

export interface AlarmView extends AlarmEntity {
  readonly freshness: FreshnessState;
  /** The state as it may be read now; `unknown` when stale, missing or from a dark region. */
  readonly current: 'ok' | 'alarm' | 'insufficient-data' | 'unknown';
}

export interface SourceView extends SourceEntity {
  readonly freshness: FreshnessState;
}

/** Something the console knows of in the region, and from what. */
export interface ResourceView {
  readonly id: string;
  /** e.g. `Load balancer`, `Aurora global database, writer`. */
  readonly kind: string;
  readonly name: string;
  readonly workloadId: WorkloadId | 'none';
  readonly region: RegionCode;
  readonly detail: string;
}
