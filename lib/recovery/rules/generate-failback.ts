import type { StoreDeclaration, Workload } from '@/lib/domain/fleet';
import type { PlanDeclaration, StepDeclaration } from '@/lib/domain/recovery/declaration';
import type { PlanMode } from '@/lib/domain/recovery/plan';
import { usualSteps } from '@/lib/domain/recovery/usual-step';
import { thawSteps } from './generate-levers';
import { isRearmed, nearOf, promoteSteps, protectSteps, rearmSteps } from './generate-rearm';
import { generateSteps, promotionsOf, restoresOf } from './generate-steps';
import { inWorkflows } from './plan-workflows';
import { writerMoveOf } from './writer-moves';

/**
 * A return waits until a copy is at most so far behind: a switchover takes as long as the lag. The age of the evidence counts
 * as well, and a lag that is published once a minute and minutes late is up to four minutes old.
 */
const mostLagSeconds = 300;

const graceful: readonly PlanMode[] = ['graceful'];

/**
 * The way home: a graceful move and nothing else, for nobody returns to a region by giving another one up. What follows its
 * writer is near before the writer is moved. The copy of a read replica that was promoted is built anew first, and the
 * region that was left once users are home. A store that no step moves without loss is a person's to bring home, and the
 * plan waits for it.
 */
export function generateFailback(workload: Workload): PlanDeclaration {
  const isActive = workload.strategy === 'active-active';
  const rearmed = isActive ? [] : promotionsOf(workload, 'activate').filter((store) => isRearmed(workload, store));
  const returning = isActive ? rejoinSteps(workload) : returnSteps(workload, rearmed);
  const thaws = thawSteps(workload, ['alarms']).map((each) => ({ ...each, modes: graceful }));
  const [agree, ...rest] = inWorkflows([...returning, ...thaws]);
  const rearm = rearmSteps(rearmed, lastOfDecision(returning), mostLagSeconds);
  const protect = protectSteps(rearmed);
  return {
    id: 'failback',
    name: `Bring ${workload.name} home`,
    action: 'failback',
    modes: graceful,
    workflows: [
      ...(agree === undefined ? [] : [agree]),
      ...(rearm.length === 0 ? [] : [{ id: 'rearm', title: 'Build the copy in {target} anew', steps: rearm }]),
      ...rest,
      ...(protect.length === 0 ? [] : [{ id: 'protect', title: 'Have {source} follow again', steps: protect }]),
    ],
  };
}

function lastOfDecision(steps: readonly StepDeclaration[]): readonly string[] {
  return steps
    .filter(({ phase }) => phase === 'decide')
    .map(({ id }) => id)
    .slice(-1);
}

function returnSteps(workload: Workload, rearmed: readonly StoreDeclaration[]): readonly StepDeclaration[] {
  const steps = generateSteps(workload, 'activate')
    .filter(({ modes }) => modes.includes('graceful'))
    .map((each) => ({ ...each, modes: graceful }));
  const ids = new Set(steps.map(({ id }) => id));
  const agreed = lastOfDecision(steps);
  const stores = promotionsOf(workload, 'activate').filter((store) => !rearmed.includes(store));
  const rebuilt = rearmed.map(({ id }) => nearOf(id));
  const ready = steps.filter(({ id, template }) => isBeforeWriters(template) && ids.has(id)).map(({ id }) => id);
  const promotions = rearmed.flatMap((store) => promoteSteps(store, [...rebuilt, ...ready], mostLagSeconds));
  const near = stores.filter((store) => switchOf(store) === 'switched').map((store) => nearStep(store, agreed));
  const byHand = [
    ...stores.filter((store) => switchOf(store) === 'by-hand').map((store) => handStep(store, agreed)),
    ...restoresOf(workload, 'activate').map((store) => backUpStep(store, agreed)),
  ];
  const promoted = promotions.filter(({ template }) => template.kind === 'rds-promote');
  const waitsFor = (step: StepDeclaration): readonly string[] => {
    if (step.template.kind === 'transaction-proof') return [...byHand, ...promoted].map(({ id }) => id);
    // Room that nobody uses for hours is not asked for before.
    if (step.template.kind === 'scale-capacity') return rebuilt;
    return isSwitch(step) ? near.map(({ id }) => id) : [];
  };
  return [
    ...steps.filter(({ phase }) => phase === 'decide'),
    ...near,
    ...byHand,
    ...promotions,
    ...steps
      .filter(({ phase }) => phase !== 'decide')
      .map((step) => ({
        ...step,
        after: [...step.after.filter((id) => ids.has(id)), ...waitsFor(step)],
      })),
  ];
}

/** What the target has and what the region being left does by itself, before its writers are stopped. */
function isBeforeWriters(template: StepDeclaration['template']): boolean {
  if (template.kind === 'scale-capacity') return true;
  return (template.kind === 'consumers' || template.kind === 'schedules') && template.turn === 'off';
}

function isSwitch({ template }: StepDeclaration): boolean {
  return template.kind === 'aurora-switchover' || template.kind === 'elasticache-failover';
}

function switchOf(store: StoreDeclaration): 'switched' | 'by-hand' {
  const move = writerMoveOf(store);
  return move !== 'none' && move.graceful !== 'none' ? 'switched' : 'by-hand';
}

function nearStep({ id }: StoreDeclaration, after: readonly string[]): StepDeclaration {
  return {
    ...usualSteps['link-lag-below'],
    id: `near-${id}`,
    title: `Wait until ${id} in {target} has caught up`,
    template: { kind: 'link-lag-below', storeId: id, seconds: mostLagSeconds },
    modes: graceful,
    after,
  };
}

function handStep({ id, resource }: StoreDeclaration, after: readonly string[]): StepDeclaration {
  const instruction = `Stop what writes to ${id} in {source}, wait until its replica in {target} has everything, and make the replica take writes. A replica that was built anew of ${resource} takes hours: build it before the return. Then say that it is done.`;
  return {
    ...usualSteps['manual-task'],
    id: `return-${id}`,
    title: `Bring ${id} home by hand`,
    template: { kind: 'manual-task', instruction },
    modes: graceful,
    after,
  };
}

/** What was restored elsewhere comes back the same way: by a backup of what it is now, which takes hours each way. */
function backUpStep({ id }: StoreDeclaration, after: readonly string[]): StepDeclaration {
  const instruction = `Stop what writes to ${id} in {source}, back it up there, copy the backup to a vault in {target} and restore it, which takes hours. Then say that it is done.`;
  return {
    ...usualSteps['manual-task'],
    id: `return-${id}`,
    title: `Bring ${id} home by hand`,
    template: { kind: 'manual-task', instruction },
    modes: graceful,
    after,
  };
}

/**
 * One of several active regions takes part again: nothing is moved, and the others go on. Who DNS sends there is not asked:
 * a resolver is led to the region that suits it.
 */
function rejoinSteps(workload: Workload): readonly StepDeclaration[] {
  const kept = generateSteps(workload, 'activate').filter(({ template }) => !isLeft(template));
  const ids = new Set(kept.map(({ id }) => id));
  return kept.map((step) => ({
    ...step,
    modes: graceful,
    template: step.template.kind === 'routing-controls' ? { ...step.template, off: [] } : step.template,
    after: step.after.filter((id) => ids.has(id)),
  }));
}

/** Nothing is taken from the others: what they do by themselves goes on. */
function isLeft(template: StepDeclaration['template']): boolean {
  return (
    left.includes(template.kind) || ('turn' in template && template.turn === 'off' && template.region === 'source')
  );
}

const left: readonly StepDeclaration['template']['kind'][] = [
  'scale-capacity',
  'manual-task',
  'dns-answer',
  'fence-writer',
  'aurora-switchover',
  'aurora-failover',
  'rds-promote',
  'elasticache-failover',
  's3-routes',
  // Nobody has left a region.
  'announce',
  'health-check-flip',
  'weighted-shift',
  'record-change',
  'restore-backup',
];
