import type { WorkloadEntity } from '@/lib/domain/entities';
import type { DrillCourse, DrilledWorkload, DrillFigures } from '@/lib/domain/recovery/drill';
import type { Execution } from '@/lib/domain/recovery/execution';
import { wantedRecoverySeconds } from '@/lib/domain/recovery/wanted-recovery-time';
import { judgeDrill } from '../rules/drill/judge-drill';
import type { DrillPorts } from './ports';
import { readTestWrites } from './test-writes';

/** Judges what a drill moved by the run that moved it and by its test writes, read back now. */
export async function judgeWorkload(
  ports: Pick<DrillPorts, 'prober'>,
  drill: Pick<DrillCourse, 'faultAt'>,
  drilled: DrilledWorkload,
  { workload }: WorkloadEntity,
  execution: Execution,
): Promise<DrillFigures> {
  const wantedSeconds = wantedRecoverySeconds(workload);
  const rpo = workload.objectives.find(({ scenario }) => scenario === 'region-loss')?.rpoSeconds;
  const writes = await readTestWrites(ports, drilled);
  const verdict = judgeDrill({
    execution,
    faultAt: drill.faultAt === 'not-yet' ? 'unknown' : drill.faultAt,
    wantedSeconds,
    wantedLossSeconds: rpo ?? 'none',
    writes,
  });
  return { ...verdict, wantedSeconds, writes: writes.length };
}
