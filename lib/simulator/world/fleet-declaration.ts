import type { BillingDeclaration } from './bills/billing';
import type { ContainerServiceDeclaration } from './container-services';
import type { NodeGroupDeclaration } from './node-groups';
import type { StoreDeclaration } from './store-declarations';
import type { Resolvers } from './user-populations';

/** Users who resolve names near one region and live by one clock. */
export interface UserPopulation {
  readonly id: string;
  /** Region their resolvers stand near. */
  readonly resolverRegion: string;
  /** Hours ahead of UTC, for the daily curve. */
  readonly utcOffsetHours: number;
  /** Requests per second at the height of the day. */
  readonly peakRequestsPerSecond: number;
}

export interface RegionCapacity {
  readonly region: string;
  readonly desired: number;
  readonly max: number;
  /** Instances that really serve; fewer than desired where the region lacks capacity. */
  readonly inService: number;
}

/** How the name users type leads to a region. */
export interface EntryDeclaration {
  /** Name users type, relative to the zone. */
  readonly hostLabel: string;
  /**
   * `routing-controls`: a failover pair that follows a person's switches. `failover`: a failover pair that follows the
   * endpoint health checks. `latency`: the nearest healthy region. `geolocation`: continents bound to regions, everybody
   * else to the nearest healthy region. `weighted`: regions in proportion to their capacity. `metric-check`: a failover
   * pair whose first record follows an alarm on a metric in the second one's region.
   */
  readonly routing:
    | { readonly policy: 'routing-controls' | 'failover' | 'latency' | 'weighted' | 'metric-check' }
    | {
        readonly policy: 'geolocation';
        readonly continents: readonly { readonly code: string; readonly name: string; readonly region: string }[];
      };
}

/** A queue in each of some regions; nothing copies a message from one to the other. */
export interface QueueDeclaration {
  /** The store that these queues are, as the fleet names it. */
  readonly store: string;
  readonly name: string;
  /** The first one's consumers are switched on. */
  readonly regions: readonly string[];
}

/** A store kept by backups twice a day, each copied to a vault in another region. */
export interface BackupDeclaration {
  readonly store: string;
  readonly source: { readonly region: string; readonly vault: string };
  readonly copy: { readonly region: string; readonly vault: string };
  /** Name of the file system that is backed up. */
  readonly resourceName: string;
  readonly sizeBytes: number;
  /** By how much it grows from one backup to the next; what is usual where absent. */
  readonly growthBytes?: number;
  /** Stands in what ids are made of, so that those of two stores differ. */
  readonly idPrefix: string;
}

export interface SecretDeclaration {
  readonly name: string;
  readonly description: string;
  readonly primaryRegion: string;
  readonly replicas: readonly {
    readonly region: string;
    readonly status: 'InSync' | 'Failed';
    readonly statusMessage: string | null;
  }[];
}

/** A multi-region key. */
export interface KeyDeclaration {
  readonly alias: string;
  readonly description: string;
  readonly primaryRegion: string;
  readonly replicaRegions: readonly string[];
}

/** A REST API of API Gateway, by the same name in each region that serves. */
export interface ApiDeclaration {
  readonly name: string;
  readonly stage: string;
  /** Share of the workload's requests that come through it, 0…1. */
  readonly requestShare: number;
}

export interface DistributionDeclaration {
  readonly id: string;
  /** Name of its files, relative to the zone. */
  readonly hostLabel: string;
  /** In the order in which they are tried. */
  readonly origins: readonly string[];
}

/** What a region's users cost in an average hour. */
export interface BilledDemandDeclaration {
  readonly region: string;
  /** Requests an hour. */
  readonly requests: number;
  /** Of those, writes an hour that start in this region. */
  readonly writes: number;
  readonly utcOffsetHours: number;
}

/** What is promised for a workload, in seconds. */
export interface ObjectiveDeclaration {
  readonly scenario: 'region-loss' | 'data-loss';
  readonly rtoSeconds: number;
  readonly rpoSeconds: number;
  /** With an RTO of 0: how long users of the lost region may take to be served elsewhere. */
  readonly shiftSeconds?: number;
}

/** What people say of a workload; nothing in the world follows from it. */
export interface WorkloadProfile {
  readonly name: string;
  /** 0 is the most important. */
  readonly tier: 0 | 1 | 2 | 3;
  readonly strategy: 'backup-restore' | 'pilot-light' | 'warm-standby' | 'active-active';
  readonly owner: string;
  /** Where it runs or would be restored: the first is the primary unless it is active everywhere. */
  readonly regions: readonly string[];
  readonly objectives: readonly ObjectiveDeclaration[];
  /** It keeps personal data under the GDPR. */
  readonly gdpr?: true;
  /** Where its data may be; anywhere where absent. */
  readonly lawfulRegions?: readonly string[];
}

/** What people say of a region; nothing in the world follows from it. */
export interface RegionProfile {
  readonly role: 'primary' | 'standby' | 'active';
  /** Personal data under the GDPR may be kept there. */
  readonly gdpr?: true;
}

export interface WorkloadDeclaration {
  readonly id: string;
  readonly accountId: string;
  readonly profile: WorkloadProfile;
  /** Primary first; empty for a workload that serves nobody. */
  readonly capacity: readonly RegionCapacity[];
  readonly requestsPerSecondPerInstance: number;
  readonly populations: readonly UserPopulation[];
  readonly stores: readonly StoreDeclaration[];
  readonly entry?: EntryDeclaration;
  readonly queue?: QueueDeclaration;
  readonly backup?: BackupDeclaration;
  /** Services of ECS that work for it, beside its instances. */
  readonly containers?: readonly ContainerServiceDeclaration[];
  /** Managed node groups of EKS that work for it, beside its instances. */
  readonly nodeGroups?: readonly NodeGroupDeclaration[];
  readonly secrets?: readonly SecretDeclaration[];
  readonly keys?: readonly KeyDeclaration[];
  readonly distribution?: DistributionDeclaration;
  /** What partners call instead of the load balancer. */
  readonly api?: ApiDeclaration;
  /** A Global Accelerator stands in front of its load balancers. */
  readonly accelerated?: true;
  /** Where its users are served when nothing has failed, busiest region first. */
  readonly billedDemand?: readonly BilledDemandDeclaration[];
  /** 5xx answers a minute beyond which its alarms count a minute as bad; 100 where absent. */
  readonly errorAlarmThreshold?: number;
  /** It has a lag alarm on its Aurora writers too, where no lag is ever published. */
  readonly misplacedLagAlarm?: true;
}

export interface AccountDeclaration {
  readonly id: string;
  readonly name: string;
  /** As is usual where absent: in dollars, by use, without discount. */
  readonly billing?: BillingDeclaration;
}

/** A fleet as somebody writes it down; everything else about it follows. */
export interface FleetDeclaration {
  /** Tells fleets apart: a world made of one is never carried on with another. */
  readonly name: string;
  /** What people call it. */
  readonly title: string;
  /** Codes of the regions whose endpoints answer. */
  readonly regions: readonly string[];
  /** By region; not said where absent. */
  readonly regionProfiles?: Readonly<Record<string, RegionProfile>>;
  /** Regions under one law. */
  readonly jurisdictions?: readonly {
    readonly id: string;
    readonly name: string;
    readonly regions: readonly string[];
  }[];
  /** The management account of the organization first; the hosted zone and its health checks are its own. */
  readonly accounts: readonly AccountDeclaration[];
  readonly organizationId: string;
  readonly hostedZone: { readonly id: string; readonly name: string };
  /** How users' resolvers deal with answers; as is usual where absent. */
  readonly resolvers?: Resolvers;
  readonly workloads: readonly WorkloadDeclaration[];
}
