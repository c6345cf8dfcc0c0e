import type { EndpointEntity } from '@/lib/domain/entities';
import { isLawful, type RegionCode } from '@/lib/domain/fleet';
import { judgeApi } from '@/lib/domain/judge-api';
import { judgeEndpoint } from '@/lib/domain/judge-endpoint';
import { hasUsers } from '@/lib/domain/judge-user-health';
import { newestValue } from '@/lib/domain/observe';
import type { Blocker } from '@/lib/domain/recovery/decision';
import { type HealthState, healthStates } from '@/lib/domain/vocabulary';
import { stepsOfMode } from '../step-graph';
import { blocker, type Gate, type GateContext } from './gate';

interface TargetHealth {
  readonly state: HealthState;
  readonly reason: string;
  readonly lastGood: Blocker['lastGood'];
}

/** The region that takes over serves, and its control planes answer where a step calls them. */
export const gateTarget: Gate = (context) => [...gateHealth(context), ...gateControlPlanes(context)];

function gateHealth(context: GateContext): readonly Blocker[] {
  const { workload, pair } = context;
  if (!hasUsers(workload)) return [];
  const { target } = pair;
  const { state, reason, lastGood } = healthIn(target, context);
  if (nobodyServes(context, state)) {
    const toClear = 'Choose another region, or wait until one serves.';
    return [blocker('nothing-serves-after', `No region would serve afterwards: ${target} is down, ${reason}`, toClear)];
  }
  if (state === 'healthy') return [];
  if (state === 'unknown') {
    const toClear = `Wait until ${target} is measured, or say how you know that it serves.`;
    return [blocker('target-unknown', `Whether ${target} serves is not known: ${reason}`, toClear, { lastGood })];
  }
  const toClear = `Choose another region, or say why ${target} is better all the same.`;
  return [blocker('target-unhealthy', `${target} is ${state}: ${reason}`, toClear)];
}

/** A standby without a single instance cannot serve before the run has given it some: being down says nothing then. */
function nobodyServes(context: GateContext, targetState: HealthState): boolean {
  const { workload, pair, plan } = context;
  if (targetState !== 'down') return false;
  if (plan.action !== 'deactivate') return !isEmptyAndScaled(context);
  const survivors = workload.regions
    .map(({ region }) => region)
    .filter((region) => region !== pair.source && isLawful(workload, region));
  return survivors.every((region) => healthIn(region, context).state === 'down');
}

function isEmptyAndScaled({ route, mode, pair, evidence, workload }: GateContext): boolean {
  if (route === 'none') return false;
  const isScaled = stepsOfMode(route, mode).some(
    ({ spec }) => spec.kind === 'scale-capacity' && spec.region === pair.target,
  );
  const endpoint = evidence.endpoints.find((each) => each.workloadId === workload.id && each.region === pair.target);
  const capacity = endpoint === undefined ? 'none' : newestValue(endpoint.capacity);
  return isScaled && capacity !== 'none' && capacity.value.inService === 0;
}

function healthIn(region: RegionCode, { workload, evidence, now }: GateContext): TargetHealth {
  const declared = workload.entryPoints.filter(({ endpoints }) => endpoints.some((each) => each.region === region));
  if (declared.length === 0) return { state: 'unknown', reason: 'it has no endpoint there', lastGood: undefined };
  const judged = declared.map(({ id }): TargetHealth => {
    const endpoint = evidence.endpoints.find((each) => each.id === `${workload.id}/${id}/${region}`);
    if (endpoint === undefined) return { state: 'unknown', reason: 'no data yet', lastGood: undefined };
    const { health } = judgeEndpoint(endpoint, now);
    return { state: health.state, reason: health.reason, lastGood: lastGoodOf(endpoint, health.lastKnown) };
  });
  const worst = healthStates.flatMap((state) => judged.find((each) => each.state === state) ?? [])[0];
  return worst ?? { state: 'unknown', reason: 'no data yet', lastGood: undefined };
}

function lastGoodOf({ probe }: EndpointEntity, lastKnown: HealthState | 'none'): Blocker['lastGood'] {
  const newest = newestValue(probe);
  return newest === 'none' || lastKnown === 'none' ? undefined : { value: lastKnown, at: newest.measuredAt };
}

/** Regional control planes that the run will call, and that must answer now: the target's own. */
function gateControlPlanes({ route, mode, pair, evidence, workload, now }: GateContext): readonly Blocker[] {
  if (route === 'none') return [];
  const { target } = pair;
  const isCalled = stepsOfMode(route, mode).some(
    ({ facts }) => facts.plane === 'control' && facts.regionsNeeded.includes(target),
  );
  if (!isCalled) return [];
  const own = evidence.sources.filter((each) => each.region === target && each.accountId === workload.accountId);
  const { state, sentence } = judgeApi(own, now);
  if (state === 'reachable' || state === 'partly') return [];
  const answers = own.flatMap(({ lastAnswerAt }) => (lastAnswerAt === 'never' ? [] : [lastAnswerAt]));
  const lastGood = answers.length === 0 ? undefined : { value: 'answered', at: Math.max(...answers) };
  const toClear = `Wait until AWS answers there, or say how you know that it does.`;
  return [
    blocker(
      'target-unknown',
      `Steps of the run call AWS in ${target}, which is ${state} from here: ${sentence}`,
      toClear,
      { about: 'control planes', lastGood },
    ),
  ];
}
