import { defaultAccountId, defaultWorkloads, type RegionCapacity, shortCode } from './default-fleet';
import { hexOf } from './seeded-random';
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

/** AWS's own zone of load balancer names, per region. */
const loadBalancerZones: Readonly<Record<string, string>> = {
  'us-east-1': 'Z35SXDOTRQ7X7K',
  'us-west-2': 'Z1H1FL5HABSF5',
  'eu-central-1': 'Z215JYRZR1TBD5',
  'ap-southeast-1': 'Z1LMS91P8CMLE5',
  'eu-west-1': 'Z32O12XQLNTSW2',
};

function buildLoadBalancer(workload: string, region: string, position: number): SimulatedLoadBalancer {
  const name = `${workload}-${shortCode(region)}`;
  const dimension = `app/${name}/${hexOf(`alb:${name}`, 16)}`;
  const targetDimension = `targetgroup/${name}/${hexOf(`tg:${name}`, 16)}`;
  const prefix = `arn:aws:elasticloadbalancing:${region}:${defaultAccountId}`;
  const zone = loadBalancerZones[region];
  if (zone === undefined) throw new Error(`No load balancer zone is known for region ${region}.`);
  return {
    region,
    workload,
    name,
    arn: `${prefix}:loadbalancer/${dimension}`,
    dimension,
    dnsName: `${name}-${Number.parseInt(hexOf(name, 8), 16)}.${region}.elb.amazonaws.com`,
    canonicalHostedZoneId: zone,
    // Documentation ranges: these addresses can never reach anybody real.
    addresses: [`198.51.100.${10 + position}`, `203.0.113.${10 + position}`],
    targetGroup: { name, arn: `${prefix}:${targetDimension}`, dimension: targetDimension },
  };
}

function buildAutoScalingGroup(workload: string, capacity: RegionCapacity): SimulatedAutoScalingGroup {
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
    arn: `arn:aws:autoscaling:${capacity.region}:${defaultAccountId}:autoScalingGroup:${group}:autoScalingGroupName/${name}`,
    min: Math.min(2, capacity.desired),
    max: capacity.max,
    desired: capacity.desired,
    instances,
  };
}

function buildAuroraGlobal(workload: string, store: AuroraGlobalStore): SimulatedAuroraGlobal {
  const members = [store.writer, ...store.secondaries].map((region) => {
    const identifier = `${store.clusterPrefix}-${shortCode(region)}`;
    const suffix = `${hexOf(`rds:${identifier}`, 12)}.${region}.rds.amazonaws.com`;
    return {
      region,
      identifier,
      arn: `arn:aws:rds:${region}:${defaultAccountId}:cluster:${identifier}`,
      isWriter: region === store.writer,
      synchronization: 'connected' as const,
      status: 'available',
      endpoint: `${identifier}.cluster-${suffix}`,
      readerEndpoint: `${identifier}.cluster-ro-${suffix}`,
      instances: Array.from({ length: store.instances[region] ?? 1 }, (_, index) => ({
        identifier: `${identifier}-${index + 1}`,
        instanceClass: 'db.r6g.large',
        availabilityZone: `${region}${'abc'.charAt(index % 3)}`,
      })),
    };
  });
  return {
    workload,
    identifier: store.resource,
    arn: `arn:aws:rds::${defaultAccountId}:global-cluster:${store.resource}`,
    status: 'available',
    engine: 'aurora-postgresql',
    engineVersion: '16.6',
    members,
  };
}

function buildGlobalTable(workload: string, store: GlobalTableStore): SimulatedGlobalTable {
  return {
    workload,
    name: store.resource,
    consistency: store.consistency,
    ...(store.witness !== undefined && { witness: { region: store.witness, status: 'ACTIVE' as const } }),
    replicas: store.replicas.map((region) => ({
      region,
      status: 'ACTIVE',
      arn: `arn:aws:dynamodb:${region}:${defaultAccountId}:table/${store.resource}`,
    })),
    itemCount: store.itemCount,
    sizeBytes: store.sizeBytes,
  };
}

function buildBuckets(workload: string, store: BucketReplicationStore): SimulatedBucket[] {
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

function buildDatabaseInstances(workload: string, store: DatabaseReplicaStore): DatabaseInstanceDeclaration[] {
  const { engine, engineVersion, instanceClass, writer } = store;
  const replicaRegion = onlySecondary(store);
  const arnOf = (region: string, identifier: string) => `arn:aws:rds:${region}:${defaultAccountId}:db:${identifier}`;
  const common = { workload, engine, engineVersion, instanceClass, status: 'available' };
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

function buildGlobalDatastore(workload: string, store: GlobalDatastore): SimulatedGlobalDatastore {
  return {
    workload,
    identifier: store.resource,
    arn: `arn:aws:elasticache::${defaultAccountId}:globalreplicationgroup:${store.resource}`,
    status: 'available',
    engine: 'redis',
    engineVersion: '7.1.0',
    nodeType: 'cache.r6g.large',
    members: [store.writer, ...store.secondaries].map((region) => {
      const identifier = `${store.groupPrefix}-${shortCode(region)}`;
      return {
        region,
        identifier,
        arn: `arn:aws:elasticache:${region}:${defaultAccountId}:replicationgroup:${identifier}`,
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

const places = defaultWorkloads.flatMap((workload) => workload.capacity.map((capacity) => ({ workload, capacity })));

export const fleetLoadBalancers: readonly SimulatedLoadBalancer[] = places.map(({ workload, capacity }, position) =>
  buildLoadBalancer(workload.id, capacity.region, position * 2),
);

export const fleetAutoScalingGroups: readonly SimulatedAutoScalingGroup[] = places.map(({ workload, capacity }) =>
  buildAutoScalingGroup(workload.id, capacity),
);

const stores = defaultWorkloads.flatMap((workload) =>
  workload.stores.map((store) => ({ workload: workload.id, store })),
);

export const fleetAuroraGlobals: readonly SimulatedAuroraGlobal[] = stores.flatMap(({ workload, store }) =>
  store.kind === 'aurora-global' ? buildAuroraGlobal(workload, store) : [],
);

export const fleetGlobalTables: readonly SimulatedGlobalTable[] = stores.flatMap(({ workload, store }) =>
  store.kind === 'dynamodb-global-table' ? buildGlobalTable(workload, store) : [],
);

export const fleetBuckets: readonly SimulatedBucket[] = stores.flatMap(({ workload, store }) =>
  store.kind === 's3-replication' ? buildBuckets(workload, store) : [],
);

export const fleetDatabaseInstances: readonly DatabaseInstanceDeclaration[] = stores.flatMap(({ workload, store }) =>
  store.kind === 'rds-replica' ? buildDatabaseInstances(workload, store) : [],
);

export const fleetGlobalDatastores: readonly SimulatedGlobalDatastore[] = stores.flatMap(({ workload, store }) =>
  store.kind === 'elasticache-global' ? buildGlobalDatastore(workload, store) : [],
);

/** The load balancer of a workload in a region; throws where the workload has none. */
export function findLoadBalancer(workload: string, region: string): SimulatedLoadBalancer {
  const found = fleetLoadBalancers.find((each) => each.workload === workload && each.region === region);
  if (found === undefined) throw new Error(`Workload ${workload} has no load balancer in ${region}.`);
  return found;
}
