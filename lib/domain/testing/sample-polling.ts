import type { Entity } from '../entities';
import { type AccountPolling, buildPolling, planAccount } from '../polling/build-polling';
import { type PolledItem, type PollPurpose, usualPeriods } from '../polling/polled-item';
import type { CountedUnit, PollingEntity } from '../polling/polling-entity';
import { pollingFindings } from '../polling/polling-findings';
import type { UnitCounts } from '../polling/prices';
import type { EpochMs } from '../time';

const accountId = '111122223333';

function item(
  id: string,
  call: string,
  purpose: PollPurpose,
  usualSeconds: number,
  units: UnitCounts,
  atLeast = units,
): PolledItem {
  const longestSeconds = {
    background: 86_400,
    'open-view': 900,
    'standing-unprotected': 3600,
    'standing-protected': 900,
  };
  const place = { accountId, region: 'us-east-1' };
  const turn = { requests: 1, units };
  return {
    ...{ id, ...place, call, purpose, usualSeconds, longestSeconds: longestSeconds[purpose] },
    atLeast: { requests: 1, units: atLeast },
    atMost: turn,
  };
}

const items: readonly PolledItem[] = [
  item('a', 'cloudwatch:GetMetricData', 'standing-protected', 60, { 'cloudwatch-metrics': 125 }),
  item('b', 'cloudwatch:GetMetricData', 'standing-unprotected', 60, { 'cloudwatch-metrics': 23 }),
  item('c', 'cloudwatch:DescribeAlarms', 'standing-protected', 60, { 'cloudwatch-requests': 5 }),
  item('d', 'secretsmanager:DescribeSecret', 'background', 300, { 'secrets-manager-requests': 4 }),
  item('e', 'ce:GetCostAndUsage', 'background', 21_600, { 'cost-explorer-pages': 1 }),
];

const undiscovered: readonly PolledItem[] = [
  item(
    'a',
    'cloudwatch:GetMetricData',
    'standing-protected',
    60,
    { 'cloudwatch-metrics': 144 },
    { 'cloudwatch-metrics': 118 },
  ),
  ...items.slice(1),
];

const counted: readonly CountedUnit[] = [
  { unit: 'cloudwatch-metrics', units: 2_387_400, unsureUnits: 1184 },
  { unit: 'cloudwatch-requests', units: 80_640, unsureUnits: 0 },
  { unit: 'cost-explorer-pages', units: 45, unsureUnits: 0 },
  { unit: 'secrets-manager-requests', units: 12_902, unsureUnits: 0 },
];

const usual: AccountPolling = {
  accountId,
  items,
  pricing: 'list-prices',
  budgetUsd: 'none',
  counted,
  nameLookupsPerSecond: 17,
};

/** What watching costs in each state there is, with the findings that belong to it. */
export const samplePolling = {
  forecast: (now: EpochMs) => sample({ ...usual, items: undiscovered, counted: 'not-counted' }, now),
  counted: (now: EpochMs) => sample({ ...usual, budgetUsd: 120 }, now),
  stretched: (now: EpochMs) => sample({ ...usual, budgetUsd: 66 }, now),
  protected: (now: EpochMs) => sample({ ...usual, budgetUsd: 40 }, now),
  over: (now: EpochMs) => sample({ ...usual, budgetUsd: 10 }, now),
  prices: (now: EpochMs) => sample({ ...usual, pricing: 'unknown', budgetUsd: 50 }, now),
} as const satisfies Readonly<Record<string, (now: EpochMs) => readonly Entity[]>>;

function sample(polling: AccountPolling, now: EpochMs): readonly Entity[] {
  const entity: PollingEntity = buildPolling(polling, planAccount(polling, usualPeriods, now), now);
  return [entity, ...pollingFindings([entity], now)];
}
