import type { AlarmReading } from '@/lib/aws';
import type { AlarmEntity, Entity } from '@/lib/domain/entities';
import type { RegionCode } from '@/lib/domain/fleet';
import { isLeverAlarm } from '@/lib/domain/recovery/lever-alarms';
import type { PlannedCall } from '@/lib/domain/recovery/step';
import { formatList } from '@/lib/domain/wording/list';
import { type AlarmPlace, alarmsOfFormerCopies } from './former-copies';
import { reading } from './looking-facts';
import { alarmsOfSeveredCopies } from './severed-copies';
import type { StepContext, StepPorts } from './step-kind';

/** What is asked to tell how alarms in a region stand, and which of them say nothing of it. */
export function alarmReadings(region: RegionCode): readonly PlannedCall[] {
  return [
    reading('cloudwatch:DescribeAlarms', region),
    reading('rds:DescribeDBInstances', region),
    reading('rds:DescribeGlobalClusters', region),
    reading('elasticache:DescribeGlobalReplicationGroups', region),
  ];
}

/** The workload's alarms there, as they were attributed when they were last read; a flip's own are none of them. */
export function ownAlarms(
  entities: readonly Entity[],
  { accountId, region }: AlarmPlace,
  workloadId: string,
): readonly AlarmEntity[] {
  const known = entities.find(({ kind, id }) => kind === 'workload' && id === workloadId);
  return entities.filter(
    (one): one is AlarmEntity =>
      one.kind === 'alarm' &&
      one.workloadId === workloadId &&
      one.region === region &&
      one.accountId === accountId &&
      !(known?.kind === 'workload' && isLeverAlarm(known.workload, one)),
  );
}

/** Whether alarms there were ever read: where they never were, that none is known says nothing. */
export function wereAlarmsRead(entities: readonly Entity[], { accountId, region }: AlarmPlace): boolean {
  return entities.some(
    (one) =>
      one.kind === 'source' &&
      one.call === 'cloudwatch:DescribeAlarms' &&
      one.accountId === accountId &&
      one.region === region &&
      one.lastAnswerAt !== 'never',
  );
}

/** What of some alarms says nothing of the region, and why. */
export interface AlarmsAside {
  readonly alarms: readonly AlarmReading[];
  /** One sentence for each reason, with a space before it; empty where everything counts. */
  readonly words: string;
}

/** Which of some alarms that are not OK tell of something else than the region: of a copy's lag where it follows nobody now. */
export async function alarmsAside(
  bad: readonly AlarmReading[],
  place: AlarmPlace,
  entities: readonly Entity[],
  ports: StepPorts,
  context: StepContext,
): Promise<AlarmsAside> {
  const outlived = await alarmsOfFormerCopies(bad, place, ports);
  const others = bad.filter((alarm) => !outlived.includes(alarm));
  const severed = alarmsOfSeveredCopies(others, entities, place.region, context);
  const reasons = [
    [outlived, 'on the lag of a copy that is the writer now'],
    [severed, `on the lag of a copy out of ${context.source}, which is given up`],
  ] as const;
  const words = reasons
    .filter(([alarms]) => alarms.length > 0)
    .map(([alarms, why]) => ` Not counted: ${formatList(alarms.map(({ name }) => name))}, ${why}.`);
  return { alarms: [...outlived, ...severed], words: words.join('') };
}
