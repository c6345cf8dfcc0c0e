import type { StretchedPoll } from '@/lib/domain/polling/polling-entity';
import { describeStretch } from '@/lib/domain/polling/polling-findings';
import { purposeWords } from './purpose-words';

/** What is polled less often than usual because of the budget; nothing where nothing is. */
export function StretchedPolls({ stretched }: { readonly stretched: readonly StretchedPoll[] }) {
  if (stretched.length === 0) return null;
  return (
    <div data-testid="stretched-polls" className="border-line border-t px-4 py-3 text-table">
      <h3 className="font-medium">Polled less often, to keep the budget</h3>
      <ul className="mt-1 flex flex-col gap-0.5 text-ink-muted">
        {stretched.map((poll) => (
          <li key={`${poll.purpose} ${poll.call} ${poll.fromSeconds} ${poll.toSeconds}`} data-purpose={poll.purpose}>
            <span className="text-ink">{purposeWords[poll.purpose]}:</span> {describeStretch(poll)}
          </li>
        ))}
      </ul>
      <p className="mt-1 text-ink-faint text-note">
        Values show their age by these periods. The order is fixed: background, open views, tiers 2 and 3, and the
        protected tiers only with a finding.
      </p>
    </div>
  );
}
