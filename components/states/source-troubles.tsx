import type { SourceTroubleGroup } from '@/lib/domain/source-trouble';
import type { EpochMs } from '@/lib/domain/time';
import { formatList } from '@/lib/domain/wording/list';
import { missingWords } from '../status/aged-value';
import { Denied } from './denied';
import { SourceNotice } from './source-notice';

export interface SourceTroublesProps {
  readonly troubles: readonly SourceTroubleGroup[];
  /** What it means for the page, e.g. `Figures from there keep their last values and age.` */
  readonly effect: string;
  readonly now: EpochMs;
}

/** Lines shown at most; the page of accounts has them all. */
const mostShown = 3;

/** What the page cannot see, and why: each call that fails once, wherever it does. */
export function SourceTroubles({ troubles, effect, now }: SourceTroublesProps) {
  if (troubles.length === 0) return null;
  const rest = troubles.length - mostShown;
  return (
    <section aria-label="Sources in trouble" className="rounded-panel border border-line bg-surface py-1">
      {troubles.slice(0, mostShown).map((trouble) => (
        <Trouble key={`${trouble.state} ${trouble.call}`} trouble={trouble} effect={effect} now={now} />
      ))}
      <p className="px-4 py-1 text-ink-muted text-table">
        {rest > 0 && `${rest} more. `}
        <a href="/accounts" className="text-link hover:underline">
          {troubles.some(({ state }) => state === 'denied') ? 'What to allow' : 'All sources'}, by account and region
        </a>
      </p>
    </section>
  );
}

function Trouble({
  trouble,
  effect,
  now,
}: Omit<SourceTroublesProps, 'troubles'> & { readonly trouble: SourceTroubleGroup }) {
  const { call, state, places, since, nextTryAt } = trouble;
  const [first] = places;
  const regions = formatList([...new Set(places.map(({ region }) => region))], 3);
  if (state === 'denied' && first !== undefined) {
    const accounts = formatList([...new Set(places.map(({ accountId }) => accountId))], 2);
    return (
      <Denied
        denial={{ action: call, resource: 'what the page shows', accountId: accounts, region: regions, since }}
        now={now}
      />
    );
  }
  return (
    <SourceNotice
      trouble={{ region: regions, call, happened: missingWords[state], since, effect, nextTryAt }}
      now={now}
    />
  );
}
