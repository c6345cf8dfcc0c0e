import { actInvokeFunction, type FunctionAnswer, fetchMayInvoke } from '@/lib/aws';
import type { CallRecord } from '@/lib/domain/recovery/execution';
import type { StepFacts, StepOf } from '@/lib/domain/recovery/step';
import { formatList } from '@/lib/domain/wording/list';
import { recordAct, recordRead } from './call-records';
import { asDocumented, expectedFor } from './expected-time';
import { acting, permissionsOf } from './looking-facts';
import { afterFailedAct, scopeOf } from './outcomes';
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

type InvokeSpec = StepOf<'invoke-function'>;

const action = 'lambda:InvokeFunction';

const usual = asDocumented(
  2,
  15,
  'Lambda developer guide: a cold start takes up to seconds, the function its own time',
);

function describe(spec: InvokeSpec, context: DescribeContext): StepFacts {
  const { functionName, region, invocation, payload, tellsRepetition } = spec;
  const InvocationType = invocation === 'event' ? 'Event' : 'RequestResponse';
  const token = { idempotencyToken: 'one of its own for this step of the run' };
  const calls = [
    acting(action, region, {
      FunctionName: functionName,
      InvocationType,
      Payload: payload,
      ...(tellsRepetition && token),
    }),
  ];
  return {
    plane: 'data',
    regionsNeeded: [region],
    permissions: permissionsOf(calls),
    idempotency: tellsRepetition ? 'idempotent' : 'manual-after-doubt',
    expected: expectedFor(spec, context, usual),
    calls,
    changes: `What ${functionName} in ${region} does when it is called, which the console does not know.`,
    wayBack: `Undo what ${functionName} did in the way its owners have for that.`,
  };
}

/** The same for every attempt of a step in a run, and no other step's: by it a function tells that it was called before. */
export function tokenOf({ executionId, stepId }: StepContext): string {
  return `${executionId}/${stepId}`;
}

function payloadFor({ payload, tellsRepetition }: InvokeSpec, context: StepContext): string {
  if (!tellsRepetition) return payload;
  return JSON.stringify({ ...JSON.parse(payload), idempotencyToken: tokenOf(context) });
}

async function perform(spec: InvokeSpec, ports: StepPorts, context: StepContext): Promise<StepOutcome> {
  const { accountId, region, functionName, invocation } = spec;
  const scope = scopeOf(ports, accountId, region, 'actMs');
  const asked = { name: functionName, payload: payloadFor(spec, context), invocation };
  const { heard, ...answer } = await actInvokeFunction(ports.edge, scope, asked);
  const after = heard === 'nothing' ? {} : { after: wordsOfAnswer(heard) };
  const calls = [recordAct(answer, ports.clock.now(), `Call ${functionName}`, after)];
  if (answer.state !== 'accepted') return afterFailedAct(answer, calls);
  return judge(spec, heard, calls);
}

/** What a function says, as it is kept: its beginning, as theirs. */
function wordsOfAnswer({ error, text, status }: FunctionAnswer): string {
  const failed = error === 'none' ? '' : ` and failed (${error})`;
  return `It answered ${status}${failed}: ${text === '' ? 'nothing' : text}`;
}

const lookIntoTheLog = 'Look into the log of the function and put right what it says; then retry the step, or skip it.';

/** That Lambda accepted the call is no answer of the function, and an answer need not be the one that is wanted. */
function judge(spec: InvokeSpec, heard: FunctionAnswer | 'nothing', calls: readonly CallRecord[]): StepOutcome {
  const { functionName, region, invocation, expects } = spec;
  const name = `${functionName} in ${region}`;
  const fail = (what: string): StepOutcome => ({ state: 'failed', sentence: what, next: lookIntoTheLog, calls });
  if (heard === 'nothing') return fail(`${name} gave no answer that can be read.`);
  const said = heard.text === '' ? 'It says nothing.' : `It says: "${heard.text.slice(0, 300)}"`;
  if (heard.error !== 'none') return fail(`${name} was called and failed (${heard.error}). ${said}`);
  if (invocation === 'event') {
    if (heard.status !== 202) return fail(`Lambda answered ${heard.status} where it takes an event with 202. ${said}`);
    const sentence = `Lambda took the call of ${name}; what the function makes of it is not heard.`;
    return { state: 'done', sentence, calls };
  }
  if (heard.status !== 200) return fail(`Lambda answered ${heard.status} where a function that ran has 200. ${said}`);
  const missing = Object.entries(expects).filter(
    ([member, value]) => heard.said === 'no-object' || heard.said[member] !== value,
  );
  if (missing.length > 0) {
    const wanted = formatList(missing.map(([member, value]) => `${member}: ${JSON.stringify(value)}`));
    return fail(`${name} was called, and its answer is not the one the plan wants (${wanted}). ${said}`);
  }
  return { state: 'done', sentence: `${name} was called and answered. ${said}`, calls };
}

/** Nothing is ever under way: a call has an answer, or nobody knows what became of it. */
async function check({ functionName }: InvokeSpec): Promise<StepCheck> {
  const sentence = `What became of the call of ${functionName} cannot be looked at.`;
  return { state: 'failed', sentence, next: lookIntoTheLog, calls: [] };
}

/** Lambda does not say whether it was called. A function that tells repetitions may be called again; another may not. */
async function readBack({ functionName, tellsRepetition }: InvokeSpec): Promise<ReadBack> {
  if (tellsRepetition) {
    const sentence = `Whether ${functionName} was called is not known; it is called again with the same token, by which it tells a repetition.`;
    return { verdict: 'did-not-happen', sentence, calls: [] };
  }
  const sentence = `Nothing says whether ${functionName} was called: look into its log before it is called again.`;
  return { verdict: 'unknown', sentence, calls: [] };
}

/** Lambda's own dry run: it says whether the function is there and may be called, and does not run it. */
async function dryRun(spec: InvokeSpec, ports: StepPorts): Promise<DryRun> {
  const { accountId, region, functionName, invocation, payload } = spec;
  const answer = await fetchMayInvoke(ports.edge, scopeOf(ports, accountId, region), functionName);
  const absent = `There is no function ${functionName} in ${region} (account ${accountId}).`;
  const value = answer.state === 'answered' ? answer.value : 'absent';
  const place = { action, endpointRegion: region, at: ports.clock.now() };
  const call = recordRead(
    answer,
    place,
    value === 'absent' ? absent : `${functionName} may be called; it did not run.`,
  );
  const how = invocation === 'event' ? 'hand it' : 'wait for its answer to';
  const wouldHappen = [`It would call ${functionName} in ${region} and ${how} ${payload}.`];
  const inTheWay = answer.state !== 'answered' ? [answer.message] : value === 'absent' ? [absent] : [];
  return { wouldHappen, inTheWay, calls: [call] };
}

/** A call of a Lambda function: whatever a move of a workload needs that no other kind of step does. */
export const invokeFunction: StepKindRules<'invoke-function'> = {
  kind: 'invoke-function',
  describe,
  dryRun,
  perform,
  readBack,
  check,
};
