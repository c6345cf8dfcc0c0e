import type { WorkloadEntity } from '@/lib/domain/entities';
import { noFilter } from '@/lib/domain/events/filter';
import type { RecoveryReport } from '@/lib/domain/reports/recovery-report/report';
import { readAuditOf } from '@/lib/persistence/audit';
import { readDrills } from '@/lib/persistence/drills';
import { readEntities } from '@/lib/persistence/entities';
import type { StoredExecution } from '@/lib/persistence/executions';
import { readEvents, readRecordedSince } from '@/lib/persistence/read-events';
import { readAttempts } from '@/lib/persistence/step-attempts';
import type { Store } from '@/lib/persistence/store';
import { periodOf } from '../../report/build-recovery-report';
import type { RecordOfRun } from '../../report/record-of-run';
import { alarmPeriod } from '../../report/report-alarms';

/** Events of one report; what is more is said to be. */
const mostEvents = 1000;

/**
 * Everything on record of a run that has ended.
 *
 * @param previous the edition before: what the fleet called things stays as it was then
 */
export async function readRecord(
  store: Store,
  { document: execution, accountId }: StoredExecution,
  simulated: boolean,
  previous: RecoveryReport | 'none',
): Promise<RecordOfRun> {
  const [workload, attempts, audit, alarms, drills] = await Promise.all([
    previous === 'none' ? findWorkload(store, execution.workloadId) : workloadOf(previous),
    readAttempts(store, execution.id),
    readAuditOf(store, execution.id),
    readAlarms(store, execution),
    execution.drill ? readDrills(store) : [],
  ]);
  const drill = drills.find(({ workloads }) => workloads.some(({ outRun }) => outRun === execution.id));
  return { execution, accountId, workload, attempts, audit, alarms, drill: drill ?? 'none', simulated };
}

async function findWorkload(store: Store, id: string): Promise<RecordOfRun['workload']> {
  const { entities } = await readEntities(store, { kinds: ['workload'] });
  const found = entities.find(
    (stored): stored is typeof stored & { readonly entity: WorkloadEntity } =>
      stored.entity.kind === 'workload' && stored.entity.id === id,
  );
  if (found === undefined) return 'unknown';
  const { name, objectives } = found.entity.workload;
  return { name, rpoSeconds: objectives.find(({ scenario }) => scenario === 'region-loss')?.rpoSeconds ?? 'none' };
}

function workloadOf({ run, recoveryPoint: { objectiveSeconds } }: RecoveryReport): RecordOfRun['workload'] {
  return objectiveSeconds === 'unknown' ? 'unknown' : { name: run.workloadName, rpoSeconds: objectiveSeconds };
}

async function readAlarms(store: Store, execution: StoredExecution['document']): Promise<RecordOfRun['alarms']> {
  const { startAt, endAt } = periodOf(execution);
  const period = alarmPeriod(startAt, endAt);
  // What began at the very end is part of it, and the bounds leave their end out.
  const bounds = { startAt: period.startAt, endAt: period.endAt + 1 };
  const visible = { accounts: 'all', regions: 'all', workloads: [execution.workloadId] } as const;
  const [events, recordedSince] = await Promise.all([
    readEvents(store, { bounds, visible, filter: noFilter }, 'start', mostEvents + 1),
    readRecordedSince(store),
  ]);
  return { events: events.slice(0, mostEvents), isCutOff: events.length > mostEvents, recordedSince };
}
