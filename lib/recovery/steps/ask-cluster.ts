import { createHash } from 'node:crypto';
import { type ActAnswer, type Answer, actTurnRoutingControls, fetchRoutingControlStates } from '@/lib/aws';
import type { AccountId, RegionCode } from '@/lib/domain/fleet';
import type { CallRecord } from '@/lib/domain/recovery/execution';
import type { RoutingCluster, RoutingControlTurn } from '@/lib/domain/recovery/step';
import type { TouchedResource } from '@/lib/domain/recovery/touched';
import { formatList } from '@/lib/domain/wording/list';
import { type Around, recordAct, recordRead } from './call-records';
import { nameOfControl } from './cluster-facts';
import { scopeOf } from './outcomes';
import type { StepContext, StepPorts } from './step-kind';

/** A routing cluster and whose it is. */
export interface OwnCluster {
  readonly accountId: AccountId;
  readonly cluster: RoutingCluster;
}

type Endpoint = RoutingCluster['endpoints'][number];

/**
 * The endpoints in the order in which they are asked: another one first for every step and attempt, so that no endpoint
 * has to bear all, and those in the region being left last.
 */
export function inTurn({ endpoints }: RoutingCluster, context: StepContext): readonly Endpoint[] {
  const { executionId, stepId, attempt, source } = context;
  const rank = ({ region }: Endpoint) =>
    createHash('sha256').update(`${executionId}/${stepId}/${attempt}/${region}`).digest('hex');
  const shuffled = endpoints.toSorted((left, right) => (rank(left) < rank(right) ? -1 : 1));
  return [...shuffled.filter(({ region }) => region !== source), ...shuffled.filter(({ region }) => region === source)];
}

export interface Turning {
  /** The answer of the endpoint that decided; of the last one where none did. */
  readonly answer: ActAnswer | 'no-endpoints';
  readonly calls: readonly CallRecord[];
}

/**
 * Has some controls turned in one atomic call, by the first endpoint that takes it. States are absolute, so that an
 * endpoint which did not answer may well have done it, and another one may be asked for the same.
 */
export async function turnControls(
  ports: StepPorts,
  own: OwnCluster,
  turns: readonly RoutingControlTurn[],
  context: StepContext,
  around: Around = {},
): Promise<Turning> {
  const calls: CallRecord[] = [];
  const asked = `Turn ${describeTurns(turns)}`;
  let undecided: ActAnswer | 'no-endpoints' = 'no-endpoints';
  for (const { region, url } of inTurn(own.cluster, context)) {
    const scope = { ...scopeOf(ports, own.accountId, region, 'endpointMs'), endpoint: url };
    const answer = await actTurnRoutingControls(ports.edge, scope, turns);
    calls.push(recordAct(answer, ports.clock.now(), asked, around));
    if (isDecision(answer)) return { answer, calls };
    // Once one of them may have done it, it may have been done.
    if (undecided === 'no-endpoints' || undecided.state !== 'unknown') undecided = answer;
  }
  return { answer: undecided, calls };
}

/** Whether asking another endpoint would bring nothing else: it was taken, or refused for what was asked. */
function isDecision(answer: ActAnswer): boolean {
  if (answer.state === 'accepted') return true;
  return answer.state === 'refused' && answer.source !== 'throttled';
}

/** The controls as one endpoint sees them. */
export interface EndpointView {
  readonly region: RegionCode;
  readonly states: ReadonlyMap<string, 'on' | 'off' | 'unknown'>;
}

export interface ClusterView {
  readonly views: readonly EndpointView[];
  readonly calls: readonly CallRecord[];
}

/** How many endpoints must say the same before it is believed. */
export const enoughEndpoints = 2;

/**
 * The controls as two endpoints see them, asked two at a time until two have answered. Fewer views where fewer answer.
 */
export async function readControls(
  ports: StepPorts,
  own: OwnCluster,
  controlArns: readonly string[],
  context: StepContext,
): Promise<ClusterView> {
  const views: EndpointView[] = [];
  const calls: CallRecord[] = [];
  const left = [...inTurn(own.cluster, context)];
  while (views.length < enoughEndpoints && left.length > 0) {
    const batch = left.splice(0, enoughEndpoints);
    const answers = await Promise.all(batch.map((endpoint) => readEndpoint(ports, own, endpoint, controlArns)));
    for (const { view, call } of answers) {
      calls.push(call);
      if (view !== 'none') views.push(view);
    }
  }
  return { views, calls };
}

async function readEndpoint(
  ports: StepPorts,
  { accountId }: OwnCluster,
  { region, url }: Endpoint,
  controlArns: readonly string[],
): Promise<{ readonly view: EndpointView | 'none'; readonly call: CallRecord }> {
  const scope = { ...scopeOf(ports, accountId, region, 'endpointMs'), endpoint: url };
  const answer = await fetchRoutingControlStates(ports.edge, scope, controlArns);
  const found = answer.state === 'answered' ? wordsOf(answer) : '';
  const action = 'route53-recovery-cluster:GetRoutingControlState';
  const call = recordRead(answer, { action, endpointRegion: region, at: ports.clock.now() }, found);
  if (answer.state !== 'answered') return { view: 'none', call };
  return { view: { region, states: new Map(answer.value.map((one) => [one.controlArn, one.state])) }, call };
}

function wordsOf(answer: Extract<Answer<readonly { controlArn: string; state: string }[]>, { state: 'answered' }>) {
  return `${answer.value.map(({ controlArn, state }) => `${nameOfControl(controlArn)} is ${state}`).join(', ')}.`;
}

/** Controls that are about to be turned, as every endpoint that answered read them. */
export function touchControls(
  accountId: AccountId,
  turns: readonly RoutingControlTurn[],
  views: readonly EndpointView[],
): readonly TouchedResource[] {
  return turns.map(({ controlArn, region }): TouchedResource => {
    const [seen = 'unknown', ...others] = new Set(views.map(({ states }) => states.get(controlArn)));
    return { kind: 'control', accountId, region, controlArn, before: others.length === 0 ? seen : 'unknown' };
  });
}

/** Whether an endpoint sees every control as it is to be. */
export function sees({ states }: EndpointView, turns: readonly RoutingControlTurn[]): boolean {
  return turns.every(({ controlArn, to }) => states.get(controlArn) === to);
}

/** `checkout-use1 off and checkout-usw2 on`. */
export function describeTurns(turns: readonly RoutingControlTurn[]): string {
  return formatList(
    turns.map(({ controlArn, to }) => `${nameOfControl(controlArn)} ${to}`),
    turns.length,
  );
}

/** What endpoints see, for a person: `us-west-2 reads checkout-use1 off and checkout-usw2 on`. */
export function describeViews(views: readonly EndpointView[]): string {
  const seen = views.map(({ region, states }) => {
    const controls = [...states].map(([arn, state]) => `${nameOfControl(arn)} ${state}`);
    return `${region} reads ${formatList(controls, controls.length)}`;
  });
  return seen.length === 0 ? 'no endpoint of the cluster answers' : seen.join('; ');
}

/** The safety rule that refused, by the name that AWS's words hold; `none` where they hold none. */
export function safetyRuleIn(answer: ActAnswer): string | 'none' {
  if (answer.state === 'accepted' || answer.said?.code !== 'ConflictException') return 'none';
  return /safety rules?\W+(?:"|')?([\w.-]+)/i.exec(answer.said.text)?.[1] ?? 'that AWS does not name';
}
