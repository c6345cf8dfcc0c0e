import type { FreshnessSummary } from '@/lib/domain/overview/types';
import { formatAge, formatMoment } from '@/lib/format';
import { Button } from '../ui/button';
import type { LiveState } from './live-entities';

/** How old the page is: oldest source, sources late or failed, next poll, and Pause. */
export function FreshnessBar({ freshness, live }: { readonly freshness: FreshnessSummary; readonly live: LiveState }) {
  const { now, paused, connection } = live;
  return (
    <footer
      data-testid="freshness-bar"
      className="sticky bottom-0 z-20 flex flex-wrap items-center gap-x-5 gap-y-1 border-line border-t bg-surface px-4 py-1.5 text-ink-muted text-note sm:px-6"
    >
      <span className="min-w-0 truncate">{oldestWords(freshness, now)}</span>
      <span className={freshness.late + freshness.failed > 0 ? 'text-ink' : ''} title={failingWords(freshness)}>
        {freshness.sources} sources: {freshness.late} late, {freshness.failed} failed
      </span>
      {freshness.nextPollAt !== 'unknown' && paused.state === 'running' && (
        <span className="max-sm:hidden">next poll {nextPollWords(freshness.nextPollAt, now)}</span>
      )}
      {connection.state === 'lost' && paused.state === 'running' && (
        <span className="text-ink">Reconnecting since {formatMoment(connection.since, now, 'second')}</span>
      )}
      <span className="ml-auto flex items-center gap-3">
        {paused.state === 'paused' && (
          <strong role="status" className="font-medium text-ink">
            Paused at {formatMoment(paused.since, now, 'second')}. This page does not change.
          </strong>
        )}
        <Button onClick={paused.state === 'paused' ? live.resume : live.pause}>
          {paused.state === 'paused' ? 'Resume updates' : 'Pause updates'}
        </Button>
      </span>
    </footer>
  );
}

function oldestWords({ oldest }: FreshnessSummary, now: number): string {
  if (oldest === 'none') return 'No source has been asked yet';
  if (oldest.answeredAt === 'never') return `Oldest source: ${oldest.name}, no answer yet`;
  return `Oldest source: ${oldest.name}, ${formatAge(oldest.answeredAt, now)}`;
}

function nextPollWords(nextPollAt: number, now: number): string {
  const seconds = Math.ceil((nextPollAt - now) / 1000);
  return seconds > 0 ? `in ${seconds} s` : 'due';
}

function failingWords({ failing }: FreshnessSummary): string | undefined {
  return failing.length === 0 ? undefined : failing.map(({ sentence }) => sentence).join('\n');
}
