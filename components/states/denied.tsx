import type { EpochMs } from '@/lib/domain/time';
import { formatMoment } from '@/lib/format';
import { StateLine } from './state-line';

export interface Denial {
  /** The IAM action, e.g. `rds:DescribeGlobalClusters`. */
  readonly action: string;
  /** On what: an ARN, or `*` in words. */
  readonly resource: string;
  readonly accountId: string;
  readonly region: string;
  readonly since: EpochMs;
}

/** We may not look: which action, on what, in which account. An answer about us, and no outage. */
export function Denied({ denial, now }: { readonly denial: Denial; readonly now: EpochMs }) {
  return (
    <StateLine testId="denied" shape="dot-info">
      {deniedWords(denial, now)}
    </StateLine>
  );
}

export function deniedWords({ action, resource, accountId, region, since }: Denial, now: EpochMs): string {
  const where = `in account ${accountId}, ${region}`;
  return `Denied: the reader role may not ${action} on ${resource} ${where}, since ${formatMoment(since, now, 'second')}. Allow it there and this fills by itself.`;
}
