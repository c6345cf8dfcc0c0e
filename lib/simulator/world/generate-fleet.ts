import { type AwsRegion, awsRegions, findRegion } from './aws-regions';
import type {
  AccountDeclaration,
  EntryDeclaration,
  FleetDeclaration,
  RegionCapacity,
  UserPopulation,
  WorkloadDeclaration,
  WorkloadProfile,
} from './fleet-declaration';
import { hexOf, streamKey, unitAt } from './seeded-random';
import type { StoreDeclaration } from './store-declarations';

/** How large a generated fleet is. */
export interface FleetSize {
  readonly seed: number;
  readonly workloads: number;
  /** At least two: what is replicated needs somewhere to go. */
  readonly regions: number;
  readonly accounts: number;
}

export const mostOf = { workloads: 100, regions: 20, accounts: 50 } as const;

const managementAccountId = '111122223333';
/** The others are numbered upwards from this one. */
const firstMemberAccountId = 222_200_000_001;

const nouns = [
  'orders',
  'search',
  'gallery',
  'ledger',
  'identity',
  'billing',
  'feed',
  'reports',
  'records',
  'loyalty',
  'shipping',
  'chat',
  'catalogue',
  'audit',
  'wallet',
  'tickets',
  'maps',
  'video',
  'journal',
  'profiles',
  'claims',
  'player',
  'documents',
  'vaults',
  'basket',
] as const;

/** Regions among which a strongly consistent table may keep its copies and its witness. */
const quorumSets = [
  ['us-east-1', 'us-east-2', 'us-west-2'],
  ['eu-west-1', 'eu-central-1', 'eu-west-2', 'eu-west-3'],
  ['ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3'],
] as const;

/** What a workload is like, by its number: five in a row have every strategy and every kind of store. */
const shapes = ['switched', 'everywhere', 'media', 'archive', 'quorum'] as const;
type Shape = (typeof shapes)[number];

/** One workload while it is being made up. */
interface Draft {
  readonly number: number;
  readonly id: string;
  readonly shape: Shape;
  /** Uniform in [0, 1), the same for the same salt. */
  chance(salt: number): number;
  /** Home first. */
  readonly regions: readonly AwsRegion[];
  readonly fleetRegions: readonly AwsRegion[];
}

/**
 * A fleet of that size, the same for the same seed: workloads of every strategy, tier and kind of store over regions of
 * AWS, spread over accounts of which the first manages the others.
 * @throws RangeError for a size outside what can be simulated
 */
export function generateFleet({ seed, workloads, regions, accounts }: FleetSize): FleetDeclaration {
  checkSize('workloads', workloads, 1);
  checkSize('regions', regions, 2);
  checkSize('accounts', accounts, 1);
  const fleetRegions = awsRegions.slice(0, regions);
  const owners = generateAccounts(accounts);
  const members = owners.length > 1 ? owners.slice(1) : owners;
  const size = `${workloads}x${regions}x${accounts}`;
  return {
    name: `generated:${size}:${seed}`,
    title: `generated ${size}`,
    regions: fleetRegions.map(({ code }) => code),
    accounts: owners,
    organizationId: `o-${hexOf(`organization:${seed}:${size}`, 10)}`,
    hostedZone: { id: `Z0${hexOf(`zone:${seed}:${size}`, 12).toUpperCase()}`, name: 'acme.example' },
    workloads: Array.from({ length: workloads }, (_, number) => {
      const owner = members[number % members.length] ?? { id: managementAccountId };
      return generateWorkload(draft(seed, number, fleetRegions), owner.id);
    }),
  };
}

function checkSize(what: keyof typeof mostOf, wanted: number, least: number): void {
  if (Number.isInteger(wanted) && wanted >= least && wanted <= mostOf[what]) return;
  throw new RangeError(`A generated fleet has ${least} to ${mostOf[what]} ${what}, not ${wanted}.`);
}

function generateAccounts(count: number): AccountDeclaration[] {
  const members = Array.from({ length: count - 1 }, (_, index) => ({
    id: String(firstMemberAccountId + index),
    name: `team-${String(index + 1).padStart(2, '0')}`,
  }));
  return [{ id: managementAccountId, name: members.length === 0 ? 'production' : 'management' }, ...members];
}

function draft(seed: number, number: number, fleetRegions: readonly AwsRegion[]): Draft {
  const noun = nouns[number % nouns.length] ?? 'workload';
  const id = `${noun}-${String(1 + Math.floor(number / nouns.length)).padStart(2, '0')}`;
  const key = streamKey(seed, `generated:${id}`);
  const chance = (salt: number) => unitAt(key, salt);
  const shape = shapes[number % shapes.length] ?? 'switched';
  return { number, id, shape, chance, fleetRegions, regions: chooseRegions(number, shape, chance, fleetRegions) };
}

function chooseRegions(
  number: number,
  shape: Shape,
  chance: Draft['chance'],
  fleetRegions: readonly AwsRegion[],
): AwsRegion[] {
  const choices = shape === 'quorum' ? (quorumIn(fleetRegions, chance) ?? fleetRegions) : fleetRegions;
  // One in twenty-five is everywhere.
  const wanted = shape !== 'everywhere' ? 2 : number % 25 === 1 ? choices.length : 2 + Math.floor(4 * chance(1));
  // Homes go round, so that every region of a large fleet is somebody's.
  const first = (number * 7 + Math.floor(choices.length * chance(2))) % choices.length;
  const others = choices.filter((_, index) => index !== first);
  const home = choices[first];
  if (home === undefined) return [];
  const ranked = others.map((region, index) => ({ region, rank: chance(100 + index) }));
  ranked.sort((left, right) => left.rank - right.rank);
  return [home, ...ranked.slice(0, wanted - 1).map(({ region }) => region)];
}

/** Three regions or more that may hold a quorum together; undefined where the fleet has no such three. */
function quorumIn(fleetRegions: readonly AwsRegion[], chance: Draft['chance']): readonly AwsRegion[] | undefined {
  const sets = quorumSets
    .map((codes) => fleetRegions.filter(({ code }) => codes.some((each) => each === code)))
    .filter((set) => set.length > 2);
  return sets[Math.floor(sets.length * chance(3))];
}

function generateWorkload(given: Draft, accountId: string): WorkloadDeclaration {
  const { id, shape, regions, chance } = given;
  const requestsPerSecondPerInstance = 40 + Math.floor(6 * chance(4)) * 20;
  const populations = shape === 'archive' ? [] : generatePopulations(given);
  const capacity = shape === 'archive' ? [] : generateCapacity(given, populations, requestsPerSecondPerInstance);
  const entry = generateEntry(given);
  return {
    id,
    accountId,
    profile: generateProfile(given),
    capacity,
    requestsPerSecondPerInstance: shape === 'archive' ? 0 : requestsPerSecondPerInstance,
    populations,
    stores: generateStores(given),
    ...(entry !== undefined && { entry }),
    ...generateCompanions(given),
    billedDemand: (shape === 'everywhere' ? regions : regions.slice(0, 1)).map(({ code, longitude }) => {
      const share = shape === 'everywhere' ? 1 / regions.length : 1;
      const peak = populations.reduce((sum, each) => sum + each.peakRequestsPerSecond, 0) * share;
      const requests = Math.round(peak * 3600 * 0.66);
      return { region: code, requests, writes: Math.round(requests * 0.2), utcOffsetHours: Math.round(longitude / 15) };
    }),
  };
}

/** Users near the first four of its regions. */
function generatePopulations({ regions, chance }: Draft): UserPopulation[] {
  return regions.slice(0, 4).map(({ code, short, longitude }, index) => ({
    id: `near-${short}`,
    resolverRegion: code,
    utcOffsetHours: Math.round(longitude / 15),
    peakRequestsPerSecond: 20 + Math.floor(180 * chance(10 + index)),
  }));
}

/** The home of a standby carries everybody; where all regions are active each carries what comes, with some to spare. */
function generateCapacity(
  { regions, shape, chance }: Draft,
  populations: readonly UserPopulation[],
  perInstance: number,
): RegionCapacity[] {
  const peak = populations.reduce((sum, each) => sum + each.peakRequestsPerSecond, 0);
  const whole = Math.max(2, Math.ceil(peak / perInstance / 0.7));
  return regions.map(({ code }, index) => {
    const desired = shape === 'everywhere' || index === 0 ? whole : Math.max(1, Math.floor(whole / 2));
    // Here and there a region lacks capacity, and one instance never came up.
    const missing = desired > 2 && chance(20 + index) < 0.03 ? 1 : 0;
    return { region: code, desired, max: Math.max(12, desired * 2), inService: desired - missing };
  });
}

function generateEntry({ id, shape, number, regions }: Draft): EntryDeclaration | undefined {
  switch (shape) {
    case 'archive':
      return undefined;
    case 'switched':
      return { hostLabel: id, routing: { policy: 'routing-controls' } };
    case 'everywhere': {
      const policy = (['latency', 'geolocation', 'weighted'] as const)[Math.floor(number / shapes.length) % 3];
      if (policy !== 'geolocation') return { hostLabel: id, routing: { policy: policy ?? 'latency' } };
      const bound = new Map(regions.toReversed().map(({ continent, code }) => [continent, code]));
      const continents = [...bound].map(([code, region]) => ({
        code,
        name: `continent-${code.toLowerCase()}`,
        region,
      }));
      return { hostLabel: id, routing: { policy, continents } };
    }
    default:
      return { hostLabel: id, routing: { policy: 'failover' } };
  }
}

function generateProfile({ id, shape, number, regions }: Draft): WorkloadProfile {
  const common = { name: nameOf(id), owner: id.replace(/-\d+$/, ''), regions: regions.map(({ code }) => code) };
  const lesser = number % 2 === 1;
  switch (shape) {
    case 'switched':
    case 'quorum': {
      const objective = lesser ? { rtoSeconds: 1800, rpoSeconds: 300 } : { rtoSeconds: 300, rpoSeconds: 60 };
      const objectives = [{ scenario: 'region-loss' as const, ...objective }];
      return { ...common, tier: lesser ? 1 : 0, strategy: 'warm-standby', objectives };
    }
    case 'everywhere': {
      const rpoSeconds = lesser ? 900 : 60;
      const objectives = [{ scenario: 'region-loss' as const, rtoSeconds: 0, shiftSeconds: 120, rpoSeconds }];
      return { ...common, tier: lesser ? 1 : 0, strategy: 'active-active', objectives };
    }
    case 'media': {
      const objectives = [{ scenario: 'region-loss' as const, rtoSeconds: 14_400, rpoSeconds: 900 }];
      return { ...common, tier: 2, strategy: 'pilot-light', objectives };
    }
    case 'archive': {
      const objective = { rtoSeconds: 86_400, rpoSeconds: 86_400 };
      const objectives = [
        { scenario: 'region-loss' as const, ...objective },
        { scenario: 'data-loss' as const, ...objective },
      ];
      return { ...common, tier: 3, strategy: 'backup-restore', objectives };
    }
  }
}

function nameOf(id: string): string {
  return `${id.charAt(0).toUpperCase()}${id.slice(1).replace('-', ' ')}`;
}

function generateStores({ id, shape, chance, regions, fleetRegions }: Draft): StoreDeclaration[] {
  const [home, standby] = regions;
  if (home === undefined || standby === undefined) return [];
  const pair = { writer: home.code, secondaries: [standby.code] };
  const bucket = (name: string, timeControl: boolean) => ({
    kind: 's3-replication' as const,
    id: name,
    resource: `acme-${id}-${name}-${home.short}`,
    targetBucket: `acme-${id}-${name}-${standby.short}`,
    ...pair,
    ruleId: timeControl ? 'rtc' : 'plain',
    timeControl,
    metrics: timeControl || chance(30) < 0.7,
    bytesPerObject: 40_000 + Math.floor(3_000_000 * chance(31)),
    billed: { storedGb: 900 + Math.floor(9000 * chance(32)), writtenGbPerHour: 4, putsPerHour: 4000 },
  });
  const table = (name: string) => ({
    kind: 'dynamodb-global-table' as const,
    id: name,
    resource: `${id}-${name}`,
    itemCount: 100_000 + Math.floor(4_000_000 * chance(33)),
    sizeBytes: 200_000_000 + Math.floor(4e9 * chance(34)),
    replicas: regions.map(({ code }) => code),
  });
  const aurora = {
    kind: 'aurora-global' as const,
    id: 'main',
    resource: `${id}-global`,
    clusterPrefix: id,
    ...pair,
    instances: { [home.code]: 2, [standby.code]: 1 },
    writes: { perRequest: 0.2 },
  };
  switch (shape) {
    case 'switched':
      return [aurora];
    case 'everywhere':
      return [
        { ...table('items'), consistency: 'EVENTUAL', writes: { perRequest: 0.3 } },
        {
          kind: 'elasticache-global',
          id: 'cache',
          resource: `${id}-cache`,
          groupPrefix: `${id}-cache`,
          writer: home.code,
          secondaries: regions.slice(1, 3).map(({ code }) => code),
          rebuildable: true,
          writes: { perRequest: 0.3 },
        },
      ];
    case 'media':
      return [
        { ...bucket('originals', true), accessPoint: `acme-${id}`, writes: { perRequest: 0.05 } },
        {
          kind: 'rds-replica',
          id: 'index',
          resource: `${id}-index-${home.short}`,
          replica: `${id}-index-${standby.short}`,
          ...pair,
          instanceClass: 'db.m6g.large',
          engine: 'mysql',
          engineVersion: '8.0.40',
          writes: { perRequest: 0.1 },
        },
      ];
    case 'archive':
      return [{ ...bucket('files', false), writes: { perMinute: 20 + Math.floor(60 * chance(35)) } }];
    case 'quorum': {
      const witness = witnessOf(regions, fleetRegions);
      const consistency = witness === undefined ? 'EVENTUAL' : 'STRONG';
      return [
        aurora,
        { ...table('keys'), consistency, ...(witness !== undefined && { witness }), writes: { perRequest: 0.2 } },
      ];
    }
  }
}

/** The third region of a quorum; undefined where these regions cannot form one. */
function witnessOf(regions: readonly AwsRegion[], fleetRegions: readonly AwsRegion[]): string | undefined {
  const isIn = (set: readonly string[], code: string) => set.includes(code);
  const set = quorumSets.find((codes) => regions.every(({ code }) => isIn(codes, code)));
  if (set === undefined) return undefined;
  return fleetRegions.find(({ code }) => isIn(set, code) && !regions.includes(findRegion(code)))?.code;
}

/** What a region needs beside the data before it can serve, and what has no copy at all. */
function generateCompanions({
  id,
  shape,
  number,
  regions,
}: Draft): Pick<WorkloadDeclaration, 'queue' | 'backup' | 'secrets' | 'keys' | 'distribution'> {
  const [home, standby] = regions;
  if (home === undefined || standby === undefined) return {};
  if (shape === 'archive') {
    return {
      backup: {
        store: 'backups',
        source: { region: home.code, vault: id },
        copy: { region: standby.code, vault: `${id}-copy` },
        resourceName: id,
        sizeBytes: 9_000_000_000 + number * 700_000_000,
        idPrefix: `${id}:`,
      },
    };
  }
  if (shape === 'everywhere') {
    const distribution = {
      id: `E${hexOf(`distribution:${id}`, 12).toUpperCase()}`,
      hostLabel: `static-${id}`,
      origins: [home.code, standby.code],
    };
    return number % 10 === 1 ? { distribution } : {};
  }
  if (shape !== 'switched') return {};
  // Now and then a copy was never made: a failover would find no such secret.
  const failed = { status: 'Failed', statusMessage: 'Replication failed: Access to KMS is not allowed' } as const;
  const inSync = { status: 'InSync', statusMessage: null } as const;
  const primaryRegion = home.code;
  return {
    queue: { store: 'events', name: `${id}-events`, regions: [home.code, standby.code] },
    secrets: [
      {
        name: `${id}/database`,
        description: `Master credentials of ${id}-global.`,
        primaryRegion,
        replicas: [{ region: standby.code, ...(number % 20 === 10 ? failed : inSync) }],
      },
    ],
    keys: [
      {
        alias: `alias/${id}`,
        description: `Encrypts the data of ${id} in its regions.`,
        primaryRegion,
        replicaRegions: [standby.code],
      },
    ],
  };
}
