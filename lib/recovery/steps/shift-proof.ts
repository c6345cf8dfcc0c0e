import { fetchAlarms } from '@/lib/aws';
import type { EndpointEntity } from '@/lib/domain/entities';
import { isCurrent } from '@/lib/domain/freshness';
import type { WeightedShift } from '@/lib/domain/recovery/step';
import type { EpochMs } from '@/lib/domain/time';
import { formatList } from '@/lib/domain/wording/list';
import { scopeOf } from './outcomes';
import { alarmsAside, ownAlarms, wereAlarmsRead } from './own-alarms';
import type { StepContext, StepPorts } from './step-kind';

/**
 * Whether the target serves the users it has got: `bad` halts a shift, `unproven` holds it up. What cannot be read proves
 * nothing.
 */
export interface ShiftProof {
  readonly state: 'good' | 'unproven' | 'bad';
  /** Without a full stop. */
  readonly words: string;
}

/**
 * Asks the target's own endpoint, its alarms and its share of errors.
 *
 * @param since from when on a share of errors counts; `any` before users are there.
 */
export async function proveShift(
  shift: WeightedShift,
  since: EpochMs | 'any',
  ports: StepPorts,
  context: StepContext,
): Promise<ShiftProof> {
  const [probe, alarms, errors] = await Promise.all([
    probeTarget(shift, ports),
    readAlarms(shift, ports, context),
    since === 'any' ? noUsersYet : readErrors(shift, since, ports, context),
  ]);
  const all = [probe, alarms, errors];
  const state = (['bad', 'unproven'] as const).find((wanted) => all.some((one) => one.state === wanted)) ?? 'good';
  const said = state === 'good' ? all : all.filter((one) => one.state === state);
  const words = said.map((one) => one.words).filter((one) => one !== '');
  return { state, words: words.join('; ') };
}

const noUsersYet: ShiftProof = { state: 'good', words: '' };

async function probeTarget({ hostname, path }: WeightedShift, { prober, limits }: StepPorts): Promise<ShiftProof> {
  const { reading } = await prober.probeHttp({ hostname, path, deadlineMs: limits.probeMs });
  if (reading.outcome === 'pass') return { state: 'good', words: `${hostname}${path} passes` };
  return { state: 'bad', words: `${hostname}${path} fails: ${reading.detail.replace(/\.$/, '')}` };
}

async function readAlarms({ to }: WeightedShift, ports: StepPorts, context: StepContext): Promise<ShiftProof> {
  const { workloadId } = context;
  const entities = await ports.entities();
  const known = entities.find(({ kind, id }) => kind === 'workload' && id === workloadId);
  const accountId = known?.kind === 'workload' ? known.workload.accountId : 'none';
  const place = { accountId, region: to };
  const own = ownAlarms(entities, place, workloadId);
  const answer = await fetchAlarms(ports.edge, scopeOf(ports, accountId, to));
  if (answer.state !== 'answered') return { state: 'unproven', words: answer.message.replace(/\.$/, '') };
  // Whose alarm it is was told when they were last read: where they never were, none is known to be the workload's.
  if (own.length === 0) {
    return wereAlarmsRead(entities, place)
      ? { state: 'good', words: `no alarm is set in ${to}` }
      : { state: 'unproven', words: `which alarms are its own in ${to} is not known` };
  }
  const ids = new Set(own.map(({ id }) => id));
  const firing = answer.value.filter(({ arn, state }) => ids.has(arn) && state === 'alarm');
  const aside = await alarmsAside(firing, place, entities, ports, context);
  const counted = firing.filter((alarm) => !aside.alarms.includes(alarm)).map(({ name }) => name);
  const words = aside.words.replace(/\.$/, '');
  return counted.length === 0
    ? { state: 'good', words: `no alarm fires in ${to}${words === '' ? '' : `.${words}`}` }
    : { state: 'bad', words: `in alarm in ${to}: ${formatList(counted)}` };
}

/** A minute counts that began after users came; the one before says nothing of them. */
async function readErrors(
  { to, mostErrorPercent }: WeightedShift,
  since: EpochMs,
  ports: StepPorts,
  { workloadId }: StepContext,
): Promise<ShiftProof> {
  const entities = await ports.entities();
  const endpoints = entities.filter(
    (one): one is EndpointEntity => one.kind === 'endpoint' && one.workloadId === workloadId && one.region === to,
  );
  const now = ports.clock.now();
  const told = endpoints.flatMap(({ errorPercent: percent, signalCadence }) =>
    percent.state === 'observed' && percent.measuredAt >= since && isCurrent(percent, signalCadence, now)
      ? [percent.value]
      : [],
  );
  if (told.length === 0 || told.length < endpoints.length) {
    return { state: 'unproven', words: `the share of errors in ${to} since then is not known` };
  }
  const worst = Math.max(...told);
  const share = Math.ceil(worst * 100) / 100;
  return worst > mostErrorPercent
    ? { state: 'bad', words: `${share} % of the requests in ${to} fail, more than ${mostErrorPercent} %` }
    : { state: 'good', words: `${share} % of the requests in ${to} fail` };
}
