import type { Workload } from '@/lib/domain/fleet';
import type { FleetEvidence } from '@/lib/domain/fleet-evidence';
import { isCurrent } from '@/lib/domain/freshness';
import { newestValue } from '@/lib/domain/observe';
import type { StoreLoss } from '@/lib/domain/recovery/decision';
import type { PlanMode, RecoveryPlan } from '@/lib/domain/recovery/plan';
import type { EpochMs } from '@/lib/domain/time';
import { formatDuration } from '@/lib/domain/wording/duration';
import { quote } from '@/lib/domain/wording/quote';
import { countInstances, instancesOf } from '../instance-count';
import type { RoutePair } from '../route-pairs';

/** What does not stand in the way of a move and should be known before it: sentences, the gravest kind first. */
export function cautionsOf(
  workload: Workload,
  pair: RoutePair,
  mode: PlanMode,
  losses: readonly StoreLoss[],
  evidence: FleetEvidence,
  plan: RecoveryPlan,
  now: EpochMs,
): readonly string[] {
  return [
    ...(mode === 'graceful' ? [] : figureCautions(workload, losses)),
    ...secretCautions(workload, pair, evidence, now),
    ...keyCautions(workload, pair, evidence),
    ...capacityCautions(workload, pair, evidence, plan),
    ...plan.lint.filter(({ severity }) => severity === 'warning').map(({ sentence }) => sentence),
  ];
}

function figureCautions({ objectives }: Workload, losses: readonly StoreLoss[]): readonly string[] {
  const rpo = objectives.find(({ scenario }) => scenario === 'region-loss')?.rpoSeconds;
  return losses
    .filter(({ fate, rebuildable }) => fate !== 'none' && rebuildable !== true)
    .flatMap(({ storeId, fate, atMostSeconds, estimate }): readonly string[] => {
      if (atMostSeconds === 'unknown') return [`How much of ${quote(storeId)} would be ${fate} is not known`];
      const isAbove = rpo !== undefined && atMostSeconds > rpo;
      const above = isAbove ? `, more than its objective of ${formatDuration(rpo)}, if it is still written` : '';
      if (estimate)
        return [`${quote(storeId)} has an estimate and no bound: about ${formatDuration(atMostSeconds)}${above}`];
      return isAbove ? [`At most ${formatDuration(atMostSeconds)} of ${quote(storeId)} would be ${fate}${above}`] : [];
    });
}

/** A region with all the data serves nobody without the secrets of the application. */
function secretCautions(
  { id, secrets = [] }: Workload,
  { target }: RoutePair,
  evidence: FleetEvidence,
  now: EpochMs,
): readonly string[] {
  return secrets.flatMap(({ name }): readonly string[] => {
    const own = evidence.secrets.filter((secret) => secret.workloadId === id && secret.name === name);
    const there = own.find(({ region }) => region === target);
    const copies = own.flatMap(({ described }) => {
      const newest = newestValue(described);
      return newest === 'none' || newest.value === 'absent' ? [] : newest.value.replicas;
    });
    const failed = copies.find((copy) => copy.region === target && copy.status === 'failed');
    if (failed !== undefined)
      return [`The copy of the secret ${quote(name)} in ${target} failed: the application may not start there`];
    if (there === undefined || !isCurrent(there.described, there.cadence, now)) {
      return [`Whether ${target} has the secret ${quote(name)} cannot be read now`];
    }
    const isAbsent = there.described.state === 'observed' && there.described.value === 'absent';
    return isAbsent ? [`${target} has no secret ${quote(name)}: the application may not start there`] : [];
  });
}

function keyCautions({ id, keys = [] }: Workload, { target }: RoutePair, evidence: FleetEvidence): readonly string[] {
  return keys.flatMap(({ alias }): readonly string[] => {
    const key = evidence.keys.find((each) => each.workloadId === id && each.alias === alias && each.region === target);
    const newest = key === undefined ? 'none' : newestValue(key.described);
    if (newest === 'none') return [`Whether ${target} has the key ${quote(alias)} is not known`];
    if (newest.value === 'absent') return [`${target} has no key ${quote(alias)}: its data cannot be read there`];
    return newest.value.state === 'Enabled' ? [] : [`The key ${quote(alias)} in ${target} is ${newest.value.state}`];
  });
}

/** A step that asks for as many instances as a region had fails where nobody knows how many those were. */
function capacityCautions(
  { id }: Workload,
  { source, target }: RoutePair,
  { endpoints }: FleetEvidence,
  { routes }: RecoveryPlan,
): readonly string[] {
  const hadInstances = instancesOf(endpoints, id);
  const route = routes.find((each) => each.source === source && each.target === target);
  const steps = route?.workflows.flatMap((workflow) => workflow.steps) ?? [];
  return steps.flatMap(({ title, spec }) => {
    if (spec.kind !== 'scale-capacity') return [];
    const count = countInstances(spec.instances, spec.region, { source, hadInstances });
    return count.state === 'known' ? [] : [`${count.sentence} The run stops at ${quote(title)} and asks`];
  });
}
