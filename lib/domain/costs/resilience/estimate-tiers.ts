import type { Strategy, Workload } from '../../fleet';
import { strategies } from '../../fleet';
import { type Decimal, subtractDecimals, sumDecimals, zero } from '../decimal';
import { scaleDecimal } from '../scale-decimal';
import type { CostPurpose, NamedPurpose, ResiliencePurpose } from './name-purpose';
import type { UsageKind } from './usage-family';

/** What the estimate of a strategy rests on, each to be changed by whoever knows better. */
export interface TierAssumptions {
  /** Regions kept beside the first; of a workload as it is declared unless given. */
  readonly copies: number | 'as-declared';
  /** Share of the compute of the serving region that a warm standby keeps running, in percent. */
  readonly warmPercent: number;
  /** Share of the databases of the serving region that a copy keeps running, in percent. */
  readonly databasePercent: number;
  /** What a month of backup storage costs of what it is a copy of, in percent. */
  readonly backupPercent: number;
  /** What active regions keep running of the compute of one, each, in percent: the room to take over is in it. */
  readonly activePercent: number;
}

/**
 * The usual ones. Backups: Aurora keeps a GB of backup for 0.021 and one of storage for 0.10 dollars, RDS for 0.095 and
 * 0.115, EBS for 0.05 and 0.08 (price lists, August 2026); half is between them.
 */
export const usualAssumptions: TierAssumptions = {
  copies: 'as-declared',
  warmPercent: 30,
  databasePercent: 100,
  backupPercent: 50,
  activePercent: 100,
};

/** Least and most of each assumption that is a number; what is outside is refused. */
export const assumptionBounds = {
  copies: [1, 10],
  warmPercent: [1, 100],
  databasePercent: [1, 200],
  backupPercent: [1, 200],
  activePercent: [50, 300],
} as const satisfies Readonly<Record<keyof TierAssumptions, readonly [number, number]>>;

/** A workload's bill, split: on one basis, whichever. */
export interface SplitCost {
  readonly total: Decimal;
  readonly parts: Readonly<Record<CostPurpose, Decimal>>;
  readonly lines: readonly (Pick<NamedPurpose, 'purpose' | 'kind'> & { readonly amount: Decimal })[];
}

/** What a workload would cost by a strategy in the time of its bill. An estimate; never added to a bill. */
export interface TierEstimate {
  readonly strategy: Strategy;
  /** The workload has it now: what the estimate says of it shows how far it is off. */
  readonly isOwn: boolean;
  readonly serving: Decimal;
  readonly parts: Readonly<Record<ResiliencePurpose, Decimal>>;
  /** The parts together, without serving. */
  readonly resilience: Decimal;
  /** Serving and resilience against the same of the bill; below zero it would be cheaper. */
  readonly change: Decimal;
  /** What it would cost as well and nobody can tell from the bill. */
  readonly unknown: readonly string[];
}

/**
 * What each strategy would cost, reckoned from the workload's own bill. What the bill has of a part already is taken from
 * it, by the number of copies; what it has not is named as unknown and not made up. `none` where nothing on the bill
 * serves: there is nothing to reckon from.
 */
export function estimateTiers(
  cost: SplitCost,
  workload: Pick<Workload, 'regions' | 'strategy'>,
  assumptions: TierAssumptions,
): readonly TierEstimate[] | 'none' {
  if (!cost.lines.some(({ purpose }) => purpose === 'serving')) return 'none';
  const declaredCopies = Math.max(1, workload.regions.length - 1);
  const copies = assumptions.copies === 'as-declared' ? declaredCopies : assumptions.copies;
  const given = { cost, workload, assumptions, copies, growth: copies / declaredCopies };
  return strategies.map((strategy) => estimate(strategy, given));
}

interface Given {
  readonly cost: SplitCost;
  readonly workload: Pick<Workload, 'regions' | 'strategy'>;
  readonly assumptions: TierAssumptions;
  readonly copies: number;
  /** Copies wanted for each there is now. */
  readonly growth: number;
}

function estimate(strategy: Strategy, given: Given): TierEstimate {
  const { cost, workload } = given;
  const parts = partsOf(strategy, given);
  const resilience = sumDecimals(Object.values(parts));
  const serving = servingOf(strategy, given);
  const now = subtractDecimals(cost.total, cost.parts.unassigned);
  return {
    ...{ strategy, serving, parts, resilience },
    isOwn: strategy === workload.strategy,
    change: subtractDecimals(sumDecimals([serving, resilience]), now),
    unknown: unknownOf(strategy, given),
  };
}

/** All that serves, of some kinds. */
function servingBy({ cost }: Given, kinds: readonly UsageKind[]): Decimal {
  const lines = cost.lines.filter(
    ({ purpose, kind }) => purpose === 'serving' && kind !== 'not-known' && kinds.includes(kind),
  );
  return sumDecimals(lines.map(({ amount }) => amount));
}

/** The same of one serving region: of several the mean. */
function servingOfOne(given: Given, kinds: readonly UsageKind[]): Decimal {
  const count = given.workload.regions.filter(({ role }) => role !== 'standby').length;
  return scaleDecimal(servingBy(given, kinds), 1 / Math.max(1, count));
}

/** By demand, wherever users are served; and what each region has of its own. */
const byDemand: readonly UsageKind[] = ['users', 'monitoring', 'table-requests', 'copied-requests'];
const byRegion: readonly UsageKind[] = ['database', 'storage', 'secrets-and-keys'];

/**
 * What serves: the databases and storage of one region, what demand uses, and compute. One region that serves alone needs
 * all the compute that serves now; of active regions each has its own share.
 */
function servingOf(strategy: Strategy, given: Given): Decimal {
  const compute = strategy === 'active-active' ? servingOfOne(given, ['compute']) : servingBy(given, ['compute']);
  return sumDecimals([compute, servingBy(given, byDemand), servingOfOne(given, byRegion)]);
}

function partsOf(strategy: Strategy, given: Given): TierEstimate['parts'] {
  const { cost, assumptions, copies, growth } = given;
  const each = (kinds: readonly UsageKind[], percent: number) =>
    scaleDecimal(servingOfOne(given, kinds), (copies * percent) / 100);
  const grown = (purpose: ResiliencePurpose) => scaleDecimal(cost.parts[purpose], growth);
  if (strategy === 'backup-restore') {
    return {
      'standby-compute': zero,
      'replicated-writes': zero,
      'storage-copies': each(['storage'], assumptions.backupPercent),
      'inter-region-transfer': grown('inter-region-transfer'),
      tooling: zero,
    };
  }
  const databases = each(['database'], assumptions.databasePercent);
  return {
    'standby-compute': sumDecimals([databases, computeBeside(strategy, given)]),
    'replicated-writes': grown('replicated-writes'),
    'storage-copies': each(['storage', 'secrets-and-keys'], 100),
    'inter-region-transfer': grown('inter-region-transfer'),
    tooling: cost.parts.tooling,
  };
}

/** Compute that runs in the other regions. */
function computeBeside(strategy: Exclude<Strategy, 'backup-restore'>, given: Given): Decimal {
  const { assumptions, copies } = given;
  if (strategy === 'pilot-light') return zero;
  if (strategy === 'active-active') {
    return scaleDecimal(servingOfOne(given, ['compute']), (copies * assumptions.activePercent) / 100);
  }
  return scaleDecimal(servingBy(given, ['compute']), (copies * assumptions.warmPercent) / 100);
}

function unknownOf(strategy: Strategy, { cost: { parts } }: Given): readonly string[] {
  const isReplicated = strategy !== 'backup-restore';
  return [
    ...(parts['inter-region-transfer'] === zero ? ['what is sent between regions: the bill has none to go by'] : []),
    ...(isReplicated && parts['replicated-writes'] === zero
      ? ['writes paid for again at the copies: the bill has none to go by']
      : []),
    ...(isReplicated && parts.tooling === zero
      ? ['health checks and routing control: the bill has none to go by']
      : []),
    ...(strategy === 'backup-restore' ? ['what a restore costs on the day it is needed'] : []),
    ...(strategy === 'active-active' ? ['what it takes to make the application write in several regions'] : []),
  ];
}
