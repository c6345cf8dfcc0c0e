import type { Anomaly } from '@aws-sdk/client-cost-explorer';
import { type BillLine, usageRecords } from '../../world/bills/bill-line';
import { hexOf } from '../../world/seeded-random';
import type { World } from '../../world/types';

/** Days before the first unusual one that say what is expected. */
const learnedDays = 7;
/** Less is no anomaly: in dollars a day, and as a share of what was expected. */
const least = { nanoUsd: 1e9, share: 0.15 };
const mostCauses = 10;

/** A run of days, days since 1970, the last one included. */
interface Run {
  readonly first: number;
  readonly last: number;
}

/**
 * Spending of an account that is out of line with the week before: by service, in days in which something happened. Found
 * from the bill alone, so that the same world always finds the same ones.
 */
export function findAnomalies(world: World, account: string, { first, last }: Run): Anomaly[] {
  const arrivedDays = Math.floor(world.bills.arrivedUntil() / 24);
  const lines = world.bills.lines(account).filter(({ recordType }) => usageRecords.includes(recordType));
  const services = [...new Set(lines.map(({ service }) => service))].sort();
  return findRuns(world, first, Math.min(last, arrivedDays - 1)).flatMap((run) =>
    services.flatMap((service) => {
      const own = lines.filter((line) => line.service === service);
      const found = judgeService(world, own, run);
      return found === undefined ? [] : [toAnomaly(world, { ...found, account, service, run, arrivedDays })];
    }),
  );
}

function findRuns(world: World, first: number, last: number): Run[] {
  const runs: Run[] = [];
  for (let day = first; day <= last; day += 1) {
    if (!world.bills.isUnusual(day * 24, day * 24 + 24)) continue;
    const before = runs.at(-1);
    if (before?.last === day - 1) runs[runs.length - 1] = { first: before.first, last: day };
    else runs.push({ first: day, last: day });
  }
  return runs;
}

interface Cause {
  readonly region: string;
  readonly usageType: string;
  readonly account: string;
  readonly excess: number;
}

interface Found {
  readonly spent: number;
  readonly expected: number;
  readonly mostInADay: number;
  readonly causes: readonly Cause[];
}

/** Judged by region: what a failover moves from one region to another is no change of the whole service. */
function judgeService(world: World, lines: readonly BillLine[], run: Run): Found | undefined {
  const found = { spent: 0, expected: 0, mostInADay: 0, causes: [] as Cause[] };
  for (const region of new Set(lines.map((line) => line.region))) {
    const own = lines.filter((line) => line.region === region);
    const days = Array.from({ length: run.last - run.first + 1 }, (_, index) => costOf(world, own, run.first + index));
    const expectedADay = meanBefore(world, own, run.first);
    const excesses = days.map((day) => day - expectedADay);
    if (!excesses.some((excess) => excess >= least.nanoUsd && excess >= expectedADay * least.share)) continue;
    found.spent += days.reduce((sum, day) => sum + day, 0);
    found.expected += expectedADay * days.length;
    found.mostInADay += Math.max(...excesses);
    for (const line of own) {
      const spent = days.map((_, index) => costOf(world, [line], run.first + index)).reduce((sum, day) => sum + day, 0);
      const excess = spent - meanBefore(world, [line], run.first) * days.length;
      const { usageType, account } = line;
      if (excess > 0) found.causes.push({ region, usageType, account, excess });
    }
  }
  return found.causes.length === 0 ? undefined : found;
}

function costOf({ bills }: World, lines: readonly BillLine[], day: number): number {
  return lines.reduce((sum, line) => sum + bills.billed(line, day * 24, day * 24 + 24).nanoUsd, 0);
}

function meanBefore({ bills }: World, lines: readonly BillLine[], day: number): number {
  const sum = lines.reduce((total, line) => total + bills.billed(line, (day - learnedDays) * 24, day * 24).nanoUsd, 0);
  return sum / learnedDays;
}

type Told = Found & {
  readonly account: string;
  readonly service: string;
  readonly run: Run;
  readonly arrivedDays: number;
};

function toAnomaly(world: World, { account, service, run, arrivedDays, ...found }: Told): Anomaly {
  const id = hexOf(`anomaly:${account}:${service}:${run.first}`, 32);
  const impact = found.spent - found.expected;
  const score = Math.min(1, impact / Math.max(found.expected, least.nanoUsd));
  const isOver = run.last < arrivedDays - 1;
  const feedback = world.anomalyFeedback(id);
  return {
    AnomalyId: id,
    AnomalyStartDate: toDay(run.first),
    ...(isOver && { AnomalyEndDate: toDay(run.last) }),
    DimensionValue: service,
    RootCauses: [...found.causes]
      .sort((a, b) => b.excess - a.excess)
      .slice(0, mostCauses)
      .map((cause) => ({
        Service: service,
        Region: cause.region,
        LinkedAccount: cause.account,
        UsageType: cause.usageType,
        Impact: { Contribution: toUsd(cause.excess) },
      })),
    AnomalyScore: { MaxScore: toHundredth(score), CurrentScore: isOver ? 0 : toHundredth(score) },
    Impact: {
      MaxImpact: toUsd(found.mostInADay),
      TotalImpact: toUsd(impact),
      TotalActualSpend: toUsd(found.spent),
      TotalExpectedSpend: toUsd(found.expected),
      ...(found.expected > 0 && { TotalImpactPercentage: toHundredth((impact / found.expected) * 100) }),
    },
    MonitorArn: `arn:aws:ce::${account}:anomalymonitor/${hexOf(`monitor:${account}`, 32)}`,
    ...(feedback !== undefined && { Feedback: feedback }),
  };
}

const toUsd = (nano: number) => Math.round(nano / 1e4) / 1e5;
const toHundredth = (value: number) => Math.round(value * 100) / 100;
const toDay = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
