import type { BackupEntity, RoutingEntity, RoutingRecord } from '../entities';
import type { RegionCode, RegionRole, Scenario, StoreKind } from '../fleet';
import type { DistributionView } from '../needs/judge-distribution';
import type { KeyCopy } from '../needs/judge-key';
import type { SecretCopy } from '../needs/judge-secret';
import type { Observation } from '../observation';
import type {
  BackupView,
  FindingView,
  FleetOverview,
  HealthVerdict,
  LinkView,
  RpoVerdict,
  WorkloadView,
} from '../overview/types';
import type { Seconds } from '../time';
import type { ComplianceState, FreshnessState } from '../vocabulary';

/** What the page of one workload shows at one moment, computed from the entities alone. */
export interface WorkloadPage {
  readonly overview: FleetOverview;
  /** `absent`: the fleet, as far as it is known, has no such workload. */
  readonly subject: WorkloadSubject | 'absent';
}

export interface WorkloadSubject {
  readonly view: WorkloadView;
  /** Where its data may be, as a sentence. */
  readonly law: string | 'none';
  readonly objectives: readonly ObjectiveRow[];
  readonly shares: ServingShares;
  readonly entryPoints: readonly EntryPointView[];
  readonly regions: readonly RegionSignalsView[];
  readonly stores: readonly StoreView[];
  readonly queues: readonly QueueRow[];
  readonly backups: readonly BackupRow[];
  readonly secrets: readonly SecretCopy[];
  readonly keys: readonly KeyCopy[];
  readonly distributions: readonly DistributionView[];
  /** Its own findings and those of its regions that are their cause, the gravest first. */
  readonly findings: readonly FindingView[];
}

export interface ObjectiveRow {
  readonly scenario: Scenario;
  readonly rpoSeconds: Seconds;
  readonly rpo: RpoVerdict;
  readonly rtoSeconds: Seconds;
  /** With an RTO of 0: the longest time users of a lost region may take to be served elsewhere. */
  readonly shiftSeconds: Seconds | 'none';
  readonly rto: { readonly state: ComplianceState; readonly sentence: string };
  /** Of how many regions it may lose a recovery is proven; `none` where the scenario is not judged by regions. */
  readonly coverage: string | 'none';
}

/** Who serves which share of the requests. */
export interface ServingShares {
  readonly sentence: string;
  readonly regions: readonly ServingShare[];
}

export interface ServingShare {
  readonly region: RegionCode;
  readonly role: RegionRole;
  readonly health: HealthVerdict;
  readonly requestsPerSecond: SignalView;
  /** Percent of all requests; `unknown` while not every region reports. */
  readonly sharePercent: number | 'unknown';
}

/** A figure with the freshness it may be read with. */
export interface SignalView<T = number> {
  readonly observation: Observation<T>;
  readonly freshness: FreshnessState;
}

export interface RegionSignalsView {
  readonly endpointId: string;
  readonly hostname: string;
  readonly region: RegionCode;
  readonly role: RegionRole;
  readonly health: HealthVerdict;
  readonly requestsPerSecond: SignalView;
  readonly errorPercent: SignalView;
  readonly latencyP95Ms: SignalView;
  readonly healthyHosts: SignalView;
  readonly capacity: SignalView<{ readonly inService: number; readonly desired: number }>;
}

/** A name users reach the workload by, and how Route 53 sends them on. */
export interface EntryPointView {
  readonly id: string;
  readonly hostname: string;
  readonly path: string;
  readonly policy: string;
  readonly answer: SignalView<Extract<RoutingEntity['answer'], { state: 'observed' }>['value']> | 'never-asked';
  readonly answerSentence: string;
  /** What the console's probe through the name itself says. */
  readonly probeSentence: string;
  readonly records: readonly RecordView[] | 'not-read-yet';
}

export interface RecordView extends RoutingRecord {
  /** Whether the newest current answer leads where this record leads; `unknown` while no answer is current. */
  readonly answered: 'yes' | 'no' | 'unknown';
  readonly condition: {
    /** `always`: no check decides, it is answered whatever happens. `follows`: as well as its target is. */
    readonly state: 'pass' | 'fail' | 'unknown' | 'always' | 'follows';
    readonly sentence: string;
  };
}

export interface StoreView {
  readonly id: string;
  readonly kind: StoreKind;
  readonly resource: string;
  readonly links: readonly StoreLinkView[];
}

export interface StoreLinkView {
  readonly link: LinkView;
  readonly objectiveSeconds: Seconds | 'none';
  /** The metric the lag is read from and where it is published. */
  readonly evidence: string;
  readonly writesPerSecond: SignalView;
  /** `not-told`: this kind of store does not say what waits. */
  readonly backlog: LinkBacklogView | 'not-told';
}

export interface LinkBacklogView {
  readonly pendingOperations: SignalView;
  /** What failed for good, in words. */
  readonly failed: string | 'none';
}

/** A queue in one region of its workload, whether or not it was read yet. */
export interface QueueRow {
  readonly id: string;
  readonly storeId: string;
  readonly resource: string;
  readonly region: RegionCode;
  readonly role: RegionRole;
  readonly messages: SignalView<number | 'absent'>;
  readonly oldestMessageAgeSeconds: SignalView;
  /** What would be out of reach while the region is lost. */
  readonly stranded: string;
}

/** A vault of a store in one region of its workload, whether or not it was read yet. */
export interface BackupRow {
  readonly id: string;
  readonly storeId: string;
  readonly region: RegionCode;
  readonly role: RegionRole;
  readonly newest: SignalView<Extract<BackupEntity['newest'], { state: 'observed' }>['value']>;
  /** Judged against the data-loss objective; `not-read-yet` before the vault told anything. */
  readonly backup: BackupView | 'not-read-yet';
}
