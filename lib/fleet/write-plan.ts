import { Document, isScalar, visit } from 'yaml';
import type { PlanDeclaration, StepDeclaration, StepTemplate } from '../domain/recovery/declaration';
import { planModes } from '../domain/recovery/plan';
import { usualSteps, usualTitleOf } from '../domain/recovery/usual-step';

/** Members of a template that the file calls otherwise. */
const writtenAs: Readonly<Record<string, string>> = {
  storeId: 'store',
  entryPointId: 'entryPoint',
  accessPointId: 'accessPoint',
  validSeconds: 'valid',
  flipId: 'flip',
  recordsId: 'records',
  holdSeconds: 'hold',
  mostErrorPercent: 'errors',
  acceleratorId: 'accelerator',
  dialPercent: 'dial',
  instanceClass: 'class',
  functionName: 'function',
};

/** Members that the file writes as a duration. */
const durations: readonly string[] = ['validSeconds', 'seconds', 'holdSeconds'];

/**
 * A plan in YAML, as one item of `recovery.plans` in a fleet file: read again it is the same plan. What follows from
 * the kind of a step, or from the order in which steps stand, is left out.
 */
export function writePlan({ id, name, action, modes, workflows }: PlanDeclaration): string {
  const written = workflows.flatMap(({ steps }) => steps);
  const plan = {
    id,
    ...(name === id ? {} : { name }),
    action,
    ...(isUsual(modes, planModes) ? {} : { modes }),
    workflows: workflows.map((workflow) => ({
      id: workflow.id,
      ...(workflow.title === workflow.id ? {} : { title: workflow.title }),
      steps: workflow.steps.map((step) => writeStep(step, written, modes)),
    })),
  };
  const document = new Document(plan, { aliasDuplicateObjects: false });
  visit(document, {
    // Lists of names stand in one line.
    Seq(_key, list) {
      list.flow = list.items.every(isScalar);
    },
  });
  return document.toString({ lineWidth: 120, flowCollectionPadding: false });
}

function writeStep(step: StepDeclaration, written: readonly StepDeclaration[], modesOfPlan: readonly string[]) {
  const { id, title, template, phase, timeoutSeconds, modes, after, waiver } = step;
  const usual = usualSteps[template.kind];
  return {
    id,
    ...writeTemplate(template),
    ...(title === usualTitleOf(template) ? {} : { title }),
    ...(phase === usual.phase ? {} : { phase }),
    ...(timeoutSeconds === usual.timeoutSeconds ? {} : { timeout: writeDuration(timeoutSeconds) }),
    ...(isUsual(modes, modesOfPlan) ? {} : { modes }),
    ...(isUsual(after, justBefore(step, written)) ? {} : { after }),
    ...(waiver === undefined ? {} : { waiver }),
  };
}

function writeTemplate(template: StepTemplate): Readonly<Record<string, unknown>> {
  if (template.kind === 'dns-answer') {
    const { expects, entryPointId, kind } = template;
    const leads = 'region' in expects ? { leadsTo: expects.region } : { leadsAwayFrom: expects.notRegion };
    return { kind, entryPoint: entryPointId, ...leads };
  }
  if (template.kind === 'freeze-deployments') {
    return { ...template, turn: template.turn === 'on' ? 'thaw' : 'freeze' };
  }
  if (template.kind === 'announce' && template.topics.length === 0) {
    const { topics: _declared, ...rest } = template;
    return rest;
  }
  if (template.kind === 'invoke-function') {
    const { functionName, payload, expects, ...rest } = template;
    const wanted = Object.keys(expects).length === 0 ? {} : { expects };
    return { ...rest, function: functionName, payload: JSON.parse(payload), ...wanted };
  }
  if (template.kind === 'rds-create-replica') {
    const { kmsKeys, ...rest } = template;
    const keys = Object.fromEntries(kmsKeys.map(({ region, key }) => [region, key]));
    return { ...writeMembers(rest), ...(kmsKeys.length === 0 ? {} : { kmsKeys: keys }) };
  }
  if (template.kind === 'clean-up' && template.clusters.length === 0) {
    const { clusters: _none, ...rest } = template;
    return writeMembers(rest);
  }
  if ('clusters' in template) {
    const { kind, storeId, clusters, ...more } = template;
    const byRegion = Object.fromEntries(clusters.map(({ region, cluster }) => [region, cluster]));
    return { kind, store: storeId, clusters: byRegion, ...writeMembers(more) };
  }
  return writeMembers(template);
}

function writeMembers(given: object): Readonly<Record<string, unknown>> {
  const members = Object.entries(given).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    members.map(([name, value]) => [
      writtenAs[name] ?? name,
      durations.includes(name) ? writeDuration(Number(value)) : value,
    ]),
  );
}

/** Whole minutes or hours where it is some, else seconds. */
function writeDuration(seconds: number): string {
  if (seconds > 0 && seconds % 3600 === 0) return `${seconds / 3600}h`;
  return seconds > 0 && seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}

/** What a step comes after when the file does not say it: in each of its modes the one that stands before it. */
function justBefore(step: StepDeclaration, written: readonly StepDeclaration[]): readonly string[] {
  const earlier = written.slice(0, written.indexOf(step)).reverse();
  const ids = step.modes.flatMap((mode) => earlier.find(({ modes }) => modes.includes(mode))?.id ?? []);
  return [...new Set(ids)];
}

function isUsual(values: readonly string[], usual: readonly string[]): boolean {
  return values.length === usual.length && values.every((value, index) => value === usual[index]);
}
