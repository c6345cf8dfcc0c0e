import { type AlarmReading, fetchAlarms } from '@/lib/aws';
import type { CallRecord } from '@/lib/domain/recovery/execution';
import type { HealthCheckFlip } from '@/lib/domain/recovery/step';
import { lookUpRegions, namesOfRegions, regionsOf } from './ask-dns';
import { recordRead } from './call-records';
import { scopeOf } from './outcomes';
import type { StepContext, StepPorts } from './step-kind';

/** What is seen of a flip from outside of us-east-1: its alarm in the standby region, and where DNS leads users. */
export interface FlipView {
  /** `unread`: the standby region did not tell; `absent`: it has no such alarm. */
  readonly alarm: AlarmReading | 'absent' | 'unread';
  /** Whether every address that the entry point answers is where the flip leads. */
  readonly led: 'there' | 'elsewhere' | 'unknown';
  /** Both in words, without a full stop. */
  readonly words: string;
  readonly calls: readonly CallRecord[];
}

/** Reads alarm and answers at the same moment; nothing of it needs the region being left. */
export async function readFlip(flip: HealthCheckFlip, ports: StepPorts, context: StepContext): Promise<FlipView> {
  const [alarm, led] = await Promise.all([readAlarm(flip, ports), readAnswer(flip, ports, context)]);
  return { alarm: alarm.found, led: led.led, words: `${alarm.words}; ${led.words}`, calls: [alarm.call, led.call] };
}

async function readAlarm({ accountId, standby, alarm: name }: HealthCheckFlip, ports: StepPorts) {
  const answer = await fetchAlarms(ports.edge, scopeOf(ports, accountId, standby));
  const call = { action: 'cloudwatch:DescribeAlarms', endpointRegion: standby, at: ports.clock.now() };
  if (answer.state !== 'answered') {
    const words = answer.message.replace(/\.$/, '');
    return { found: 'unread', words, call: recordRead(answer, call, words) } as const;
  }
  const found = answer.value.find((one) => one.name === name && one.kind === 'metric') ?? 'absent';
  const words =
    found === 'absent' ? `${standby} has no alarm ${name}` : `${name} in ${standby} is ${stateWords(found)}`;
  return { found, words, call: recordRead(answer, call, `${words}.`) } as const;
}

const states = { alarm: 'in alarm', ok: 'OK', 'insufficient-data': 'without data' } as const;

function stateWords({ state, evaluation }: AlarmReading): string {
  return evaluation === 'complete' ? states[state] : `${states[state]}, by an evaluation that was not complete`;
}

async function readAnswer(flip: HealthCheckFlip, ports: StepPorts, context: StepContext) {
  const { hostname, to, region, standby } = flip;
  const wanted = to === 'away' ? standby : region;
  const { answer, regional } = await lookUpRegions(flip, ports, context);
  const at = { at: ports.clock.now(), action: 'dns:A', endpointRegion: 'none', requestId: 'none' } as const;
  if (answer.outcome !== 'answer') {
    const words = answer.detail.replace(/\.$/, '');
    return { led: 'unknown', words, call: { ...at, outcome: 'unknown', detail: answer.detail } } as const;
  }
  const regions = regionsOf(answer.values, regional);
  const words = `${hostname} answers with ${namesOfRegions(regions)}`;
  const isThere = regions.length > 0 && regions.every((code) => code === wanted);
  return {
    led: isThere ? 'there' : 'elsewhere',
    words,
    call: { ...at, outcome: 'answered', detail: `${words}.` },
  } as const;
}

/** Whether the alarm says what the flip is to make it say; only a complete evaluation says anything. */
export function alarmSays({ alarm }: FlipView, { to }: HealthCheckFlip): boolean {
  if (alarm === 'absent' || alarm === 'unread' || alarm.evaluation !== 'complete') return false;
  return alarm.state === (to === 'away' ? 'alarm' : 'ok');
}
