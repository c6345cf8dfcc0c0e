import { actProvisionConcurrency, fetchProvisionedConcurrency, type ProvisionedConcurrency } from '@/lib/aws';
import type { CallRecord } from '@/lib/domain/recovery/execution';
import { describeExecutions } from '@/lib/domain/recovery/setting-words';
import type { StepFacts, StepOf } from '@/lib/domain/recovery/step';
import { settingTouches } from '../rules/setting-touches';
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

type ScaleSpec = StepOf<'scale-function'>;

const usual = asDocumented(120, 300, 'Lambda developer guide: provisioned concurrency is allocated within minutes');

const readAction = 'lambda:GetProvisionedConcurrencyConfig';
const setAction = 'lambda:PutProvisionedConcurrencyConfig';

/** `checkout-notify-usw2:live in us-west-2` */
function nameOf({ functionName, qualifier, region }: Pick<ScaleSpec, 'functionName' | 'qualifier' | 'region'>): string {
  return `${functionName}:${qualifier} in ${region}`;
}

function describe(spec: ScaleSpec, context: DescribeContext): StepFacts {
  const { functionName, qualifier, region, executions } = spec;
  const alias = { FunctionName: functionName, Qualifier: qualifier };
  const calls = [
    reading(readAction, region, alias),
    acting(setAction, region, { ...alias, ProvisionedConcurrentExecutions: `${executions}` }),
  ];
  return {
    plane: 'control',
    regionsNeeded: [region],
    permissions: permissionsOf(calls),
    idempotency: 'idempotent',
    expected: expectedFor(spec, context, usual),
    calls,
    changes: `${nameOf(spec)} has ${executions} executions ready, unless it has more already.`,
    wayBack: `Set ${nameOf(spec)} to what it had before, or take its provisioned concurrency away where it had none; the record of the call says which.`,
  };
}

/** Fleet seconds within which Lambda shows what it was asked for, and no longer what became of a request before. */
const shownWithinSeconds = 20;
const lookAgainIn = 5;

type View =
  | { readonly state: 'found'; readonly has: ProvisionedConcurrency | 'none'; readonly call: CallRecord }
  | { readonly state: 'unseen'; readonly sentence: string; readonly next: string; readonly call: CallRecord };

/** What is kept ready, as the function's own region tells it. */
async function viewFunction(spec: ScaleSpec, ports: StepPorts): Promise<View> {
  const { accountId, region, functionName, qualifier } = spec;
  const scope = scopeOf(ports, accountId, region);
  const answer = await fetchProvisionedConcurrency(ports.edge, scope, functionName, qualifier);
  const has = answer.state === 'answered' ? answer.value : 'absent';
  const absent = `There is no function ${functionName} with an alias or a version ${qualifier} in ${region} (account ${accountId}).`;
  const found = has === 'absent' ? absent : `${describeHas(spec, has)}.`;
  const call = recordRead(answer, { action: readAction, endpointRegion: region, at: ports.clock.now() }, found);
  const unseen = (sentence: string, next: string): View => ({ state: 'unseen', sentence, next, call });
  if (answer.state !== 'answered')
    return unseen(answer.message, 'It is scaled in its own region, and only when that region says how it stands.');
  if (has === 'absent') return unseen(absent, 'Correct function and qualifier of the step in the fleet file.');
  return { state: 'found', has, call };
}

/** `checkout-notify-usw2:live in us-west-2 has 2 of 5 executions ready and is on its way`; what is not told reads so. */
function describeHas(spec: ScaleSpec, has: ProvisionedConcurrency | 'none'): string {
  if (has === 'none') return `${nameOf(spec)} has no provisioned concurrency`;
  return `${nameOf(spec)} has ${has.available} of ${has.requested} executions ready${stateWords(has)}`;
}

function stateWords({ status, word }: ProvisionedConcurrency): string {
  if (status === 'ready') return '';
  if (status === 'in-progress') return ' and is on its way';
  return status === 'failed' ? ' and could not get them' : ` and is ${word.slice(0, 40)}`;
}

/** A count that is not told is never enough. */
function isAtLeast(count: number | 'unknown', executions: number): boolean {
  return count !== 'unknown' && count >= executions;
}

/** Wanted, and said to be ready; what was asked for and could not be given is not. */
function isThere(has: ProvisionedConcurrency | 'none', count: 'allocated' | 'available', executions: number): boolean {
  return (
    has !== 'none' &&
    has.status === 'ready' &&
    isAtLeast(has.requested, executions) &&
    isAtLeast(has[count], executions)
  );
}

async function perform(spec: ScaleSpec, ports: StepPorts): Promise<StepOutcome> {
  const view = await viewFunction(spec, ports);
  if (view.state === 'unseen') return refuse(view.sentence, view.next, [view.call]);
  const { has } = view;
  const words = describeHas(spec, has);
  if (isThere(has, 'allocated', spec.executions))
    return { state: 'done', sentence: `Already ${words}.`, calls: [view.call] };
  const requested = has === 'none' ? 0 : has.requested;
  if (requested === 'unknown')
    return refuse(`How many executions it wants is not told: ${words}.`, 'Look at the function in Lambda.', [
      view.call,
    ]);
  if (has !== 'none' && has.status !== 'failed' && requested >= spec.executions) {
    const sentence = `${words}: it wants enough already.`;
    return { state: 'begun', sentence, remember: {}, lookAgainIn, calls: [view.call] };
  }
  // What failed is asked for again, and never less than it was.
  const wanted = Math.max(requested, spec.executions);
  const scope = scopeOf(ports, spec.accountId, spec.region, 'actMs');
  const answer = await actProvisionConcurrency(ports.edge, scope, spec, wanted);
  const asked = `Keep ${wanted} executions of ${spec.functionName}:${spec.qualifier} ready`;
  const before = describeExecutions(has === 'none' ? has : requested);
  const touched = settingTouches(spec).map((one) => ({ ...one, before }));
  const calls = [view.call, recordAct(answer, ports.clock.now(), asked, { before: `${words}.`, touched })];
  if (answer.state !== 'accepted') return afterFailedAct(answer, calls);
  const had = has === 'none' ? 'it had none' : `it wanted ${requested}`;
  const sentence = `${nameOf(spec)} wants ${wanted} executions ready; ${had}.`;
  return { state: 'begun', sentence, remember: {}, lookAgainIn, calls };
}

async function check(spec: ScaleSpec, ports: StepPorts, context: StepContext): Promise<StepCheck> {
  const view = await viewFunction(spec, ports);
  const notYet = (sentence: string): StepCheck => ({ state: 'not-yet', sentence, remember: {}, lookAgainIn });
  if (view.state === 'unseen') return notYet(view.sentence);
  const { has, call } = view;
  const { executions } = spec;
  const words = `${describeHas(spec, has)}.`;
  if (isThere(has, 'available', executions)) return { state: 'done', sentence: words, calls: [call] };
  if (has !== 'none' && has.requested === 'unknown') return notYet(words);
  if (secondsSinceBegun(context, ports.clock.now()) <= shownWithinSeconds) return notYet(words);
  if (has === 'none' || !isAtLeast(has.requested, executions)) {
    const sentence = `Lambda accepted ${executions} executions, and yet ${words}`;
    return { state: 'failed', sentence, next: 'Look who else sets the number, and perform it again.', calls: [call] };
  }
  if (has.status !== 'failed') return notYet(words);
  const said = has.reason === 'none' ? 'Lambda does not say why.' : `Lambda says: "${has.reason.slice(0, 300)}"`;
  return { state: 'failed', sentence: `${words} ${said}`, next: otherRoom, calls: [call] };
}

const otherRoom =
  'Look at the concurrency that the account has left there and at how the function starts, and perform it again; or go on with what is ready and say why.';

async function readBack(spec: ScaleSpec, ports: StepPorts): Promise<ReadBack> {
  const view = await viewFunction(spec, ports);
  const calls = [view.call];
  if (view.state === 'unseen') return { verdict: 'unknown', sentence: view.sentence, calls };
  const { has } = view;
  const sentence = `${describeHas(spec, has)}.`;
  if (has === 'none') return { verdict: 'did-not-happen', sentence, calls };
  if (has.requested === 'unknown') return { verdict: 'unknown', sentence, calls };
  // What failed may be of a request before; asking for it again is harmless.
  if (has.requested < spec.executions || has.status === 'failed') return { verdict: 'did-not-happen', sentence, calls };
  return { verdict: isThere(has, 'available', spec.executions) ? 'happened' : 'under-way', sentence, calls };
}

async function dryRun(spec: ScaleSpec, ports: StepPorts): Promise<DryRun> {
  const { accountId, region, executions } = spec;
  const [view, letIn] = await Promise.all([viewFunction(spec, ports), tryLetIn(ports, accountId, region)]);
  const inTheWay = [...(view.state === 'unseen' ? [view.sentence] : []), ...letIn.inTheWay];
  const now = view.state === 'unseen' ? '' : ` Now ${describeHas(spec, view.has)}.`;
  const isWanted =
    view.state === 'found' &&
    view.has !== 'none' &&
    view.has.status !== 'failed' &&
    isAtLeast(view.has.requested, executions);
  const wouldHappen = [
    isWanted
      ? `Nothing is asked for.${now}`
      : `It would call ${setAction} in ${region} and wait until ${executions} executions of ${spec.functionName}:${spec.qualifier} are ready; whether there is room is not known before.${now}`,
  ];
  return { wouldHappen, inTheWay, calls: [view.call, letIn.call] };
}

/** Executions of a Lambda function are kept ready, in its own region, so that the first of many users do not wait. */
export const scaleFunction: StepKindRules<'scale-function'> = {
  kind: 'scale-function',
  describe,
  dryRun,
  perform,
  readBack,
  check,
};
