import { actResizeGroup } from '@/lib/aws';
import type { CallRecord, FenceResult } from '@/lib/domain/recovery/execution';
import type { PlannedCall, StepFacts, StepOf } from '@/lib/domain/recovery/step';
import { formatList } from '@/lib/domain/wording/list';
import {
  describeTurns,
  enoughEndpoints,
  readControls,
  safetyRuleIn,
  sees,
  touchControls,
  turnControls,
} from './ask-cluster';
import { recordAct } from './call-records';
import { nameOfControl, turningCalls } from './cluster-facts';
import { asDocumented, expectedFor } from './expected-time';
import {
  type CapacityFound,
  describeFence,
  type FenceEvidence,
  join,
  judgeCapacity,
  judgeFence,
  readCapacity,
  readFence,
  readRouting,
  readWriters,
} from './fence-evidence';
import { describeGroup, touchGroup, viewGroups } from './group-view';
import { tryLetIn } from './let-in';
import { acting, permissionsOf, reading } from './looking-facts';
import { scopeOf, secondsSinceBegun } from './outcomes';
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

type FenceSpec = StepOf<'fence-writer'>;

const usual = asDocumented(
  10,
  60,
  'ARC turns its controls within seconds; a region that answers takes up to a minute to stop its instances',
);

function describe(spec: FenceSpec, context: DescribeContext): StepFacts {
  const { cluster, region } = spec;
  const calls = fenceCalls(spec);
  const isRouted = cluster !== 'none' && spec.controls.length > 0;
  return {
    plane: isRouted ? 'data' : 'control',
    // The region being left is asked as well, but the step ends without its answer: then it is not proven.
    regionsNeeded: [],
    ...(isRouted ? { anyOf: cluster.endpoints.map((endpoint) => endpoint.region) } : {}),
    permissions: permissionsOf(calls),
    idempotency: 'idempotent',
    expected: expectedFor(spec, context, usual),
    calls,
    changes: changesOf(spec),
    wayBack: `Turn the routing controls back and give the groups in ${region} their size again, once nothing writes there that must not.`,
  };
}

function fenceCalls(spec: FenceSpec): readonly PlannedCall[] {
  const { cluster, controls, region, groups, globalClusters, datastores = [] } = spec;
  return [
    ...(cluster === 'none' || controls.length === 0 ? [] : turningCalls(cluster, controls, region)),
    ...(groups.length === 0 ? [] : [reading('autoscaling:DescribeAutoScalingGroups', region)]),
    ...groups.map((group) =>
      acting('autoscaling:UpdateAutoScalingGroup', region, {
        AutoScalingGroupName: group,
        MinSize: '0',
        DesiredCapacity: '0',
      }),
    ),
    ...(globalClusters.length === 0 ? [] : [reading('rds:DescribeGlobalClusters', region)]),
    ...(datastores.length === 0 ? [] : [reading('elasticache:DescribeGlobalReplicationGroups', region)]),
  ];
}

function changesOf({ controls, region, groups }: FenceSpec): string {
  const turned = controls.map(({ controlArn, to }) => `${nameOfControl(controlArn)} is ${to}`);
  const stopped = groups.length === 0 ? [] : [`${formatList(groups)} in ${region} have no instances`];
  const changes = [...turned, ...stopped];
  return changes.length === 0 ? 'nothing' : `${formatList(changes, changes.length)}.`;
}

/** Does what can be done, and then believes only what it reads. */
async function perform(spec: FenceSpec, ports: StepPorts, context: StepContext): Promise<StepOutcome> {
  // The region being left may take its time to say nothing: it is asked while users are kept away, and once.
  const [turned, stopped, writers] = await Promise.all([
    turn(spec, ports, context),
    stop(spec, ports),
    readWriters(spec, ports),
  ]);
  const [routing, capacity] = await Promise.all([readRouting(spec, ports, context), stopped.readAgain()]);
  const evidence = join(routing, capacity, writers);
  const calls = [...turned.calls, ...stopped.calls, ...evidence.calls];
  const seen = conclude(spec, evidence, secondsSinceBegun(context, ports.clock.now()), calls, turned.trouble);
  return seen.state === 'not-yet' ? { ...seen, state: 'begun', calls } : seen;
}

interface Turned {
  readonly calls: readonly CallRecord[];
  /** Why the controls were not turned; empty where they were. */
  readonly trouble: string;
}

async function turn(spec: FenceSpec, ports: StepPorts, context: StepContext): Promise<Turned> {
  const { cluster, controls, accountId } = spec;
  if (cluster === 'none' || controls.length === 0) return { calls: [], trouble: '' };
  const before = await readControls(
    ports,
    { cluster, accountId },
    controls.map(({ controlArn }) => controlArn),
    context,
  );
  const isTurned = before.views.length >= enoughEndpoints && before.views.every((view) => sees(view, controls));
  // What was turned by an attempt whose driver died is not turned again.
  if (isTurned) return { calls: before.calls, trouble: '' };
  const touched = touchControls(accountId, controls, before.views);
  const { answer, calls: made } = await turnControls(ports, { cluster, accountId }, controls, context, { touched });
  const calls = [...before.calls, ...made];
  if (answer === 'no-endpoints') return { calls, trouble: 'the plan names no endpoint of the routing cluster' };
  if (answer.state === 'accepted') return { calls, trouble: '' };
  const rule = safetyRuleIn(answer);
  const trouble =
    rule === 'none'
      ? answer.message.replace(/\.$/, '')
      : `the safety rule ${rule} refused to turn ${describeTurns(controls)}`;
  return { calls, trouble };
}

interface Stopped {
  readonly calls: readonly CallRecord[];
  /** How the groups stand after that; a region that was silent is not asked again. */
  readonly readAgain: () => Promise<CapacityFound>;
}

/** Takes every instance of the groups away, where the region says that there are any. */
async function stop(spec: FenceSpec, ports: StepPorts): Promise<Stopped> {
  const { groups, region, accountId } = spec;
  const readAgain = () => readCapacity(spec, ports);
  if (groups.length === 0) return { calls: [], readAgain };
  const view = await viewGroups(ports, accountId, region, groups, 'leftRegionMs');
  if (view.state === 'unreadable') {
    return { calls: [], readAgain: async () => judgeCapacity(spec, view) };
  }
  const running = view.groups.filter(({ desired, minimum }) => desired > 0 || minimum > 0);
  const acts = running.map(async (group) => {
    const scope = scopeOf(ports, accountId, region, 'actMs');
    const answer = await actResizeGroup(ports.edge, scope, group.name, { minimum: 0, desired: 0 });
    const touched = [touchGroup(accountId, region, group)];
    return recordAct(answer, ports.clock.now(), `Stop ${group.name}`, { before: `${describeGroup(group)}.`, touched });
  });
  const calls = [view.call, ...(await Promise.all(acts))];
  return { calls, readAgain };
}

/** Fleet seconds that instances are given to stop before a person is asked. */
const drainSeconds = 90;
const lookAgainIn = 5;

function conclude(
  { region }: FenceSpec,
  evidence: FenceEvidence,
  since: number,
  calls: readonly CallRecord[],
  trouble = '',
): StepCheck {
  const fence = judgeFence(evidence);
  const told = trouble === '' ? describeFence(evidence) : `${trouble}; ${describeFence(evidence)}`;
  if (fence === 'proven') {
    return {
      state: 'done',
      fence,
      sentence: `Proven that nothing in ${region} is left that could write: ${told}.`,
      calls,
    };
  }
  if (evidence.isDraining && since < drainSeconds) {
    return {
      state: 'not-yet',
      sentence: `Instances in ${region} are being stopped: ${told}.`,
      remember: {},
      lookAgainIn,
    };
  }
  const sentence = `${risk[fence]} ${region} may go on writing: ${told}.`;
  return { state: 'waits', waitsFor: 'acknowledge-risk', fence, sentence, calls };
}

const risk: Readonly<Record<Exclude<FenceResult, 'proven'>, string>> = {
  'routing-only': 'Users are kept away, and nothing more is proven:',
  unproven: 'Nothing is proven:',
};

async function check(spec: FenceSpec, ports: StepPorts, context: StepContext): Promise<StepCheck> {
  const evidence = await readFence(spec, ports, context);
  return conclude(spec, evidence, secondsSinceBegun(context, ports.clock.now()), evidence.calls);
}

/** All of it may be done again without harm, so that what is not proven counts as not done. */
async function readBack(spec: FenceSpec, ports: StepPorts, context: StepContext): Promise<ReadBack> {
  const evidence = await readFence(spec, ports, context);
  const fence = judgeFence(evidence);
  const verdict = fence === 'proven' ? 'happened' : evidence.isDraining ? 'under-way' : 'did-not-happen';
  return { verdict, sentence: `${describeFence(evidence)}.`, calls: evidence.calls };
}

async function dryRun(spec: FenceSpec, ports: StepPorts, context: StepContext): Promise<DryRun> {
  const { controls, cluster, groups, region, accountId } = spec;
  const [evidence, letIn] = await Promise.all([
    readFence(spec, ports, context),
    tryLetIn(ports, accountId, context.target),
  ]);
  const { routing, capacity, writers } = evidence;
  const wouldHappen = [
    ...(cluster === 'none' || controls.length === 0 ? [] : [`It would turn ${describeTurns(controls)} in one call.`]),
    ...(groups.length === 0 ? [] : [`It would stop ${formatList(groups)} in ${region}.`]),
    `Now: ${describeFence(evidence)}.`,
  ];
  // What answers now could be proven; what does not answer could not.
  const hopeless = [
    ...(routing.holds === 'unknown' || routing.holds === 'not-in-plan' ? [routing] : []),
    ...([capacity, writers].every(({ holds }) => holds === 'unknown' || holds === 'not-in-plan')
      ? [capacity, writers]
      : []),
  ];
  const inTheWay = hopeless.map(({ words }) => `It could not be proven that nothing in ${region} writes: ${words}.`);
  return { wouldHappen, inTheWay: [...inTheWay, ...letIn.inTheWay], calls: [...evidence.calls, letIn.call] };
}

export const fenceWriter: StepKindRules<'fence-writer'> = {
  kind: 'fence-writer',
  describe,
  dryRun,
  perform,
  readBack,
  check,
};
