import type { BudgetState } from '@/lib/domain/costs/budgets/judge-budget';
import { type Shape, StatusIcon } from './status-icon';
import type { Tone } from './tones';

const looks: Readonly<Record<BudgetState, { readonly shape: Shape; readonly tone: Tone; readonly word: string }>> = {
  over: { shape: 'octagon-cross', tone: 'critical', word: 'Overspent' },
  'forecast-over': { shape: 'triangle-clock', tone: 'warning', word: 'Will be overspent' },
  'nearly-spent': { shape: 'triangle-mark', tone: 'warning', word: 'Nearly spent' },
  'not-measured': { shape: 'dashed-minus', tone: 'unknown', word: 'Not measured' },
  within: { shape: 'ring-check', tone: 'normal', word: 'Within budget' },
};

/** Whether a budget of costs is kept. */
export function SpendingStatus({ state }: { readonly state: BudgetState }) {
  const { shape, tone, word } = looks[state];
  return (
    <span data-spending={state} className="inline-flex items-center gap-1.5">
      <StatusIcon shape={shape} tone={tone} />
      <span>{word}</span>
    </span>
  );
}
