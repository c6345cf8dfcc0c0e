import { type AlarmReading, fetchAlarms } from '@/lib/aws';
import type { StepFacts, StepOf } from '@/lib/domain/recovery/step';
import { formatCount, formatList } from '@/lib/domain/wording/list';
import { recordRead } from './call-records';
import { asDocumented, expectedFor } from './expected-time';
import { permissionsOf, waitingFacts } from './looking-facts';
import { lookingKind } from './looking-kind';
import { scopeOf } from './outcomes';
import { alarmReadings, alarmsAside, ownAlarms, wereAlarmsRead } from './own-alarms';
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
  const calls = alarmReadings(region);
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
  const { workloadId } = context;
  const entities = await ports.entities();
  const own = ownAlarms(entities, spec, workloadId);
  const scope = scopeOf(ports, accountId, region);
  const answer = await fetchAlarms(ports.edge, scope);
  if (answer.state !== 'answered') return notYet(answer.message);
  if (own.length === 0 && !wereAlarmsRead(entities, spec))
    return notYet(`Which alarms ${workloadId} has in ${region} is not known yet.`);
  const alarms = answer.value.filter(({ arn }) => own.some(({ id }) => id === arn));
  const gone = own.filter(({ id }) => !alarms.some(({ arn }) => arn === id)).map(({ name }) => name);
  const bad = alarms.filter((alarm) => !isGreen(alarm));
  const aside = await alarmsAside(bad, spec, entities, ports, context);
  const open = bad.filter((alarm) => !aside.alarms.includes(alarm));
  if (open.length > 0 || gone.length > 0) return notYet(`${sayOpen(open, gone, region)}${aside.words}`);
  const counted = alarms.length - aside.alarms.length;
  const sentence = `${sayCounted(counted, own.length, spec, context)}${aside.words}`;
  const call = { action: 'cloudwatch:DescribeAlarms', endpointRegion: region, at: ports.clock.now() };
  const calls = [recordRead(answer, call, sentence)];
  // No wait brings alarms that nobody has set: users are not kept waiting for them, and nobody is told that it is well.
  return counted > 0 ? { state: 'done', sentence, calls } : { state: 'done', sentence, calls, isUnproven: true };
}

function sayCounted(counted: number, known: number, { region }: AlarmsSpec, { workloadId }: StepContext): string {
  if (counted > 0)
    return `${formatCount(counted, 'alarm')} of ${workloadId} in ${region} ${counted === 1 ? 'is' : 'are'} OK.`;
  const none = `No alarm of ${workloadId} in ${region} ${known === 0 ? 'is set' : 'counts now'}`;
  return `${none}, so that none says that it is well: not proven.`;
}

function notYet(sentence: string): StepCheck {
  return { state: 'not-yet', sentence, remember: {}, lookAgainIn };
}

/** Neither an alarm without data nor one that AWS could not evaluate whole says that anything is well. */
function isGreen({ state, evaluation }: AlarmReading): boolean {
  return state === 'ok' && evaluation === 'complete';
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
