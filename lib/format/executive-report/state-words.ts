import type { ReportedRecovery } from '@/lib/domain/reports/executive/report';
import type { SheetPiece, SheetState } from './sheet';

/** The words of states, which stand beside their shapes and in legends. */
export const stateWords: Readonly<Record<SheetState, string>> = {
  breached: 'breached',
  'at-risk': 'at risk',
  'not-measured': 'not measured',
  met: 'met',
  'no-objective': 'no objective',
  critical: 'critical',
  warning: 'warning',
  notice: 'notice',
  gap: 'no data',
  open: 'not closed yet',
  failed: 'failed',
  'no-outage': 'no outage',
};

export function stateOf(state: SheetState): SheetPiece {
  return { text: stateWords[state], state };
}

const results: Readonly<Record<ReportedRecovery['result'], SheetPiece>> = {
  within: { text: 'within', state: 'met' },
  breached: { text: 'breached', state: 'breached' },
  'not-proven': { text: 'not proven', state: 'not-measured' },
  'no-outage': { text: 'no outage', state: 'no-outage' },
  'no-objective': { text: 'no objective', state: 'no-objective' },
  failed: { text: 'failed', state: 'failed' },
};

/** What a run or drill came to against its objective of recovery time. */
export function resultOf(result: ReportedRecovery['result']): SheetPiece {
  return results[result];
}
