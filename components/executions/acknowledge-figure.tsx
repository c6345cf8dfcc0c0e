import { formatDuration } from '@/lib/format';
import type { LossView } from '@/lib/recovery/pages/view-loss';
import type { AcknowledgedFigures } from './use-acknowledged';

/** The box by which a person says that they know a figure, and what became of it since. */
export function AcknowledgeFigure({
  loss,
  figures,
}: {
  readonly loss: LossView;
  readonly figures: AcknowledgedFigures;
}) {
  if (!loss.needsWord) return <span className="text-ink-faint">nothing to acknowledge</span>;
  const acknowledged = figures.of(loss);
  const words = `${loss.storeId}: ${loss.atMostWords}, ${loss.fateWords}`;
  return (
    <span className="grid gap-0.5" data-testid={`acknowledge-${loss.storeId}`} data-acknowledged={acknowledged.state}>
      <label className="inline-flex min-h-6 items-center gap-1.5">
        <input
          type="checkbox"
          className="size-4 shrink-0"
          aria-label={`I know that this may be ${loss.fate}: ${words}`}
          checked={acknowledged.state === 'stands'}
          onChange={() => figures.toggle(loss)}
        />
        I know
      </label>
      {acknowledged.state === 'stands' && acknowledged.seen !== loss.atMostSeconds && (
        <span className="text-ink-muted text-note">you saw {seenWords(acknowledged.seen)}</span>
      )}
      {acknowledged.state === 'outgrown' && (
        <strong className="font-medium text-ink text-note">
          You acknowledged {seenWords(acknowledged.seen)}. It is {loss.atMostWords} now: acknowledge it again.
        </strong>
      )}
    </span>
  );
}

function seenWords(seen: number | 'unknown'): string {
  return seen === 'unknown' ? 'an unknown figure' : formatDuration(seen);
}
