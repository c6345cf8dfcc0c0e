import { setImmediate as nextTurn } from 'node:timers/promises';
import type {
  DimensionValuesWithAttributes,
  GetCostAndUsageRequest,
  GetCostAndUsageResponse,
  Group,
  ResultByTime,
} from '@aws-sdk/client-cost-explorer';
import type { Call } from '../../wire';
import type { BilledAmount, BillLine, EpochHour } from '../../world/bills/bill-line';
import { addAmounts } from '../../world/bills/open-bills';
import { monthOf } from '../../world/bills/quantity';
import type { World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { openToken, sealToken } from '../sealed-token';
import { pageScope } from '../take-page';
import { checkMetrics, toMetricValues } from './amounts';
import { readFilter } from './filter';
import { groupLines, type LineGroup } from './grouping';
import { openAccount } from './open-account';
import { checkKept, type Granularity, type Period, readPeriod, splitPeriod, toInterval } from './period';
import { invalidNextToken, invalidRequest } from './refuse';

/** Groups and ungrouped totals that one page holds. */
const rowsPerPage = 1000;
/** Between two parts of a long period the doors answer others at least this often. */
const longestTurnMs = 25;

/**
 * Cost Explorer GetCostAndUsage. Pages are cut between groups, so a period may continue on the next page; all pages of a
 * request show the bill as it stood at the first.
 * @throws AwsError AccessDeniedException, BillExpirationException, DataUnavailableException, InvalidNextTokenException, ValidationException
 */
export async function getCostAndUsage(
  input: Given<GetCostAndUsageRequest>,
  world: World,
  call: Call,
): Promise<GetCostAndUsageResponse> {
  const granularity = readGranularity(input.Granularity);
  const period = readPeriod(input.TimePeriod, granularity);
  checkKept(period, granularity, world.now);
  checkMetrics(input.Metrics);
  const currency = openAccount(world, call);
  const { NextPageToken, ...question } = input;
  const scope = pageScope(call, question);
  const start = readPosition(scope, NextPageToken, world.bills.arrivedUntil());
  const lines = world.bills.lines(accountOf(call)).filter(readFilter(input.Filter));
  const groups = groupLines(lines, input.GroupBy);
  const bill = { world, currency, metrics: input.Metrics, granularity, arrivedUntil: start.arrivedUntil };
  const parts = splitPeriod(period, granularity);

  const results: ResultByTime[] = [];
  let rows = 0;
  let turnBegan = performance.now();
  let groupIndex = start.group;
  for (let index = start.part; index < parts.length; index += 1) {
    const part = parts[index];
    if (part === undefined) break;
    if (rows >= rowsPerPage) return finish({ part: index, group: 0 });
    const shown = groups === undefined ? undefined : billedGroups(bill, part, groups);
    const here = shown?.slice(groupIndex, groupIndex + rowsPerPage - rows);
    results.push(toResult(bill, part, lines, here));
    rows += Math.max(1, here?.length ?? 1);
    const next = groupIndex + (here?.length ?? 0);
    if (shown !== undefined && next < shown.length) return finish({ part: index, group: next });
    groupIndex = 0;
    if (performance.now() - turnBegan > longestTurnMs) {
      await nextTurn();
      turnBegan = performance.now();
    }
  }
  return finish(undefined);

  function finish(next: { part: number; group: number } | undefined): GetCostAndUsageResponse {
    return {
      GroupDefinitions: input.GroupBy,
      ResultsByTime: results,
      DimensionValueAttributes: describeAccounts(input, lines, world),
      NextPageToken: next && sealToken(scope, `${next.part}:${next.group}:${start.arrivedUntil}`),
    };
  }
}

interface Bill {
  readonly world: World;
  readonly currency: string;
  readonly metrics: readonly string[];
  readonly granularity: Granularity;
  readonly arrivedUntil: EpochHour;
}

function readGranularity(text: string): Granularity {
  if (text === 'HOURLY' || text === 'DAILY' || text === 'MONTHLY') return text;
  throw invalidRequest(`Granularity ${text} is invalid. Valid values are DAILY, HOURLY, MONTHLY`);
}

function readPosition(scope: string, token: string | undefined, arrivedUntil: EpochHour) {
  if (token === undefined) return { part: 0, group: 0, arrivedUntil };
  const position = openToken(scope, token);
  if (position === undefined) throw invalidNextToken();
  const [part = 0, group = 0, asOf = arrivedUntil] = position.split(':').map(Number);
  return { part, group, arrivedUntil: asOf };
}

/** What the lines were billed in the part of a period whose bill has arrived. */
function billedIn({ world, arrivedUntil }: Bill, { from, to }: Period, lines: readonly BillLine[]): BilledAmount {
  const end = Math.min(to, arrivedUntil);
  return addAmounts(end <= from ? [] : lines.map((line) => world.bills.billed(line, from, end)));
}

/** Groups of which something was used; the others are left out, as in AWS. */
function billedGroups(bill: Bill, part: Period, groups: readonly LineGroup[]): Group[] {
  return groups.flatMap(({ keys, lines }) => {
    const amount = billedIn(bill, part, lines);
    if (Object.values(amount).every((figure) => figure === 0)) return [];
    return [{ Keys: [...keys], Metrics: toMetricValues(bill.metrics, amount, lines, bill.currency) }];
  });
}

function toResult(bill: Bill, part: Period, lines: readonly BillLine[], groups: Group[] | undefined): ResultByTime {
  return {
    TimePeriod: toInterval(part, bill.granularity),
    Total: groups === undefined ? toMetricValues(bill.metrics, billedIn(bill, part, lines), lines, bill.currency) : {},
    Groups: groups ?? [],
    // A month is open until its last hour has arrived.
    Estimated: monthOf(part.from).to > bill.arrivedUntil,
  };
}

function describeAccounts(
  { GroupBy }: Given<GetCostAndUsageRequest>,
  lines: readonly BillLine[],
  world: World,
): DimensionValuesWithAttributes[] {
  if (!GroupBy?.some((each) => each.Type === 'DIMENSION' && each.Key === 'LINKED_ACCOUNT')) return [];
  const accounts = world.organization(world.accountId)?.accounts ?? [];
  return [...new Set(lines.map((line) => line.account))].map((Value) => ({
    Value,
    Attributes: { description: accounts.find(({ id }) => id === Value)?.name ?? Value },
  }));
}
