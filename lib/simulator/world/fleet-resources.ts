import { findRegion, shortCode } from './aws-regions';
import type { RegionCapacity, WorkloadDeclaration } from './fleet-declaration';
import { hexOf } from './seeded-random';
import type { FleetResources } from './simulated-fleet';
import type {
  AuroraGlobalStore,
  BucketReplicationStore,
  DatabaseReplicaStore,
  GlobalDatastore,
  GlobalTableStore,
} from './store-declarations';
import type {
  SimulatedAuroraGlobal,
  SimulatedAutoScalingGroup,
  SimulatedBucket,
  SimulatedDatabaseInstance,
  SimulatedGlobalDatastore,
  SimulatedGlobalTable,
  SimulatedLoadBalancer,
} from './types';

type Owner = Pick<WorkloadDeclaration, 'id' | 'accountId'>;

/** Where load balancers stand, by `${workload}/${region}`, counted through the whole fleet. */
/** Of every instance of an Aurora cluster. */
export const auroraInstanceClass = 'db.r6g.large';

export type Places = ReadonlyMap<string, number>;

/** Counts the regions of the workloads through. */
export function placesOf(workloads: readonly WorkloadDeclaration[]): Places {
  const names = workloads.flatMap(({ id, capacity }) => capacity.map(({ region }) => `${id}/${region}`));
  return new Map(names.map((name, position) => [name, position]));
}

/** Pairs that fit into the two small documentation ranges. */
const documentedPairs = 120;

/** Addresses of ranges for documentation and benchmarks: they can never reach anybody real. */
export function addressesAt(position: number): readonly [string, string] {
  if (position < documentedPairs) return [`198.51.100.${10 + position * 2}`, `203.0.113.${10 + position * 2}`];
  const beyond = position - documentedPairs;
  const host = `${Math.floor(beyond / 250)}.${1 + (beyond % 250)}`;
  return [`198.18.${host}`, `198.19.${host}`];
}

function buildLoadBalancer({ id: workload, accountId }: Owner, region: string, places: Places): SimulatedLoadBalancer {
  const position = places.get(`${workload}/${region}`);
  if (position === undefined) throw new Error(`Workload ${workload} has no place in ${region}.`);
  const name = `${workload}-${shortCode(region)}`;
  const dimension = `app/${name}/${hexOf(`alb:${name}`, 16)}`;
  const targetDimension = `targetgroup/${name}/${hexOf(`tg:${name}`, 16)}`;
  const prefix = `arn:aws:elasticloadbalancing:${region}:${accountId}`;
  return {
    region,
    workload,
    name,
    arn: `${prefix}:loadbalancer/${dimension}`,
    dimension,
    dnsName: `${name}-${Number.parseInt(hexOf(name, 8), 16)}.${region}.elb.amazonaws.com`,
    canonicalHostedZoneId: findRegion(region).loadBalancerZone,
    addresses: addressesAt(position),
    targetGroup: { name, arn: `${prefix}:${targetDimension}`, dimension: targetDimension },
  };
}

function buildAutoScalingGroup(
  { id: workload, accountId }: Owner,
  capacity: RegionCapacity,
): SimulatedAutoScalingGroup {
  const name = `${workload}-${shortCode(capacity.region)}`;
  const instances = Array.from({ length: capacity.desired }, (_, index) => ({
    id: `i-0${hexOf(`${name}:${index}`, 16)}`,
    availabilityZone: `${capacity.region}${'abc'.charAt(index % 3)}`,
    state: index < capacity.inService ? ('InService' as const) : ('Pending' as const),
    healthy: true,
  }));
  const group = hexOf(`asg:${name}`, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return {
    region: capacity.region,
    workload,
    name,
    arn: `arn:aws:autoscaling:${capacity.region}:${accountId}:autoScalingGroup:${group}:autoScalingGroupName/${name}`,
    min: Math.min(2, capacity.desired),
    max: capacity.max,
    desired: capacity.desired,
    instances,
    activities: [],
  };
}

function buildAuroraGlobal({ id: workload, accountId }: Owner, store: AuroraGlobalStore): SimulatedAuroraGlobal {
  const members = [store.writer, ...store.secondaries].map((region) => {
    const identifier = `${store.clusterPrefix}-${shortCode(region)}`;
    const suffix = `${hexOf(`rds:${identifier}`, 12)}.${region}.rds.amazonaws.com`;
    return {
      region,
      identifier,
      arn: `arn:aws:rds:${region}:${accountId}:cluster:${identifier}`,
      isWriter: region === store.writer,
      synchronization: 'connected' as const,
      status: 'available',
      endpoint: `${identifier}.cluster-${suffix}`,
      readerEndpoint: `${identifier}.cluster-ro-${suffix}`,
      instances: Array.from({ length: store.instances[region] ?? 1 }, (_, index) => ({
        identifier: `${identifier}-${index + 1}`,
        instanceClass: auroraInstanceClass,
        availabilityZone: `${region}${'abc'.charAt(index % 3)}`,
      })),
      snapshots: [],
    };
  });
  return {
    workload,
    identifier: store.resource,
    arn: `arn:aws:rds::${accountId}:global-cluster:${store.resource}`,
    status: 'available',
    engine: 'aurora-postgresql',
    engineVersion: '16.6',
    members,
    detached: [],
  };
}

function buildGlobalTable({ id: workload, accountId }: Owner, store: GlobalTableStore): SimulatedGlobalTable {
  return {
    workload,
    name: store.resource,
    consistency: store.consistency,
    ...(store.witness !== undefined && { witness: { region: store.witness, status: 'ACTIVE' as const } }),
    replicas: store.replicas.map((region) => ({
      region,
      status: 'ACTIVE',
      arn: `arn:aws:dynamodb:${region}:${accountId}:table/${store.resource}`,
    })),
    itemCount: store.itemCount,
    sizeBytes: store.sizeBytes,
  };
}

function buildBuckets({ id: workload }: Owner, store: BucketReplicationStore): SimulatedBucket[] {
  const { ruleId, targetBucket, timeControl, metrics } = store;
  const targetRegion = onlySecondary(store);
  return [
    {
      region: store.writer,
      workload,
      name: store.resource,
      versioning: 'Enabled',
      replication: { ruleId, targetBucket, targetRegion, timeControl, metrics },
    },
    { region: targetRegion, workload, name: targetBucket, versioning: 'Enabled' },
  ];
}

/** An instance as configured; how its replication goes is the world's to say. */
export type DatabaseInstanceDeclaration = Omit<SimulatedDatabaseInstance, 'replication'> & {
  readonly sourceArn?: string;
  /** Link that a replica reads over. */
  readonly link?: string;
};

function buildDatabaseInstances(
  { id: workload, accountId }: Owner,
  store: DatabaseReplicaStore,
): DatabaseInstanceDeclaration[] {
  const { engine, engineVersion, instanceClass, writer } = store;
  const replicaRegion = onlySecondary(store);
  const arnOf = (region: string, identifier: string) => `arn:aws:rds:${region}:${accountId}:db:${identifier}`;
  const isProtected = store.deletionProtection === true && { deletionProtection: true as const };
  const common = { workload, engine, engineVersion, instanceClass, status: 'available', ...isProtected };
  const sourceArn = arnOf(writer, store.resource);
  const replicaArn = arnOf(replicaRegion, store.replica);
  return [
    {
      ...common,
      region: writer,
      identifier: store.resource,
      arn: sourceArn,
      availabilityZone: `${writer}a`,
      replicaArns: [replicaArn],
    },
    {
      ...common,
      region: replicaRegion,
      identifier: store.replica,
      arn: replicaArn,
      availabilityZone: `${replicaRegion}a`,
      replicaArns: [],
      sourceArn,
      link: `${store.resource}/${writer}>${replicaRegion}`,
    },
  ];
}

function buildGlobalDatastore({ id: workload, accountId }: Owner, store: GlobalDatastore): SimulatedGlobalDatastore {
  return {
    workload,
    identifier: store.resource,
    arn: `arn:aws:elasticache::${accountId}:globalreplicationgroup:${store.resource}`,
    status: 'available',
    engine: 'redis',
    engineVersion: '7.1.0',
    nodeType: 'cache.r6g.large',
    members: [store.writer, ...store.secondaries].map((region) => {
      const identifier = `${store.groupPrefix}-${shortCode(region)}`;
      return {
        region,
        identifier,
        arn: `arn:aws:elasticache:${region}:${accountId}:replicationgroup:${identifier}`,
        role: region === store.writer ? 'PRIMARY' : 'SECONDARY',
        status: 'available',
        endpoint: `${identifier}.${hexOf(`cache:${identifier}`, 6)}.ng.0001.${shortCode(region)}.cache.amazonaws.com`,
        nodes: (['primary', 'replica'] as const).map((role, index) => ({
          cacheClusterId: `${identifier}-00${index + 1}`,
          availabilityZone: `${region}${'ab'.charAt(index)}`,
          role,
        })),
      };
    }),
  };
}

/** The one region that a store is copied to. */
export function onlySecondary(store: BucketReplicationStore | DatabaseReplicaStore): string {
  const [region] = store.secondaries;
  if (region === undefined) throw new Error(`Store ${store.resource} is copied nowhere.`);
  return region;
}

type Resources = Pick<
  FleetResources,
  | 'loadBalancers'
  | 'autoScalingGroups'
  | 'auroraGlobals'
  | 'globalTables'
  | 'buckets'
  | 'databaseInstances'
  | 'globalDatastores'
>;

/** Servers and stores of some workloads. */
export function buildResources(workloads: readonly WorkloadDeclaration[], places: Places): Resources {
  const capacities = workloads.flatMap((workload) => workload.capacity.map((capacity) => ({ workload, capacity })));
  const stores = workloads.flatMap((workload) => workload.stores.map((store) => ({ workload, store })));
  return {
    loadBalancers: capacities.map(({ workload, capacity }) => buildLoadBalancer(workload, capacity.region, places)),
    autoScalingGroups: capacities.map(({ workload, capacity }) => buildAutoScalingGroup(workload, capacity)),
    auroraGlobals: stores.flatMap(({ workload, store }) =>
      store.kind === 'aurora-global' ? buildAuroraGlobal(workload, store) : [],
    ),
    globalTables: stores.flatMap(({ workload, store }) =>
      store.kind === 'dynamodb-global-table' ? buildGlobalTable(workload, store) : [],
    ),
    buckets: stores.flatMap(({ workload, store }) =>
      store.kind === 's3-replication' ? buildBuckets(workload, store) : [],
    ),
    databaseInstances: stores.flatMap(({ workload, store }) =>
      store.kind === 'rds-replica' ? buildDatabaseInstances(workload, store) : [],
    ),
    globalDatastores: stores.flatMap(({ workload, store }) =>
      store.kind === 'elasticache-global' ? buildGlobalDatastore(workload, store) : [],
    ),
  };
}
