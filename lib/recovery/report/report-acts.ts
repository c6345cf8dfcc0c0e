import { toMoment, toMomentOr } from '@/lib/domain/reports/figure';
import type { Approvals } from '@/lib/domain/reports/recovery-report/report';
import type { EpochMs } from '@/lib/domain/time';
import type { AuditLine, RecordOfRun } from './record-of-run';

/** Who agreed to what, who went on in spite of what, and everything people asked of the run until it ended. */
export function reportActs({ execution, audit }: RecordOfRun, endAt: EpochMs): Approvals {
  const { approval, overridden } = execution;
  const { state, boundTo, by, at } = approval;
  return {
    approval: { state, boundTo, by, at: toMomentOr(at) },
    overridden: overridden.map((gate) => ({
      code: gate.code,
      sentence: gate.sentence,
      by: gate.by,
      reason: gate.reason,
    })),
    acts: audit
      .filter((line) => line.atMs <= endAt && line.role !== 'engine')
      .sort((a, b) => a.number - b.number)
      .map((line) => ({
        line: line.number,
        at: toMoment(line.atMs),
        actor: line.actor,
        role: line.role,
        action: line.action,
        outcome: line.outcome,
        reason: reasonOf(line),
      })),
  };
}

function reasonOf({ details }: AuditLine): string {
  const { reason, note } = details;
  const given = reason ?? note;
  return given === undefined ? '' : String(given);
}
