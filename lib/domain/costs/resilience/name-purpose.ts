import type { RegionCode, RegionRole, Workload } from '../../fleet';
import type { UsageKind } from './usage-family';
import { kindOfUsage } from './usage-family';
import { readUsageType } from './usage-type';

/** What a line of a workload's bill is paid for. All but serving and unassigned are the price of resilience. */
export const costPurposes = [
  'serving',
  'standby-compute',
  'replicated-writes',
  'storage-copies',
  'inter-region-transfer',
  'tooling',
  'unassigned',
] as const;
export type CostPurpose = (typeof costPurposes)[number];

export const resiliencePurposes = [
  'standby-compute',
  'replicated-writes',
  'storage-copies',
  'inter-region-transfer',
  'tooling',
] as const satisfies readonly CostPurpose[];
export type ResiliencePurpose = (typeof resiliencePurposes)[number];

/** A purpose, and the rule that gave it, for a person. */
export interface NamedPurpose {
  readonly purpose: CostPurpose;
  readonly because: string;
  readonly region: RegionCode | 'global';
  readonly kind: UsageKind | 'not-known';
}

type Regions = Pick<Workload, 'regions'>;

/**
 * What a usage type is paid for, by the role its region has in the workload. Regions that serve, `primary` and `active`,
 * make compute and storage the cost of serving; only a standby makes them the price of resilience. The room that active
 * regions keep to take over from each other is no line of any bill and is not told apart.
 */
export function namePurpose(usageType: string, workload: Regions): NamedPurpose {
  const { region: named, family } = readUsageType(usageType);
  const kind = kindOfUsage(family);
  // Without a prefix it is us-east-1, or a service that is in no region: those are told by their kind.
  const region = named === 'not-named' ? (isGlobal(kind) ? 'global' : 'us-east-1') : named;
  const at = { region, kind };
  if (kind === 'not-known') {
    return { ...at, purpose: 'unassigned', because: 'no rule says what this usage type is paid for' };
  }
  const fixed = fixedPurposes[kind];
  if (fixed !== undefined) return { ...at, ...fixed };
  const role = workload.regions.find((one) => one.region === region)?.role ?? 'none';
  if (role === 'none') {
    return { ...at, purpose: 'unassigned', because: `${region} has no role in the workload` };
  }
  if (role !== 'standby') return { ...at, purpose: 'serving', because: `${region} is ${roleWords[role]}` };
  return { ...at, purpose: standbyPurpose(kind), because: `${region} is its standby` };
}

const roleWords: Readonly<Record<Exclude<RegionRole, 'standby'>, string>> = {
  primary: 'its primary',
  active: 'one of its active regions',
};

/** Paid for the same wherever it is. */
const fixedPurposes: Readonly<Partial<Record<UsageKind, Pick<NamedPurpose, 'purpose' | 'because'>>>> = {
  'between-regions': { purpose: 'inter-region-transfer', because: 'sent from one region to another' },
  'replicated-writes': { purpose: 'replicated-writes', because: 'a write that is paid for again at its copy' },
  backup: { purpose: 'storage-copies', because: 'kept for the loss of the original' },
  tooling: { purpose: 'tooling', because: 'notices a loss, or moves away from it' },
  monitoring: { purpose: 'serving', because: 'watches what serves' },
  users: { purpose: 'serving', because: 'what users ask and are sent' },
};

function isGlobal(kind: UsageKind | 'not-known'): boolean {
  return kind === 'tooling' || kind === 'users';
}

function standbyPurpose(kind: UsageKind): ResiliencePurpose {
  if (kind === 'storage' || kind === 'secrets-and-keys') return 'storage-copies';
  return kind === 'copied-requests' ? 'replicated-writes' : 'standby-compute';
}
