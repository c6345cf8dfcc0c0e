import type {
  PlanDeclaration,
  RecoveryDeclaration,
  StepDeclaration,
  StepTemplate,
} from '../domain/recovery/declaration';
import type { RoutingCluster } from '../domain/recovery/step';
import { usualSteps } from '../domain/recovery/usual-step';
import type { PlanEntry, RecoveryEntry, RoutingClusterEntry, StepEntry } from './recovery-schema';

/** A workload's recovery as the rest of the console knows it. The file was checked before: its cluster is there. */
export function toRecovery(
  entry: RecoveryEntry,
  clusters: readonly RoutingClusterEntry[],
): RecoveryDeclaration | undefined {
  const cluster = clusters.find(({ id }) => id === entry.routingCluster);
  const { accessPoints, transaction, antiFlap, plans } = entry;
  const recovery: RecoveryDeclaration = {
    ...(cluster === undefined
      ? {}
      : {
          routing: {
            cluster: toCluster(cluster),
            controls: Object.entries(entry.routingControls).map(([region, controlArn]) => ({ region, controlArn })),
          },
        }),
    ...(accessPoints.length === 0 ? {} : { accessPoints }),
    ...(transaction === undefined
      ? {}
      : { transaction: { entryPointId: transaction.entryPoint, path: transaction.path } }),
    ...(antiFlap === undefined ? {} : { antiFlapSeconds: antiFlap }),
    ...(plans.length === 0 ? {} : { plans: plans.map(toPlan) }),
  };
  return Object.keys(recovery).length === 0 ? undefined : recovery;
}

function toCluster({ arn, endpoints }: RoutingClusterEntry): RoutingCluster {
  return { arn, endpoints: Object.entries(endpoints).map(([region, url]) => ({ region, url })) };
}

/** A plan as the rest of the console knows it; what is left out follows from its kinds. It was checked before. */
export function toPlan({ id, name, action, modes, workflows }: PlanEntry): PlanDeclaration {
  const written = workflows.flatMap(({ steps }) => steps);
  return {
    id,
    name: name ?? id,
    action,
    modes,
    workflows: workflows.map((workflow) => ({
      id: workflow.id,
      title: workflow.title ?? workflow.id,
      steps: workflow.steps.map((step) => toStep(step, written, modes)),
    })),
  };
}

function toStep(step: StepEntry, written: readonly StepEntry[], modesOfPlan: PlanEntry['modes']): StepDeclaration {
  const usual = usualSteps[step.kind];
  const modes = step.modes ?? modesOfPlan;
  return {
    id: step.id,
    title: step.title ?? usual.title,
    phase: step.phase ?? usual.phase,
    timeoutSeconds: step.timeout ?? usual.timeoutSeconds,
    modes,
    after: step.after ?? stepsJustBefore(step, written, modesOfPlan),
    template: toTemplate(step),
    ...(step.waiver === undefined ? {} : { waiver: step.waiver }),
  };
}

/** Steps follow each other as they are written: in each of its modes, a step comes after the one before it there. */
function stepsJustBefore(
  step: StepEntry,
  written: readonly StepEntry[],
  modesOfPlan: PlanEntry['modes'],
): readonly string[] {
  const earlier = written.slice(0, written.indexOf(step)).reverse();
  const ids = (step.modes ?? modesOfPlan).flatMap((mode) => {
    const before = earlier.find(({ modes }) => (modes ?? modesOfPlan).includes(mode));
    return before === undefined ? [] : [before.id];
  });
  return [...new Set(ids)];
}

function toTemplate(step: StepEntry): StepTemplate {
  switch (step.kind) {
    case 'precheck':
      return { kind: step.kind };
    case 'approval':
      return { kind: step.kind, validSeconds: step.valid };
    case 'manual-task':
      return { kind: step.kind, instruction: step.instruction };
    case 'wait':
      return { kind: step.kind, seconds: step.seconds };
    case 'link-lag-below':
      return { kind: step.kind, storeId: step.store, seconds: step.seconds };
    case 'capacity-in-service':
    case 'scale-capacity':
      return { kind: step.kind, region: step.region, instances: step.instances };
    case 'fence-writer':
      return { kind: step.kind, ...(step.controls === undefined ? {} : { controls: step.controls }) };
    case 'aurora-switchover':
    case 'aurora-failover':
    case 'rds-promote':
    case 'elasticache-failover':
      return { kind: step.kind, storeId: step.store };
    case 'routing-controls':
      return { kind: step.kind, on: step.on, off: step.off };
    case 's3-routes':
      return { kind: step.kind, accessPointId: step.accessPoint, on: step.on, off: step.off };
    case 'http-probe':
      return { kind: step.kind, region: step.region, entryPointId: step.entryPoint, passes: step.passes };
    case 'transaction-proof':
    case 'alarms-green':
      return { kind: step.kind, region: step.region };
    case 'dns-answer': {
      const { entryPoint, leadsTo, leadsAwayFrom } = step;
      const expects = leadsTo === undefined ? { notRegion: leadsAwayFrom ?? 'source' } : { region: leadsTo };
      return { kind: step.kind, entryPointId: entryPoint, expects };
    }
  }
}
