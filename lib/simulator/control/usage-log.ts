import { findAccount } from '../services/account';
import type { Call } from '../wire';
import type { World } from '../world/types';

/** What AWS would bill an account for, by the words of its price lists. */
export type BilledUsage = Readonly<Record<string, Readonly<Record<string, number>>>>;

export interface UsageLog {
  record(call: Call, outcome: string): void;
  /** Units by account since the simulator was started. */
  read(): BilledUsage;
}

/** Never billed: the service's own failures, requests that were throttled or sent on, calls without an answer. */
const free =
  /^(black-hole|destroy|PermanentRedirect|TemporaryRedirect|NotImplemented|Internal\w*|ServiceUnavailable\w*)$|throttl|TooManyRequests|SlowDown|LimitExceeded/i;

/** Counts what AWS bills for the calls it gets, call by call as they arrive; for tests only. */
export function openUsageLog(world: Pick<World, 'globalTables' | 'buckets'>): UsageLog {
  const usage = new Map<string, Map<string, number>>();
  return {
    record(call, outcome) {
      const account = findAccount(call);
      if (account === undefined || free.test(outcome)) return;
      const own = usage.get(account) ?? new Map<string, number>();
      usage.set(account, own);
      for (const [unit, units] of unitsOf(call, account, world)) own.set(unit, (own.get(unit) ?? 0) + units);
    },
    read: () => Object.fromEntries([...usage].map(([account, own]) => [account, Object.fromEntries(own)])),
  };
}

function unitsOf(
  call: Call,
  account: string,
  world: Pick<World, 'globalTables' | 'buckets'>,
): readonly (readonly [string, number])[] {
  const input = call.input as Readonly<Record<string, unknown>>;
  switch (call.service) {
    case 'CloudWatch':
      return call.operation === 'GetMetricData'
        ? [['GetMetricData metrics', metricsRequested(input)]]
        : [['CloudWatch requests', 1]];
    case 'Cost Explorer':
      return [['Cost Explorer pages', 1]];
    case 'DynamoDB': {
      if (call.operation === 'GetItem') return [['DynamoDB reads', 1]];
      if (call.operation !== 'PutItem') return [];
      const table = world.globalTables(account).find(({ name }) => name === input.TableName);
      return [
        ['DynamoDB writes', 1],
        ['DynamoDB replicated writes', table === undefined ? 0 : table.replicas.length - 1],
      ];
    }
    case 'S3': {
      if (call.operation !== 'PutObject') return [['S3 GET and others', 1]];
      const bucket = world.buckets(account).find(({ name }) => name === input.Bucket);
      return [
        ['S3 PUT', 1],
        ['S3 replicated PUT', bucket?.replication === undefined ? 0 : 1],
      ];
    }
    case 'SQS':
      return [['SQS requests', 1]];
    case 'Secrets Manager':
      return [['Secrets Manager requests', 1]];
    case 'KMS':
      return [['KMS requests', 1]];
    default:
      return [];
  }
}

interface WireQuery {
  readonly MetricStat?: {
    readonly Metric?: {
      readonly Namespace?: string;
      readonly MetricName?: string;
      readonly Dimensions?: readonly { readonly Name?: string; readonly Value?: string }[];
    };
    readonly Stat?: string;
  };
}

/** One metric with up to five of its statistics is one metric requested. */
function metricsRequested(input: { readonly MetricDataQueries?: unknown }): number {
  const queries = (input.MetricDataQueries ?? []) as readonly WireQuery[];
  const statistics: Record<string, string[]> = {};
  for (const { MetricStat: asked } of queries) {
    const { Namespace, MetricName, Dimensions = [] } = asked?.Metric ?? {};
    const metric = `${Namespace}/${MetricName}{${Dimensions.map(({ Name, Value }) => `${Name}:${Value}`)
      .sort()
      .join()}}`;
    statistics[metric] = [...(statistics[metric] ?? []), asked?.Stat ?? ''];
  }
  return Object.values(statistics)
    .map((each) => Math.ceil(new Set(each).size / 5))
    .reduce((sum, each) => sum + each, 0);
}
