import { actSetTaskCount, type ContainerService, fetchContainerService } from '@/lib/aws';
import type { CallRecord } from '@/lib/domain/recovery/execution';
import { describeTasks, nameOfSetting } from '@/lib/domain/recovery/setting-words';
import type { StepFacts, StepOf } from '@/lib/domain/recovery/step';
import { recordAct, recordRead } from './call-records';
import { asDocumented, expectedFor } from './expected-time';
import { tryLetIn } from './let-in';
import { acting, permissionsOf, reading } from './looking-facts';
import { afterFailedAct, refuse, scopeOf, secondsSinceBegun } from './outcomes';
import type {
  DescribeContext,
  DryRun,
  ReadBack,
  StepCheck,
  StepContext,
  StepKindRules,
  StepOutcome,
  StepPorts,
} from './step-kind';

type ScaleSpec = StepOf<'scale-service'>;

const usual = asDocumented(120, 300, 'ECS developer guide: tasks start within minutes where there is room for them');

function describe(spec: ScaleSpec, context: DescribeContext): StepFacts {
  const { cluster, service, region, tasks } = spec;
  const calls = [
    reading('ecs:DescribeServices', region, { cluster, services: service }),
    acting('ecs:UpdateService', region, { cluster, service, desiredCount: `${tasks}` }),
  ];
  return {
    plane: 'control',
    regionsNeeded: [region],
    permissions: permissionsOf(calls),
    idempotency: 'idempotent',
    expected: expectedFor(spec, context, usual),
    calls,
    changes: `${service} in ${region} runs ${tasks} tasks, unless it runs more already.`,
    wayBack: `Set ${service} to the count it had before; the record of the call says which.`,
  };
}

/** Fleet seconds within which ECS shows the count it was given. */
const shownWithinSeconds = 20;
const lookAgainIn = 5;

type View =
  | { readonly state: 'found'; readonly service: ContainerService; readonly call: CallRecord }
  | { readonly state: 'none'; readonly sentence: string; readonly next: string; readonly call: CallRecord };

/** The service as its own region tells it. One that is being deleted, or of which counts are left out, is none. */
async function viewService(spec: ScaleSpec, ports: StepPorts): Promise<View> {
  const { accountId, region, cluster, service: name } = spec;
  const answer = await fetchContainerService(ports.edge, scopeOf(ports, accountId, region), cluster, name);
  const service = answer.state === 'answered' ? answer.value : 'absent';
  const absent = `There is no service ${name} of ECS in the cluster ${cluster} in ${region} (account ${accountId}).`;
  const found = service === 'absent' ? absent : `${describeService(service)}.`;
  const place = { action: 'ecs:DescribeServices', endpointRegion: region, at: ports.clock.now() };
  const call = recordRead(answer, place, found);
  const none = (sentence: string, next: string): View => ({ state: 'none', sentence, next, call });
  if (answer.state !== 'answered')
    return none(answer.message, 'It is scaled in its own region, and only when that region says how it stands.');
  if (service === 'absent') return none(absent, 'Correct cluster and service of the step in the fleet file.');
  if (service.status !== 'ACTIVE') return none(found, 'Look in ECS why it is not active.');
  return { state: 'found', service, call };
}

/** `media-transcoder in us-west-2 runs 1 of 4 tasks`; what is not told reads so. */
function describeService({ name, region, status, desired, running }: ContainerService): string {
  const state = status === 'ACTIVE' ? '' : ` and is ${status.toLowerCase()}`;
  return `${name} in ${region} runs ${running} of ${desired} tasks${state}`;
}

/** A count that is not told is never enough. */
function isAtLeast(count: number | 'unknown', tasks: number): boolean {
  return count !== 'unknown' && count >= tasks;
}

async function perform(spec: ScaleSpec, ports: StepPorts): Promise<StepOutcome> {
  const view = await viewService(spec, ports);
  if (view.state === 'none') return refuse(view.sentence, view.next, [view.call]);
  const { service } = view;
  const { tasks, region } = spec;
  const words = describeService(service);
  if (isAtLeast(service.running, tasks) && isAtLeast(service.desired, tasks))
    return { state: 'done', sentence: `Already ${words}.`, calls: [view.call] };
  if (service.desired === 'unknown')
    return refuse(`How many tasks it wants is not told: ${words}.`, 'Look at the service in ECS.', [view.call]);
  if (service.desired >= tasks)
    return {
      state: 'begun',
      sentence: `${words}: it wants enough already.`,
      remember: {},
      lookAgainIn,
      calls: [view.call],
    };
  const answer = await actSetTaskCount(ports.edge, scopeOf(ports, spec.accountId, region, 'actMs'), service, tasks);
  const asked = `Have ${tasks} tasks of ${service.name}`;
  const setting = { of: 'tasks', cluster: spec.cluster, service: spec.service } as const;
  const name = nameOfSetting(setting);
  const before = describeTasks(service.desired);
  const touched = [{ kind: 'setting', accountId: spec.accountId, region, name, setting, before }] as const;
  const calls = [view.call, recordAct(answer, ports.clock.now(), asked, { before: `${words}.`, touched })];
  if (answer.state !== 'accepted') return afterFailedAct(answer, calls);
  const sentence = `${service.name} in ${region} wants ${tasks} tasks; it had ${service.desired}.`;
  return { state: 'begun', sentence, remember: {}, lookAgainIn, calls };
}

async function check(spec: ScaleSpec, ports: StepPorts, context: StepContext): Promise<StepCheck> {
  const view = await viewService(spec, ports);
  const notYet = (sentence: string): StepCheck => ({ state: 'not-yet', sentence, remember: {}, lookAgainIn });
  if (view.state === 'none') return notYet(view.sentence);
  const { service, call } = view;
  const words = `${describeService(service)}.`;
  const { tasks } = spec;
  if (isAtLeast(service.desired, tasks) && isAtLeast(service.running, tasks))
    return { state: 'done', sentence: words, calls: [call] };
  if (!isAtLeast(service.desired, tasks)) {
    if (secondsSinceBegun(context, ports.clock.now()) <= shownWithinSeconds) return notYet(words);
    const sentence = `ECS accepted ${tasks} tasks, and yet ${words}`;
    return { state: 'failed', sentence, next: 'Look who else sets the count, and perform it again.', calls: [call] };
  }
  const lack = lackOf(service, context);
  if (lack === 'none') return notYet(words);
  const sentence = `${words} ECS says: "${lack.slice(0, 300)}"`;
  return { state: 'failed', sentence, next: otherRoom, calls: [call] };
}

const otherRoom = 'Make room in the cluster or choose another target, or go on with what runs and say why.';

/** No task is on its way, and ECS has said since we asked that it finds no place for one. */
function lackOf({ pending, events }: ContainerService, { begunAt }: StepContext): string | 'none' {
  if (pending !== 0 || begunAt === 'not-yet') return 'none';
  return (
    events.find(({ at, message }) => at >= begunAt && message.includes('unable to place a task'))?.message ?? 'none'
  );
}

async function readBack(spec: ScaleSpec, ports: StepPorts): Promise<ReadBack> {
  const view = await viewService(spec, ports);
  const calls = [view.call];
  if (view.state === 'none') return { verdict: 'unknown', sentence: view.sentence, calls };
  const { service } = view;
  const sentence = `${describeService(service)}.`;
  if (service.desired === 'unknown') return { verdict: 'unknown', sentence, calls };
  if (service.desired < spec.tasks) return { verdict: 'did-not-happen', sentence, calls };
  return { verdict: isAtLeast(service.running, spec.tasks) ? 'happened' : 'under-way', sentence, calls };
}

async function dryRun(spec: ScaleSpec, ports: StepPorts): Promise<DryRun> {
  const { accountId, region, service, tasks } = spec;
  const [view, letIn] = await Promise.all([viewService(spec, ports), tryLetIn(ports, accountId, region)]);
  const inTheWay = [...(view.state === 'none' ? [view.sentence] : []), ...letIn.inTheWay];
  const now = view.state === 'none' ? '' : ` Now ${describeService(view.service)}.`;
  const has = view.state === 'found' && isAtLeast(view.service.desired, tasks);
  const wouldHappen = [
    has
      ? `Nothing is asked for.${now}`
      : `It would call ecs:UpdateService in ${region} and wait for ${tasks} tasks of ${service}; whether there is room is not known before.${now}`,
  ];
  return { wouldHappen, inTheWay, calls: [view.call, letIn.call] };
}

/** A service of ECS gets the tasks that it needs, in its own region. */
export const scaleService: StepKindRules<'scale-service'> = {
  kind: 'scale-service',
  describe,
  dryRun,
  perform,
  readBack,
  check,
};
