import type {
  FlipDeclaration,
  NamedCluster,
  PlanDeclaration,
  RecordsDeclaration,
  RecoveryDeclaration,
  StepDeclaration,
  StepTemplate,
} from '../domain/recovery/declaration';
import type { RoutingCluster } from '../domain/recovery/step';
import { usualSteps, usualTitleOf } from '../domain/recovery/usual-step';
import type { PlanEntry, RecoveryEntry, RoutingClusterEntry, StepEntry } from './recovery-schema';

/** A workload's recovery as the rest of the console knows it. The file was checked before: its cluster is there. */
export function toRecovery(
  entry: RecoveryEntry,
  clusters: readonly RoutingClusterEntry[],
): RecoveryDeclaration | undefined {
  const cluster = clusters.find(({ id }) => id === entry.routingCluster);
  const consumers = Object.entries(entry.consumers).map(([region, mappings]) => ({ region, mappings }));
  const schedules = Object.entries(entry.schedules).map(([region, rules]) => ({ region, rules }));
  const deployments = Object.entries(entry.deployments).map(([region, stages]) => ({ region, stages }));
  const { accessPoints, announce, flips, records, accelerators, transaction, antiFlap, plans } = entry;
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
    ...(consumers.length === 0 ? {} : { consumers }),
    ...(schedules.length === 0 ? {} : { schedules }),
    ...(deployments.length === 0 ? {} : { deployments }),
    ...(announce.length === 0 ? {} : { announce }),
    ...(flips.length === 0 ? {} : { flips: flips.map(toFlip) }),
    ...(records.length === 0 ? {} : { records: records.map(toRecords) }),
    ...(accelerators.length === 0
      ? {}
      : {
          accelerators: accelerators.map(({ id, endpointGroups }) => ({
            id,
            endpointGroups: Object.entries(endpointGroups).map(([region, arn]) => ({ region, arn })),
          })),
        }),
    ...(transaction === undefined
      ? {}
      : { transaction: { entryPointId: transaction.entryPoint, path: transaction.path } }),
    ...(antiFlap === undefined ? {} : { antiFlapSeconds: antiFlap }),
    ...(plans.length === 0 ? {} : { plans: plans.map(toPlan) }),
  };
  return Object.keys(recovery).length === 0 ? undefined : recovery;
}

function toFlip(entry: RecoveryEntry['flips'][number]): FlipDeclaration {
  const { id, healthCheck, region, standby, alarm, entryPoint, namespace, metric, dimensions, away, back } = entry;
  const written = { namespace, name: metric, dimensions, away, back };
  return { id, healthCheck, region, standby, alarm, metric: written, entryPointId: entryPoint };
}

function toRecords(entry: RecoveryEntry['records'][number]): RecordsDeclaration {
  const { id, zone, account, entryPoint, name, type, policy, sets } = entry;
  return {
    id,
    zoneId: zone,
    ...(account === undefined ? {} : { accountId: account }),
    entryPointId: entryPoint,
    ...(name === undefined ? {} : { name }),
    type,
    policy,
    sets: Object.entries(sets).map(([region, setIdentifier]) => ({ region, setIdentifier })),
  };
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
  const template = toTemplate(step);
  const modes = step.modes ?? modesOfPlan;
  return {
    id: step.id,
    title: step.title ?? usualTitleOf(template),
    phase: step.phase ?? usual.phase,
    timeoutSeconds: step.timeout ?? usual.timeoutSeconds,
    modes,
    after: step.after ?? stepsJustBefore(step, written, modesOfPlan),
    template,
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

/** AWS keeps identifiers in lower case. */
function toClusters(clusters: Readonly<Record<string, string>>): readonly NamedCluster[] {
  return Object.entries(clusters).map(([region, cluster]) => ({ region, cluster: cluster.toLowerCase() }));
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
    case 'consumers':
    case 'schedules':
      return { kind: step.kind, region: step.region, turn: step.turn };
    case 'freeze-deployments':
      return { kind: step.kind, region: step.region, turn: step.turn === 'thaw' ? 'on' : 'off' };
    case 'announce':
      return { kind: step.kind, topics: step.topics, subject: step.subject, message: step.message };
    case 'invoke-function': {
      const { kind, region, function: functionName, payload, invocation, tellsRepetition, expects } = step;
      return { kind, region, functionName, payload, invocation, tellsRepetition, expects };
    }
    case 'health-check-flip':
      return { kind: step.kind, flipId: step.flip, ...(step.to === undefined ? {} : { to: step.to }) };
    case 'weighted-shift': {
      const { stages, hold: holdSeconds, onHalt, errors: mostErrorPercent } = step;
      return { kind: step.kind, recordsId: step.records, stages, holdSeconds, onHalt, mostErrorPercent };
    }
    case 'record-change':
      return { kind: step.kind, recordsId: step.records };
    case 'accelerator-dial':
      return { kind: step.kind, acceleratorId: step.accelerator, region: step.region, dialPercent: step.dial };
    case 'dns-answer': {
      const { entryPoint, leadsTo, leadsAwayFrom } = step;
      const expects = leadsTo === undefined ? { notRegion: leadsAwayFrom ?? 'source' } : { region: leadsTo };
      return { kind: step.kind, entryPointId: entryPoint, expects };
    }
    case 'dynamodb-evacuation':
    case 'restore-backup':
      return { kind: step.kind, storeId: step.store };
    case 'aurora-detach':
      return { kind: step.kind, storeId: step.store, clusters: toClusters(step.clusters) };
    case 'scale-service': {
      const { kind, region, cluster, service, tasks } = step;
      return { kind, region, cluster, service, tasks };
    }
    case 'rds-create-replica': {
      const { kind, store: storeId, region, class: instanceClass, parameterGroup } = step;
      const kmsKeys = Object.entries(step.kmsKeys).map(([where, key]) => ({ region: where, key }));
      return {
        ...{ kind, storeId, region, kmsKeys },
        ...(instanceClass === undefined ? {} : { instanceClass }),
        ...(parameterGroup === undefined ? {} : { parameterGroup }),
      };
    }
    case 'clean-up': {
      const { kind, store: storeId, region, removes } = step;
      return { kind, storeId, region, removes, clusters: toClusters(step.clusters) };
    }
    case 'scale-function': {
      const { kind, region, function: functionName, qualifier, executions } = step;
      return { kind, region, functionName, qualifier, executions };
    }
    case 'scale-node-group': {
      const { kind, region, cluster, nodeGroup, nodes } = step;
      return { kind, region, cluster, nodeGroup, nodes };
    }
    case 'aurora-instance':
      return {
        kind: step.kind,
        storeId: step.store,
        clusters: toClusters(step.clusters),
        instanceClass: step.class,
      };
  }
}
