import type { Entity, WorkloadEntity } from '@/lib/domain/entities';
import type { RegionCode, Workload } from '@/lib/domain/fleet';
import { changesSomething } from '@/lib/domain/recovery/changed-something';
import type { PlanMode, PlanRoute, PlanStep } from '@/lib/domain/recovery/plan';
import { promotedBy } from '@/lib/domain/recovery/promoted-store';
import type { PlannedCall, StepSpec } from '@/lib/domain/recovery/step';
import { formatCount, formatList } from '@/lib/domain/wording/list';
import { stepsOfMode } from '../rules/step-graph';

/** What a run would change, before anything is. */
export interface ChangesView {
  /** Steps that change something, in their order: the sentence, and how to undo it. */
  readonly changes: readonly { readonly step: PlanStep; readonly sentence: string; readonly wayBack: string }[];
  /** Calls that change something, each with whose endpoint is called. */
  readonly calls: readonly (PlannedCall & { readonly stepId: string; readonly stepTitle: string })[];
  /** Calls that only read. */
  readonly readingCalls: number;
  readonly blastRadius: readonly BlastLine[];
}

/** Whom and what it touches: a name, and what happens to it. */
export interface BlastLine {
  readonly what:
    | 'users'
    | 'regions'
    | 'capacity'
    | 'databases'
    | 'routing'
    | 'objects'
    | 'background'
    | 'functions'
    | 'people'
    | 'others';
  readonly sentence: string;
}

/** Everything a run of a route would change, and whom it touches. */
export function viewChanges(
  workload: Workload,
  route: PlanRoute,
  mode: PlanMode,
  entities: readonly Entity[],
): ChangesView {
  const steps = stepsOfMode(route, mode);
  const changing = steps.filter(changesSomething);
  const calls = steps.flatMap(({ id, title, facts }) =>
    facts.calls.map((call) => ({ ...call, stepId: id, stepTitle: title })),
  );
  return {
    changes: changing.map((step) => ({
      step,
      sentence: step.facts.changes === 'nothing' ? step.title : step.facts.changes,
      wayBack: step.facts.wayBack === 'none-needed' ? 'Nothing to undo.' : step.facts.wayBack,
    })),
    calls: calls.filter((call) => call.changesSomething),
    readingCalls: calls.filter((call) => !call.changesSomething).length,
    blastRadius: blastRadiusOf(workload, route, changing, entities),
  };
}

function blastRadiusOf(
  workload: Workload,
  { source, target }: PlanRoute,
  changing: readonly PlanStep[],
  entities: readonly Entity[],
): readonly BlastLine[] {
  const specs = changing.map(({ spec }) => spec);
  const groups = specs.flatMap(capacityOf);
  const deleted = specs.flatMap((spec) => (spec.kind === 'clean-up' ? [`${spec.instance} in ${spec.region}`] : []));
  const rebuilt = specs.flatMap((spec) =>
    spec.kind === 'rds-create-replica' ? [`${spec.instance} in ${spec.to} from ${spec.follows}`] : [],
  );
  const restored = specs.flatMap((spec) => (spec.kind === 'restore-backup' ? [`${spec.storeId} in ${spec.to}`] : []));
  const databases = specs.map(promotedBy).flatMap((promoted) => (promoted === 'none' ? [] : [promoted.name]));
  const stores = [
    ...(databases.length === 0 ? [] : [`Another region writes ${formatList([...new Set(databases)])}`]),
    ...(restored.length === 0 ? [] : [`A backup becomes ${formatList(restored)}`]),
    ...(deleted.length === 0 ? [] : [`Deleted for good, once a person agrees: ${formatList(deleted)}`]),
    ...(rebuilt.length === 0 ? [] : [`Built anew: ${formatList(rebuilt)}`]),
  ];
  const controls = specs.flatMap((spec) => (spec.kind === 'routing-controls' ? spec.turns : []));
  const routes = specs.flatMap((spec) => (spec.kind === 's3-routes' ? spec.turns : []));
  const topics = specs.flatMap((spec) => (spec.kind === 'announce' ? [spec.topicArn] : []));
  const functions = specs.flatMap((spec) =>
    spec.kind === 'invoke-function' ? [`${spec.functionName} in ${spec.region}`] : [],
  );
  const workers = specs.flatMap((spec) =>
    spec.kind === 'consumers' || spec.kind === 'schedules' || spec.kind === 'freeze-deployments'
      ? [`${spec.kind === 'freeze-deployments' ? 'deployments' : spec.kind} ${spec.to} in ${spec.region}`]
      : [],
  );
  const turned = controls.map(({ region, to }) => `${to} in ${region}`);
  const routing = [
    ...(turned.length === 0 ? [] : [`Routing controls turn ${formatList(turned)}`]),
    ...specs.flatMap(leverWords),
  ];
  const names = workload.entryPoints.map(({ hostname }) => hostname);
  return [
    ...(names.length === 0 ? [] : [line('users', `Users of ${formatList(names)} are led from ${source} to ${target}`)]),
    line('regions', `Calls that change something go to ${formatList(regionsCalled(changing), 8)}`),
    ...(groups.length === 0 ? [] : [line('capacity', `Capacity changes in ${formatList([...new Set(groups)])}`)]),
    ...(stores.length === 0 ? [] : [line('databases', stores.join('; '))]),
    ...(routing.length === 0 ? [] : [line('routing', routing.join('; '))]),
    ...(routes.length === 0
      ? []
      : [line('objects', `Routes of S3 become ${formatList(routes.map(({ region, to }) => `${to} in ${region}`))}`)]),
    ...(workers.length === 0 ? [] : [line('background', `What works by itself is turned: ${formatList(workers)}`)]),
    ...(functions.length === 0 ? [] : [line('functions', `Functions are called: ${formatList(functions)}`)]),
    ...(topics.length === 0 ? [] : [line('people', `People are told by ${formatList(topics)}`)]),
    line('others', othersWords(workload, changing, entities)),
  ];
}

/** What gets another size. */
function capacityOf(spec: StepSpec): readonly string[] {
  switch (spec.kind) {
    case 'scale-capacity':
      return [`${spec.group} in ${spec.region}`];
    case 'fence-writer':
      return spec.groups;
    case 'aurora-instance':
      return [`${spec.cluster} in ${spec.region}`];
    case 'scale-service':
      return [`${spec.cluster}/${spec.service} in ${spec.region}`];
    case 'scale-node-group':
      return [`${spec.cluster}/${spec.nodeGroup} in ${spec.region}`];
    case 'scale-function':
      return [`${spec.functionName}:${spec.qualifier} in ${spec.region}`];
    default:
      return [];
  }
}

/** What leads users elsewhere, beside routing controls. */
function leverWords(spec: StepSpec): readonly string[] {
  if (spec.kind === 'health-check-flip') {
    const { healthCheck, region, standby, to } = spec;
    const turned = to === 'away' ? `unhealthy for ${region} by a metric` : `healthy for ${region} again by a metric`;
    return [`The health check ${healthCheck} is made ${turned} in ${standby}`];
  }
  if (spec.kind === 'weighted-shift') {
    return [
      `Route 53's control plane in us-east-1 moves ${spec.name} by ${formatList(
        spec.stages.map((share) => `${share} %`),
        20,
      )} to ${spec.to}`,
    ];
  }
  if (spec.kind === 'record-change') {
    return [`As the last resort ${spec.name} is changed to ${spec.to} by Route 53's control plane in us-east-1`];
  }
  if (spec.kind === 'accelerator-dial') {
    return [
      `Global Accelerator's control plane in us-west-2 turns the dial of ${spec.region} to ${spec.dialPercent} %`,
    ];
  }
  return [];
}

/** Whose endpoints are called to change something; `none` where nothing of AWS is. */
function regionsCalled(changing: readonly PlanStep[]): readonly RegionCode[] {
  const regions = changing.flatMap(({ facts }) =>
    facts.calls.filter((call) => call.changesSomething).map(({ endpointRegion }) => endpointRegion),
  );
  return [...new Set(regions)].sort();
}

/** Other workloads that use the same groups or databases are touched too; all others stay where they are. */
function othersWords(workload: Workload, changing: readonly PlanStep[], entities: readonly Entity[]): string {
  const touched = new Set(
    changing.flatMap(({ spec }) => {
      if (spec.kind === 'scale-capacity') return [`${spec.accountId} ${spec.region} ${spec.group}`];
      if (spec.kind === 'fence-writer') return spec.groups.map((group) => `${spec.accountId} ${spec.region} ${group}`);
      if (spec.kind === 's3-routes') return [spec.accessPoint];
      if (spec.kind === 'consumers') return spec.mappings.map((uuid) => `${spec.accountId} ${spec.region} ${uuid}`);
      if (spec.kind === 'schedules') {
        return spec.rules.map(({ bus, rule }) => `${spec.accountId} ${spec.region} ${bus}/${rule}`);
      }
      if (spec.kind === 'freeze-deployments') {
        return spec.stages.map(({ pipeline, stage }) => `${spec.accountId} ${spec.region} ${pipeline}/${stage}`);
      }
      if (spec.kind === 'accelerator-dial') return [spec.endpointGroup];
      if (spec.kind === 'weighted-shift' || spec.kind === 'record-change') return [`${spec.zoneId} ${spec.name}`];
      if (spec.kind === 'health-check-flip') return [`${spec.accountId} check ${spec.healthCheck}`];
      if (spec.kind === 'clean-up' || spec.kind === 'rds-create-replica') return [`${spec.accountId} ${spec.instance}`];
      const promoted = promotedBy(spec);
      if (promoted === 'none' || !('accountId' in spec)) return [];
      return promoted.resources.map((resource) => `${spec.accountId} ${resource}`);
    }),
  );
  const others = entities.filter((entity): entity is WorkloadEntity => entity.kind === 'workload');
  const shared = others.filter(({ id, workload: other }) => {
    const groups = other.capacity.map((each) => `${other.accountId} ${each.region} ${each.autoScalingGroupName}`);
    const databases = other.stores.map(({ resource }) => `${other.accountId} ${resource}`);
    const accessPoints = (other.recovery?.accessPoints ?? []).map(({ arn }) => arn);
    const levers = leversOf(other);
    const checks = (other.recovery?.flips ?? []).map(({ healthCheck }) => `${other.accountId} check ${healthCheck}`);
    const records = (other.recovery?.records ?? []).flatMap(({ zoneId, name, entryPointId }) => {
      const named = name ?? other.entryPoints.find((each) => each.id === entryPointId)?.hostname;
      return named === undefined ? [] : [`${zoneId} ${named}`];
    });
    const dials = (other.recovery?.accelerators ?? []).flatMap(({ endpointGroups }) =>
      endpointGroups.map(({ arn }) => arn),
    );
    const own = [...groups, ...databases, ...accessPoints, ...levers, ...checks, ...records, ...dials];
    return id !== workload.id && own.some((each) => touched.has(each));
  });
  if (shared.length > 0) {
    return `It also touches ${formatList(shared.map((each) => each.workload.name))}, which uses the same resources`;
  }
  const count = others.filter(({ id }) => id !== workload.id).length;
  return count === 0
    ? 'No other workload is watched'
    : `No resource of the other ${formatCount(count, 'workload')} is touched`;
}

/** What a workload does by itself, named as the steps that turn it. */
function leversOf({ accountId, recovery }: Workload): readonly string[] {
  return [
    ...(recovery?.consumers ?? []).flatMap(({ region, mappings }) =>
      mappings.map((uuid) => `${accountId} ${region} ${uuid}`),
    ),
    ...(recovery?.schedules ?? []).flatMap(({ region, rules }) =>
      rules.map(({ bus, rule }) => `${accountId} ${region} ${bus}/${rule}`),
    ),
    ...(recovery?.deployments ?? []).flatMap(({ region, stages }) =>
      stages.map(({ pipeline, stage }) => `${accountId} ${region} ${pipeline}/${stage}`),
    ),
  ];
}

function line(what: BlastLine['what'], sentence: string): BlastLine {
  return { what, sentence };
}
