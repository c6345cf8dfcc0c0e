import type { ExecutionState, RecoveryPhase, StepState } from '@/lib/domain/recovery/execution';
import { type Basis, type Figure, fromMoment, type Moment } from '@/lib/domain/reports/figure';
import type { RecoveryTimeVerdict, ReportedCall } from '@/lib/domain/reports/recovery-report/report';
import { formatDuration } from '@/lib/format';
import type { Piece } from '../pdf/pdf-document';

/** `2026-11-20 12:12:09`, in UTC, as every column head and the foot of each page says; truncated, as a clock reads. */
export function stampOf(moment: Moment): string {
  return new Date(fromMoment(moment)).toISOString().slice(0, 19).replace('T', ' ');
}

/** A moment, or the word that says why there is none. */
export function stampOr(moment: Moment, words: Readonly<Record<string, string>>): string {
  return words[moment] ?? stampOf(moment);
}

const prefixes = { measured: '', 'at-least': 'at least ', 'at-most': 'at most ', estimated: 'est. ' } as const;

/** A figure with its footnote; one that was not measured says so, and the footnote why. */
export function figureOf(figure: Figure): Piece {
  if (figure.state === 'not-measured') {
    return { text: 'not measured', notes: [noteOf(figure, `Not measured: ${figure.because}`)] };
  }
  return { text: `${prefixes[figure.state]}${formatDuration(figure.seconds)}`, notes: [noteOf(figure)] };
}

/** What a figure rests on, as one note. */
export function noteOf({ period, asOf, method }: Basis, lead = ''): string {
  const unknown = { unknown: 'not known' };
  const stretch = `Period ${stampOr(period.from, unknown)} to ${stampOr(period.to, unknown)} UTC`;
  return `${lead === '' ? '' : `${lead}. `}${stretch}; as of ${stampOf(asOf)} UTC; method: ${method}.`;
}

export const verdictWords: Readonly<Record<RecoveryTimeVerdict, string>> = {
  within: '● Within the objective',
  breached: '▲ Objective breached',
  'not-proven': '◇ Not proven: users were not seen served for three minutes',
  'no-outage': '○ No outage: users noticed nothing',
  'no-objective': '– No objective',
};

export const outcomeMarks: Readonly<Record<ExecutionState, string>> = {
  completed: '●',
  'completed-with-exceptions': '◐',
  failed: '▲',
  'timed-out': '▲',
  cancelled: '■',
  pending: '○',
  'awaiting-approval': '○',
  running: '○',
  'paused-by-operator': '■',
  'paused-by-failed-step': '▲',
  'verifying-health': '○',
};

export const phaseWords: Readonly<Record<RecoveryPhase, string>> = {
  detect: 'Detect',
  decide: 'Decide',
  execute: 'Execute',
  verify: 'Verify',
  propagate: 'Propagate',
};

export const phaseStateWords = { done: '● Done', gap: '◇ Gap', 'not-part': '– No part of it' } as const;

export const stepWords: Readonly<Record<StepState, string>> = {
  done: '● Done',
  skipped: '■ Left out',
  failed: '▲ Failed',
  'in-doubt': '◇ Outcome not known',
  cancelled: '○ Not done',
  pending: '○ Not begun',
  running: '◐ Not ended',
  waiting: '◐ Waited for a person',
};

export const callWords: Readonly<Record<ReportedCall['outcome'], string>> = {
  answered: '● answered',
  refused: '▲ refused',
  unreachable: '▲ unreachable',
  'timed-out': '◇ timed out',
  unknown: '◇ outcome not known',
};

export const severityWords = { critical: '▲ critical', warning: '◆ warning', notice: '○ notice' } as const;
export const fateWords = { lost: 'lost for good', stranded: 'stranded', none: 'moved without loss' } as const;
