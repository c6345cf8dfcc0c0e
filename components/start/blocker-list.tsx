import type { Blocker } from '@/lib/domain/recovery/decision';
import type { EpochMs } from '@/lib/domain/time';
import { formatAge } from '@/lib/format';
import { BlockerMark } from '../status/decision-status';
import { edgeTone } from '../status/tones';
import { TextField } from '../ui/text-field';
import { gateName, type Overrides } from './use-overrides';

export interface BlockerListProps {
  readonly blockers: readonly Blocker[];
  /** `none` where it is only looked at. */
  readonly overrides: Overrides | 'none';
  /** Whether this person may go on in spite of those that can be. */
  readonly mayOverride: boolean;
  readonly now: EpochMs;
}

/** What stands in the way, each with what clears it, its last good value, and the reason to go on all the same. */
export function BlockerList({ blockers, overrides, mayOverride, now }: BlockerListProps) {
  return (
    <ul className="grid gap-2">
      {blockers.map((blocker) => (
        <li
          key={`${blocker.code} ${blocker.sentence}`}
          data-testid={`blocker-${blocker.code}`}
          className={`grid gap-1 pl-3 [overflow-wrap:anywhere] ${edgeTone[blocker.overridable ? 'warning' : 'critical']}`}
        >
          <BlockerMark blocker={blocker} />
          <span>{blocker.sentence}.</span>
          <span className="text-ink-muted">To clear it: {blocker.toClear}</span>
          {blocker.lastGood !== undefined && (
            <span className="text-ink-muted">
              Last good: {blocker.lastGood.value}, {formatAge(blocker.lastGood.at, now)}
            </span>
          )}
          {blocker.overridable && overrides !== 'none' && (
            <Override blocker={blocker} overrides={overrides} mayOverride={mayOverride} />
          )}
        </li>
      ))}
    </ul>
  );
}

interface OverrideProps {
  readonly blocker: Blocker;
  readonly overrides: Overrides;
  readonly mayOverride: boolean;
}

function Override({ blocker, overrides, mayOverride }: OverrideProps) {
  if (!mayOverride) {
    return <span className="text-ink-muted text-note">An approver may go on in spite of it, with a reason.</span>;
  }
  return (
    <div className="max-w-xl">
      <TextField
        label={<span className="text-ink-muted">Go on in spite of it, because</span>}
        name={`override-${gateName(blocker)}`}
        value={overrides.reasonOf(blocker)}
        onChange={(reason) => overrides.give(blocker, reason)}
      />
    </div>
  );
}
