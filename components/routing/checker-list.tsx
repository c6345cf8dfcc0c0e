import { newestValue } from '@/lib/domain/observe';
import type { CheckerRegion, HealthCheckView } from '@/lib/domain/routing-page/types';
import type { EpochMs } from '@/lib/domain/time';
import { formatAge } from '@/lib/format';
import { SourceLink } from '../charts/source-link';
import { missingWords } from '../status/aged-value';
import { CheckersStatus } from '../status/routing-status';

export interface CheckerListProps {
  readonly checks: readonly HealthCheckView[];
  readonly accountId: string;
  readonly now: EpochMs;
  readonly simulated: boolean;
}

/** Each health check with what its checkers say, by the region they ask from. */
export function CheckerList({ checks, accountId, now, simulated }: CheckerListProps) {
  if (checks.length === 0) {
    return <p className="text-ink-muted">No health check of an endpoint is known of it.</p>;
  }
  return (
    <ul className="grid gap-2">
      {checks.map((check) => (
        <Check key={check.id} check={check} accountId={accountId} now={now} simulated={simulated} />
      ))}
    </ul>
  );
}

function Check({
  check,
  accountId,
  now,
  simulated,
}: Omit<CheckerListProps, 'checks'> & { readonly check: HealthCheckView }) {
  const { hostname, region, asks, status, checkers, sentence, source } = check;
  const newest = newestValue(checkers.observation);
  const old = checkers.freshness === 'stale' || checkers.freshness === 'never';
  const isCurrent = checkers.observation.state === 'observed' && !old;
  return (
    <li data-testid="health-check" data-status={status.state} className="grid gap-0.5">
      <p className="flex flex-wrap items-center gap-x-2">
        <CheckersStatus state={status.state}>{region === 'none' ? hostname : region}</CheckersStatus>
        <span className="text-ink-muted text-note">{status.sentence}</span>
      </p>
      <details className="text-note">
        <summary className={old ? 'text-ink-faint underline decoration-dashed underline-offset-2' : 'text-ink-muted'}>
          {sentence}
          {checkers.observation.state === 'missing' && `: ${missingWords[checkers.observation.reason]}`}
        </summary>
        <p className="mt-1 text-ink-muted [overflow-wrap:anywhere]">
          {asks}. <SourceLink source={source} accountId={accountId} simulated={simulated} />
        </p>
        {newest !== 'none' && (
          <ul className="mt-1 grid gap-x-4 gap-y-0.5 sm:grid-cols-2">
            {newest.value.map((one) => (
              <li key={one.region} data-checker-region={one.region}>
                <CheckersStatus state={isCurrent ? stateOf(one) : 'unknown'}>
                  {`${one.region} ${wordsOf(one)}, asked ${formatAge(one.newestAt, now)}`}
                </CheckersStatus>
                {one.detail !== 'none' && (
                  <span className="block pl-5 text-ink-muted [overflow-wrap:anywhere]">{one.detail}</span>
                )}
              </li>
            ))}
          </ul>
        )}
      </details>
    </li>
  );
}

function stateOf({ passing, failing, unrecognised }: CheckerRegion): 'pass' | 'fail' | 'mixed' | 'unknown' {
  if (unrecognised > 0) return 'unknown';
  if (failing === 0) return passing === 0 ? 'unknown' : 'pass';
  return passing === 0 ? 'fail' : 'mixed';
}

function wordsOf({ passing, failing, unrecognised }: CheckerRegion): string {
  return `${passing} of ${passing + failing + unrecognised} pass`;
}
