'use client';

import type { Month } from '@/lib/domain/costs/report/choose-month';
import type { ExecutiveMonth } from '@/lib/domain/reports/executive/reading';
import { formatMonth } from '@/lib/format';
import { executiveReportAddress } from '../shell/addresses';
import { Choice } from '../ui/choice';

export interface MonthChooserProps {
  readonly month: Month;
  /** The newest first. */
  readonly months: readonly ExecutiveMonth[];
}

/** The month before, the one after, and all there are. */
export function MonthChooser({ month, months }: MonthChooserProps) {
  const known = months.map((one) => one.month);
  const listed = known.includes(month) ? known : [...known, month].sort().reverse();
  const at = listed.indexOf(month);
  const words = Object.fromEntries(listed.map((one) => [one, monthWords(one, months)]));
  return (
    <span className="flex items-center gap-1.5">
      <Step to={listed[at + 1]} sign="‹" words="The month before" />
      <Choice
        label="Month"
        value={month}
        options={listed}
        words={words}
        onChoose={(chosen) => window.location.assign(executiveReportAddress(chosen))}
      />
      <Step to={at <= 0 ? undefined : listed[at - 1]} sign="›" words="The month after" />
    </span>
  );
}

function monthWords(month: Month, months: readonly ExecutiveMonth[]): string {
  const state = months.find((one) => one.month === month)?.state;
  const more = state === 'goes-on' ? ', so far' : state === 'awaits-its-end' ? ', not closed yet' : '';
  return `${formatMonth(month)}${more}`;
}

interface StepProps {
  readonly to: Month | undefined;
  readonly sign: string;
  readonly words: string;
}

function Step({ to, sign, words }: StepProps) {
  const look = 'inline-flex size-7 items-center justify-center rounded-control border text-body';
  if (to === undefined) {
    return (
      <span aria-hidden="true" className={`${look} border-line text-ink-faint`}>
        {sign}
      </span>
    );
  }
  return (
    <a
      href={executiveReportAddress(to)}
      aria-label={`${words}: ${formatMonth(to)}`}
      className={`${look} border-line-strong hover:bg-raised`}
    >
      {sign}
    </a>
  );
}
