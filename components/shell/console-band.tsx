import type { FleetOverview } from '@/lib/domain/overview/types';
import { formatMoment } from '@/lib/format';
import { NoticeBand } from '../status/notice-band';
import type { LiveState } from './live-entities';

/** Above everything: whether this page may be relied on. Absent while it may. */
export function ConsoleBand({ overview, live }: { readonly overview: FleetOverview; readonly live: LiveState }) {
  const { console, now } = overview;
  // A short break is the stream's ordinary reconnection; the freshness bar shows it.
  const lost = live.connection.state === 'lost' && now - live.connection.since > 10_000 ? live.connection : 'none';
  if (console.state === 'polling' && lost === 'none') return null;
  const starting = console.state === 'starting' && lost === 'none';
  return (
    <NoticeBand tone={starting ? 'active' : 'critical'} testId="console-band" state={console.state}>
      {lost !== 'none' && (
        <span>
          This page has lost its connection to the console since {formatMoment(lost.since, now, 'second')}. It shows
          what was known then.{' '}
        </span>
      )}
      {console.state !== 'polling' && <span>{console.sentence}</span>}
    </NoticeBand>
  );
}
