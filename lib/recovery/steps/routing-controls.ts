import type { StepFacts, StepOf } from '@/lib/domain/recovery/step';
import { formatList } from '@/lib/domain/wording/list';
import {
  type ClusterView,
  describeTurns,
  describeViews,
  enoughEndpoints,
  readControls,
  safetyRuleIn,
  sees,
  touchControls,
  turnControls,
} from './ask-cluster';
import { nameOfControl, turningCalls } from './cluster-facts';
import { asDocumented, expectedFor } from './expected-time';
import { permissionsOf } from './looking-facts';
import { afterFailedAct, refuse, secondsSinceBegun } from './outcomes';
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

type TurnSpec = StepOf<'routing-controls'>;

const usual = asDocumented(
  5,
  10,
  'Application Recovery Controller guide: one atomic call; users follow when their DNS answers expire',
);

function describe(spec: TurnSpec, context: DescribeContext): StepFacts {
  const { cluster, turns } = spec;
  const calls = turningCalls(cluster, turns, context.source);
  const turned = turns.map(({ controlArn, to }) => `${nameOfControl(controlArn)} is ${to}`);
  const back = turns.map(({ controlArn, to }) => `${nameOfControl(controlArn)} ${to === 'on' ? 'off' : 'on'}`);
  return {
    plane: 'data',
    regionsNeeded: [],
    anyOf: cluster.endpoints.map(({ region }) => region),
    permissions: permissionsOf(calls),
    idempotency: 'idempotent',
    expected: expectedFor(spec, context, usual),
    calls,
    changes:
      turns.length === 0
        ? 'nothing'
        : `${formatList(turned, turned.length)}; users follow as their DNS answers expire.`,
    wayBack: turns.length === 0 ? 'none-needed' : `Turn ${formatList(back, back.length)} in one call.`,
  };
}

function read(spec: TurnSpec, ports: StepPorts, context: StepContext): Promise<ClusterView> {
  const arns = spec.turns.map(({ controlArn }) => controlArn);
  return readControls(ports, spec, arns, context);
}

type Seen = 'turned' | 'not-turned' | 'disagree' | 'too-few';

function judge({ views }: ClusterView, { turns }: TurnSpec): Seen {
  if (views.length < enoughEndpoints) return 'too-few';
  const turned = views.filter((view) => sees(view, turns)).length;
  if (turned === views.length) return 'turned';
  return turned === 0 ? 'not-turned' : 'disagree';
}

async function perform(spec: TurnSpec, ports: StepPorts, context: StepContext): Promise<StepOutcome> {
  const before = await read(spec, ports, context);
  const wanted = describeTurns(spec.turns);
  if (judge(before, spec) === 'turned')
    return { state: 'done', sentence: `Already ${wanted}: ${describeViews(before.views)}.`, calls: before.calls };
  const touched = touchControls(spec.accountId, spec.turns, before.views);
  const around = { before: `${describeViews(before.views)}.`, touched };
  const { answer, calls } = await turnControls(ports, spec, spec.turns, context, around);
  const told = [...before.calls, ...calls];
  if (answer === 'no-endpoints') return refuse('The plan names no endpoint of the routing cluster.', namesNone, told);
  if (answer.state !== 'accepted') {
    const rule = safetyRuleIn(answer);
    if (rule === 'none') return afterFailedAct(answer, told);
    return refuse(`The safety rule ${rule} refuses to turn ${wanted}: nothing was turned.`, keepTheRule, told);
  }
  const after = await read(spec, ports, context);
  const done = told.map((call, index) =>
    index === told.length - 1 ? { ...call, after: `${describeViews(after.views)}.` } : call,
  );
  const sentence = `Turned ${wanted} at the endpoint in ${answer.endpointRegion}: ${describeViews(after.views)}.`;
  if (judge(after, spec) === 'turned') return { state: 'done', sentence, calls: [...done, ...after.calls] };
  return { state: 'begun', sentence, remember: {}, lookAgainIn: 2, calls: [...done, ...after.calls] };
}

const namesNone = 'Write the five endpoints of the cluster into the fleet file.';
const keepTheRule =
  'No safety rule is overridden from here: turn another control on in the same step, or change the rule in AWS.';

/** Endpoints agree within seconds; what they still deny after this long was not done. */
const agreeWithinSeconds = 15;

async function check(spec: TurnSpec, ports: StepPorts, context: StepContext): Promise<StepCheck> {
  const view = await read(spec, ports, context);
  const seen = judge(view, spec);
  const words = describeViews(view.views);
  const wanted = describeTurns(spec.turns);
  if (seen === 'turned') return { state: 'done', sentence: `Turned ${wanted}: ${words}.`, calls: view.calls };
  if (seen !== 'too-few' && secondsSinceBegun(context, ports.clock.now()) > agreeWithinSeconds) {
    const sentence = `AWS accepted to turn ${wanted}, and yet ${words}.`;
    return {
      state: 'failed',
      sentence,
      next: 'Look who else turns these controls, and turn them again.',
      calls: view.calls,
    };
  }
  const sentence = `Two endpoints must read ${wanted}: ${words}.`;
  return { state: 'not-yet', sentence, remember: {}, lookAgainIn: 2 };
}

const verdicts = {
  turned: 'happened',
  'not-turned': 'did-not-happen',
  disagree: 'unknown',
  'too-few': 'unknown',
} as const;

async function readBack(spec: TurnSpec, ports: StepPorts, context: StepContext): Promise<ReadBack> {
  const view = await read(spec, ports, context);
  return { verdict: verdicts[judge(view, spec)], sentence: `${describeViews(view.views)}.`, calls: view.calls };
}

async function dryRun(spec: TurnSpec, ports: StepPorts, context: StepContext): Promise<DryRun> {
  const view = await read(spec, ports, context);
  const words = describeViews(view.views);
  const wanted = describeTurns(spec.turns);
  const isTurned = judge(view, spec) === 'turned';
  const wouldHappen = [isTurned ? `Nothing: already ${wanted}.` : `It would turn ${wanted} in one call; now ${words}.`];
  // One endpoint is enough to turn them, and two to believe it.
  const failed = view.calls.filter(({ outcome }) => outcome !== 'answered').map(({ detail }) => detail);
  const inTheWay =
    view.views.length >= enoughEndpoints
      ? []
      : [`Only ${view.views.length} of ${spec.cluster.endpoints.length} endpoints answer: ${words}.`, ...failed];
  return { wouldHappen, inTheWay, calls: view.calls };
}

export const routingControls: StepKindRules<'routing-controls'> = {
  kind: 'routing-controls',
  describe,
  dryRun,
  perform,
  readBack,
  check,
};
