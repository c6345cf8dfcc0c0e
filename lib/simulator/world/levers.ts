import { consumerArn } from './fleet-functions';
import { buildPipelines } from './fleet-pipelines';
import type { SimulatedFleet } from './simulated-fleet';
import type { WorldState } from './world-state';

/** Something that a workload does by itself and that somebody turned off or on again. */
export interface LeverState {
  readonly on: boolean;
  /** Second from which it is so; until then it is still as it was before. */
  readonly effectiveAt: number;
  /** Why, where the one who turned it had to say so. */
  readonly reason?: string;
}

export interface LeverChange {
  readonly arn: string;
  readonly on: boolean;
  readonly reason?: string;
}

/** How a lever stands: `changing` is on its way to `on`, and does until then what it did before. */
export interface LeverStanding {
  readonly on: boolean;
  readonly changing: boolean;
  readonly reason?: string;
}

/** A change that cannot be: nothing of it was made. */
export class LeverError extends Error {
  constructor(
    readonly code: 'UnknownLever' | 'InUse',
    message: string,
  ) {
    super(message);
    this.name = code;
  }
}

/** Seconds that Lambda takes to stop or start reading a queue. */
const consumerSeconds = 15;

interface Lever {
  readonly bornOn: boolean;
  readonly seconds: number;
}

/** What can be turned, by ARN: event-source mappings, rules of event buses and transitions into stages of pipelines. */
function findLever({ functions, eventBuses, queues }: SimulatedFleet, arn: string): Lever | undefined {
  const consumer = functions.find((each) => consumerArn(each) === arn)?.eventSource;
  if (consumer !== undefined) return { bornOn: consumer.enabled, seconds: consumerSeconds };
  const rule = eventBuses.flatMap(({ rules }) => rules).find((each) => each.arn === arn);
  if (rule !== undefined) return { bornOn: rule.enabled, seconds: 0 };
  const stage = buildPipelines(queues)
    .flatMap(({ stages }) => stages)
    .find((each) => each.arn === arn);
  return stage === undefined ? undefined : { bornOn: stage.open, seconds: 0 };
}

/** How a lever stands now; as it was born where nobody turned it. */
export function standingOf(state: WorldState, arn: string, bornOn: boolean): LeverStanding {
  const turned = state.levers?.[arn];
  if (turned === undefined) return { on: bornOn, changing: false };
  const { on, effectiveAt, reason } = turned;
  return { on, changing: effectiveAt > state.second, ...(reason !== undefined && { reason }) };
}

/** @throws LeverError for what is not there, and for what is on its way elsewhere */
export function checkLeverChange(fleet: SimulatedFleet, state: WorldState, { arn }: LeverChange): void {
  const lever = findLever(fleet, arn);
  if (lever === undefined) throw new LeverError('UnknownLever', `There is no ${arn}.`);
  if (standingOf(state, arn, lever.bornOn).changing) throw new LeverError('InUse', `${arn} is in use.`);
}

/** Turns a lever; what is as it should be stays without a moment of change. */
export function turnLever(fleet: SimulatedFleet, state: WorldState, change: LeverChange): void {
  const { arn, on, reason } = change;
  const lever = findLever(fleet, arn);
  if (lever === undefined) return;
  const isSame = standingOf(state, arn, lever.bornOn).on === on;
  const effectiveAt = state.second + (isSame ? 0 : lever.seconds);
  state.levers = { ...state.levers, [arn]: { on, effectiveAt, ...(reason !== undefined && { reason }) } };
}

/** The next second in which something begins or ceases to be done. */
export function nextLeverDue({ levers = {}, second }: WorldState): number | undefined {
  const due = Object.values(levers).flatMap(({ effectiveAt }) => (effectiveAt > second ? effectiveAt : []));
  return due.length === 0 ? undefined : Math.min(...due);
}

/** Whether something began or ceased to be done with the second that has just come. */
export function isLeverDue({ levers = {}, second }: WorldState): boolean {
  return Object.values(levers).some(({ effectiveAt }) => effectiveAt === second);
}

/**
 * ARNs of the queues whose consumer somebody turned off. The consumer of a standby region that nobody ever turned is off
 * as well; the little that a canary sends there is not let pile up.
 */
export function queuesTurnedOff({ functions }: SimulatedFleet, state: WorldState): ReadonlySet<string> {
  const arns = functions.flatMap((each) => {
    const { eventSource } = each;
    const turned = state.levers?.[consumerArn(each) ?? ''];
    if (eventSource === undefined || turned === undefined) return [];
    const reads = turned.effectiveAt > state.second ? !turned.on : turned.on;
    return reads ? [] : [eventSource.sourceArn];
  });
  return new Set(arns);
}
