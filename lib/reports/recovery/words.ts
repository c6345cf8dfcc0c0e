import type { ExecutionState, RecoveryPhase, StepState } from '@/lib/domain/recovery/execution';
import type { RecoveryTimeVerdict, ReportedCall } from '@/lib/domain/reports/recovery-report/report';

export { figureOf, noteOf, stampOf, stampOr } from '@/lib/format/report-figures';

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
