import { type AlarmReading, fetchAlarms } from '@/lib/aws';
import type { AlarmEntity, Entity } from '@/lib/domain/entities';
import type { RegionCode } from '@/lib/domain/fleet';
import { isLeverAlarm } from '@/lib/domain/recovery/lever-alarms';
import type { StepFacts, StepOf } from '@/lib/domain/recovery/step';
import { formatCount, formatList } from '@/lib/domain/wording/list';
import { recordRead } from './call-records';
import { asDocumented, expectedFor } from './expected-time';
import { alarmsOfFormerCopies } from './former-copies';
import { permissionsOf, reading, waitingFacts } from './looking-facts';
import { lookingKind } from './looking-kind';
import { scopeOf } from './outcomes';
import { alarmsOfSeveredCopies } from './severed-copies';
import type { DescribeContext, StepCheck, StepContext, StepPorts } from './step-kind';

type AlarmsSpec = StepOf<'alarms-green'>;

const usual = asDocumented(
  180,
  600,
  'CloudWatch guide: an alarm is evaluated every minute, over minutes that must have passed',
);
/** Alarms are evaluated once a minute. */
const lookAgainIn = 15;

function describe(spec: AlarmsSpec, context: DescribeContext): StepFacts {
  const { region } = spec;
  const calls = [
    reading('cloudwatch:DescribeAlarms', region),
    reading('rds:DescribeDBInstances', region),
    reading('rds:DescribeGlobalClusters', region),
    reading('elasticache:DescribeGlobalReplicationGroups', region),
  ];
  return {
    ...waitingFacts(expectedFor(spec, context, usual)),
    plane: 'control',
    regionsNeeded: [region],
    permissions: permissionsOf(calls),
    calls,
  };
}

async function look(spec: AlarmsSpec, ports: StepPorts, context: StepContext): Promise<StepCheck> {
  const { region, accountId } = spec;
  const entities = await ports.entities();
  const names = namesOfWorkload(spec, entities, context);
  const scope = scopeOf(ports, accountId, region);
  const answer = await fetchAlarms(ports.edge, scope);
  if (answer.state !== 'answered') return notYet(answer.message);
  const alarms = answer.value.filter(({ arn }) => names.has(arn));
  const gone = [...names].filter(([arn]) => !alarms.some((one) => one.arn === arn)).map(([, name]) => name);
  const bad = alarms.filter((alarm) => !isGreen(alarm));
  const outlived = await alarmsOfFormerCopies(bad, spec, ports);
  const severed = alarmsOfSeveredCopies(bad, entities, region, context).filter((alarm) => !outlived.includes(alarm));
  const open = bad.filter((alarm) => !outlived.includes(alarm) && !severed.includes(alarm));
  const aside = sayAside(outlived, severed, context.source);
  if (open.length > 0 || gone.length > 0) return notYet(`${sayOpen(open, gone, region)}${aside}`);
  const counted = alarms.length - outlived.length - severed.length;
  const sentence = `${sayCounted(counted, names.size, spec, context)}${aside}`;
  const call = { action: 'cloudwatch:DescribeAlarms', endpointRegion: region, at: ports.clock.now() };
  const calls = [recordRead(answer, call, sentence)];
  // No wait brings alarms that nobody has set: users are not kept waiting for them, and nobody is told that it is well.
  return counted > 0 ? { state: 'done', sentence, calls } : { state: 'done', sentence, calls, isUnproven: true };
}

function sayCounted(counted: number, known: number, { region }: AlarmsSpec, { workloadId }: StepContext): string {
  if (counted > 0)
    return `${formatCount(counted, 'alarm')} of ${workloadId} in ${region} ${counted === 1 ? 'is' : 'are'} OK.`;
  const none =
    known === 0
      ? `No alarm of ${workloadId} in ${region} is known`
      : `No alarm of ${workloadId} in ${region} counts now`;
  return `${none}, so that none says that it is well: not proven.`;
}

function notYet(sentence: string): StepCheck {
  return { state: 'not-yet', sentence, remember: {}, lookAgainIn };
}

/** Names of the workload's alarms by ARN, as they were attributed when they were last read. */
function namesOfWorkload(
  { region, accountId }: AlarmsSpec,
  entities: readonly Entity[],
  { workloadId }: StepContext,
): ReadonlyMap<string, string> {
  const known = entities.find(({ kind, id }) => kind === 'workload' && id === workloadId);
  const own = entities.filter(
    (one): one is AlarmEntity =>
      one.kind === 'alarm' &&
      one.workloadId === workloadId &&
      one.region === region &&
      one.accountId === accountId &&
      !(known?.kind === 'workload' && isLeverAlarm(known.workload, one)),
  );
  return new Map(own.map(({ id, name }) => [id, name]));
}

/** Neither an alarm without data nor one that AWS could not evaluate whole says that anything is well. */
function isGreen({ state, evaluation }: AlarmReading): boolean {
  return state === 'ok' && evaluation === 'complete';
}

/** What is not counted, and why; empty where everything is. */
function sayAside(outlived: readonly AlarmReading[], severed: readonly AlarmReading[], left: RegionCode): string {
  const parts = [
    [outlived, 'on the lag of a copy that is the writer now'],
    [severed, `on the lag of a copy out of ${left}, which is given up`],
  ] as const;
  return parts
    .filter(([alarms]) => alarms.length > 0)
    .map(([alarms, why]) => ` Not counted: ${formatList(alarms.map(({ name }) => name))}, ${why}.`)
    .join('');
}

function sayOpen(alarms: readonly AlarmReading[], gone: readonly string[], region: string): string {
  const of = (wanted: (alarm: AlarmReading) => boolean) => alarms.filter(wanted).map(({ name }) => name);
  const parts = [
    ['in alarm', of((one) => one.evaluation === 'complete' && one.state === 'alarm')],
    ['without data', of((one) => one.evaluation === 'complete' && one.state === 'insufficient-data')],
    ['not evaluated whole', of((one) => one.evaluation !== 'complete')],
    ['gone', gone],
  ] as const;
  const told = parts.filter(([, names]) => names.length > 0).map(([what, names]) => `${what}: ${formatList(names)}`);
  return `Not green in ${region}: ${told.join('; ')}.`;
}

export const alarmsGreen = lookingKind('alarms-green', describe, look, ({ region }, { workloadId }) => {
  return `It waits until every alarm of ${workloadId} in ${region} is OK.`;
});
