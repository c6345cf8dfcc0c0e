import type { BudgetVerdict } from '@/lib/domain/polling/polling-entity';
import { type Shape, StatusIcon } from './status-icon';
import type { Tone } from './tones';

const looks: Readonly<Record<BudgetVerdict, { readonly shape: Shape; readonly tone: Tone; readonly word: string }>> = {
  'no-budget': { shape: 'empty-square', tone: 'inactive', word: 'No budget set' },
  usual: { shape: 'ring-check', tone: 'normal', word: 'Within budget' },
  stretched: { shape: 'triangle-clock', tone: 'warning', word: 'Kept by polling less often' },
  over: { shape: 'octagon-cross', tone: 'critical', word: 'Over budget' },
  'prices-unknown': { shape: 'dashed-question', tone: 'unknown', word: 'Unknown — prices are not known' },
};

/** Whether a polling budget is kept, and how. */
export function BudgetState({ verdict }: { readonly verdict: BudgetVerdict }) {
  const { shape, tone, word } = looks[verdict];
  return (
    <span data-budget={verdict} className="inline-flex items-center gap-1.5">
      <StatusIcon shape={shape} tone={tone} />
      <span>{word}</span>
    </span>
  );
}
