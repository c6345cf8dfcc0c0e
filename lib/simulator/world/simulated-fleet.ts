import type { AcceleratorDeclaration } from './accelerators';
import type { SimulatedAccessPoint } from './access-points';
import type { BillLine } from './bills/bill-line';
import type { BillingDeclaration } from './bills/billing';
import type { DeclaredService } from './container-services';
import type { AlarmDeclaration } from './fleet-alarms';
import type { SimulatedApi } from './fleet-apis';
import type { FleetDeclaration, WorkloadDeclaration } from './fleet-declaration';
import type { SimulatedEventBus, SimulatedEventEndpoint } from './fleet-events';
import type { SimulatedFunction } from './fleet-functions';
import type { FleetQueue } from './fleet-queues';
import type { DatabaseInstanceDeclaration } from './fleet-resources';
import type { HealthCheckDeclaration } from './fleet-zone';
import type { MetricDefinition } from './metrics/metric-definition';
import type { SimulatedNetwork } from './networks';
import type { DeclaredNodeGroup } from './node-groups';
import type { SimulatedOrganization } from './organization';
import type { SimulatedQuota } from './quotas';
import type { BackupPlan } from './recovery-points';
import type { FleetLog, ReplicationLink } from './replication-links';
import type { SimulatedRole } from './roles';
import type { RoutingControlDeclaration, SimulatedSafetyRule } from './routing-controls';
import type {
  RecordSet,
  SimulatedAuroraGlobal,
  SimulatedAutoScalingGroup,
  SimulatedBackupVault,
  SimulatedBucket,
  SimulatedDistribution,
  SimulatedGlobalDatastore,
  SimulatedGlobalTable,
  SimulatedKey,
  SimulatedLoadBalancer,
  SimulatedRegion,
  SimulatedSecret,
} from './types';

/** What runs in an account, or in all of them. */
export interface FleetResources {
  readonly workloads: readonly WorkloadDeclaration[];
  readonly links: readonly ReplicationLink[];
  readonly logs: readonly FleetLog[];
  readonly loadBalancers: readonly SimulatedLoadBalancer[];
  readonly autoScalingGroups: readonly SimulatedAutoScalingGroup[];
  readonly auroraGlobals: readonly SimulatedAuroraGlobal[];
  readonly globalTables: readonly SimulatedGlobalTable[];
  readonly buckets: readonly SimulatedBucket[];
  readonly databaseInstances: readonly DatabaseInstanceDeclaration[];
  readonly globalDatastores: readonly SimulatedGlobalDatastore[];
  readonly queues: readonly FleetQueue[];
  readonly functions: readonly SimulatedFunction[];
  readonly apis: readonly SimulatedApi[];
  readonly eventBuses: readonly SimulatedEventBus[];
  readonly eventEndpoints: readonly SimulatedEventEndpoint[];
  readonly backupPlans: readonly BackupPlan[];
  readonly vaults: readonly SimulatedBackupVault[];
  readonly containerServices: readonly DeclaredService[];
  readonly nodeGroups: readonly DeclaredNodeGroup[];
  readonly secrets: readonly SimulatedSecret[];
  readonly keys: readonly SimulatedKey[];
  readonly distributions: readonly SimulatedDistribution[];
  readonly accelerators: readonly AcceleratorDeclaration[];
  readonly accessPoints: readonly SimulatedAccessPoint[];
  readonly alarms: readonly AlarmDeclaration[];
  readonly healthChecks: readonly HealthCheckDeclaration[];
  readonly routingControls: readonly RoutingControlDeclaration[];
  readonly safetyRules: readonly SimulatedSafetyRule[];
}

/** One account: what it owns, publishes and pays for. */
export interface FleetAccount extends FleetResources {
  readonly id: string;
  readonly name: string;
  /** The hosted zone of the fleet is its own. */
  readonly ownsZone: boolean;
  readonly metrics: readonly MetricDefinition[];
  readonly billLines: readonly BillLine[];
  readonly billing: BillingDeclaration;
  readonly quotas: readonly SimulatedQuota[];
  readonly networks: readonly SimulatedNetwork[];
  readonly roles: readonly SimulatedRole[];
}

/** Everything a world is made of that does not change while it lives. */
export interface SimulatedFleet extends FleetResources {
  readonly name: string;
  readonly declaration: FleetDeclaration;
  readonly managementAccountId: string;
  readonly regions: readonly SimulatedRegion[];
  readonly organization: SimulatedOrganization;
  readonly hostedZone: { readonly id: string; readonly name: string };
  /** The records that a new world is born with. */
  readonly records: readonly RecordSet[];
  /** Those that take part in the fleet, by id. */
  readonly accounts: ReadonlyMap<string, FleetAccount>;

  readonly workloadById: ReadonlyMap<string, WorkloadDeclaration>;
  readonly linkById: ReadonlyMap<string, ReplicationLink>;
  readonly linksByLog: ReadonlyMap<string, readonly ReplicationLink[]>;
  readonly logById: ReadonlyMap<string, FleetLog>;
  readonly logsByWorkload: ReadonlyMap<string, readonly FleetLog[]>;
  /** Regions in which a store has a copy, by its resource. */
  readonly regionsByResource: ReadonlyMap<string, ReadonlySet<string>>;
  readonly bucketLinks: readonly ReplicationLink[];
  readonly loadBalancerByAddress: ReadonlyMap<string, SimulatedLoadBalancer>;
  readonly loadBalancerByDnsName: ReadonlyMap<string, SimulatedLoadBalancer>;
  readonly loadBalancerByTargetGroup: ReadonlyMap<string, SimulatedLoadBalancer>;
  readonly healthCheckIds: ReadonlySet<string>;
}
