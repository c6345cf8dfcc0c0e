import type { FeltCell as Cell } from '@/lib/domain/series/build-user-felt';
import type { EpochMs } from '@/lib/domain/time';
import { formatAge, formatLatency } from '@/lib/format';
import { StatusIcon } from '../status/status-icon';

/** What is felt on one continent of one endpoint: typical and worst wait, who failed, and how old that is. */
export function FeltCell({ cell, now }: { readonly cell: Cell; readonly now: EpochMs }) {
  const { state, typicalMs, worstMs, measuredAt, failing, sentence } = cell;
  return (
    <td className="min-w-44 px-3 py-1.5" data-felt={state}>
      {typicalMs === 'none' || worstMs === 'none' || measuredAt === 'never' ? (
        <span className="text-ink-faint">unknown</span>
      ) : (
        <Waits isOld={state === 'old'} words={`${formatLatency(typicalMs)}, worst ${formatLatency(worstMs)}`} />
      )}
      <Failing failing={failing} />
      {measuredAt !== 'never' && <span className="block text-ink-faint text-note">{formatAge(measuredAt, now)}</span>}
      {sentence !== '' && (
        <span className="block max-w-56 text-ink-muted text-note [overflow-wrap:anywhere]">{sentence}</span>
      )}
    </td>
  );
}

function Waits({ isOld, words }: { readonly isOld: boolean; readonly words: string }) {
  if (!isOld) return <span className="whitespace-nowrap">{words}</span>;
  return (
    <span className="whitespace-nowrap text-ink-faint underline decoration-dashed underline-offset-2">
      unknown (was {words})
    </span>
  );
}

function Failing({ failing }: Pick<Cell, 'failing'>) {
  if (failing === 'unknown') return <span className="block text-ink-faint text-note">errors not known</span>;
  const { checkers, of } = failing;
  if (checkers === 0) return <span className="block text-ink-muted text-note">all {of} checkers get an answer</span>;
  return (
    <span className="flex items-center gap-1 text-note" data-failing={checkers}>
      <StatusIcon
        shape={checkers === of ? 'octagon-cross' : 'triangle-mark'}
        tone={checkers === of ? 'critical' : 'warning'}
        size={14}
      />
      {checkers} of {of} checkers get no answer
    </span>
  );
}
