import type { Entity } from '@/lib/domain/entities';
import type { Workload } from '@/lib/domain/fleet';
import { toObserved } from '@/lib/domain/observe';
import type { Execution } from '@/lib/domain/recovery/execution';
import type { PlanStep } from '@/lib/domain/recovery/plan';
import { usualSteps } from '@/lib/domain/recovery/usual-step';
import {
  calmFleetEntities,
  engineStoppedEntities,
  regionDownEntities,
  sampleFleet,
} from '@/lib/domain/testing/sample-entities';
import type { EpochMs } from '@/lib/domain/time';
import {
  journaled,
  ownedByOlga,
  sizeBefore,
  snapshotReading,
  withGroups,
} from '@/lib/recovery/pages/testing/sample-residue';
import {
  afterEvent,
  beginRun,
  drive,
  planEntities,
  runEntity,
  withClock,
} from '@/lib/recovery/pages/testing/sample-runs';

import { sampleFactsOf } from '@/lib/recovery/rules/testing/sample-facts';

/** The fleet with plans and runs, for the pages of recovery. Made on the server: plans are hashed there. */

const long = 'an-application-with-a-name-that-goes-on-and-on-and-never-seems-to-end-';

function workload(id: string): Workload {
  const found = sampleFleet.workloads.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`The sample fleet has no ${id}`);
  return found;
}

const plans = () => planEntities(sampleFleet.workloads);
const down = (now: EpochMs) => [...regionDownEntities(now, { failedFor: 160 }), ...plans()];
const calm = (now: EpochMs) => [...calmFleetEntities(now), ...plans()];
const checkout = () => workload('checkout');
const overridden = {
  code: 'capacity-unknown',
  sentence: 'The capacity in us-west-2 cannot be read now',
  toClear: 'Wait until Auto Scaling in us-west-2 answers, or say how you know that there is room.',
  overridable: true,
  lastGood: { value: '2 of 2 instances in service', at: 0 },
  reason: 'reserved, see the contract',
  by: 'ada',
} as const;

type Runs = (now: EpochMs) => readonly Execution[];

const asking = (now: EpochMs, more: Parameters<typeof beginRun>[3] = {}) => {
  const { run, at } = beginRun(checkout(), now, 90, more);
  const { run: asked } = drive(run, at, 'approval');
  return afterEvent(
    asked,
    { kind: 'step-waits', stepId: 'approval', waitsFor: 'approve', sentence: 'A second person is asked' },
    at + 12_000,
  );
};

const running = (now: EpochMs, stepId = 'promote-orders', more: Parameters<typeof beginRun>[3] = {}) => {
  const { run, at } = beginRun(checkout(), now, 120, more);
  return drive(run, at, stepId);
};

const ended = (now: EpochMs, more: Parameters<typeof beginRun>[3] = {}) => {
  const { run, at } = beginRun(checkout(), now, 1200, more);
  const driven = drive(run, at, 'the-end');
  const clocked = withClock(driven.run, at, driven.at - 60_000);
  return afterEvent(clocked, { kind: 'tick' }, driven.at + 1000);
};

const failing = (now: EpochMs, stepId: string, more: Parameters<typeof beginRun>[3] = {}) => {
  const { run, at } = running(now, stepId, more);
  const sentence = 'rds:FailoverGlobalCluster in us-west-2 was refused: the cluster is not available';
  return afterEvent(run, { kind: 'step-failed', stepId, sentence }, at + 5000);
};

/** A run in each of its states. */
export const runPictures: Readonly<Record<string, Runs>> = {
  pending: (now) => [beginRun(checkout(), now, 3).run],
  'awaiting-approval': (now) => [withClock(asking(now, { overridden: [overridden] }), now - 90_000)],
  running: (now) => [running(now).run],
  'running-slow': (now) => [withClock(running(now, 'promote-orders', {}).run, now - 420_000)],
  risk: (now) => {
    const { run, at } = running(now, 'fence');
    const sentence = 'Auto Scaling in us-east-1 does not answer: whether its writers stopped is not known';
    return [afterEvent(run, { kind: 'step-done', stepId: 'fence', sentence, fence: 'unproven' }, at + 4000)];
  },
  deletion: (now) => {
    const { run, at } = running(now, 'the-end');
    const [first] = run.steps;
    const spec = {
      kind: 'clean-up',
      removes: 'former-writer',
      accountId: '444455556666',
      region: 'us-east-1',
      instance: 'media-index-use1',
      writer: 'media-index-usw2',
      writerRegion: 'us-west-2',
    } as const;
    const step: PlanStep = {
      ...usualSteps['clean-up'],
      id: 'clean-index',
      title: 'Delete what wrote index in us-east-1 before',
      spec,
      facts: sampleFactsOf(spec, { source: 'us-east-1', target: 'us-west-2' }),
      modes: ['graceful', 'ungraceful'],
      after: ['alarms'],
    };
    const sentence =
      'A person must agree that media-index-use1 in us-east-1 is deleted for good, kept as the final snapshot media-index-use1-final-run-1: media-index-use1 in us-east-1 follows nobody and is available. The writer: media-index-usw2 in us-west-2 follows nobody and is available.';
    if (first === undefined) throw new Error('The run has no step.');
    const workflows = [
      ...run.route.workflows,
      { id: 'rearm', title: 'Build the copy in us-east-1 anew', steps: [step] },
    ];
    const asked = { ...first, stepId: step.id, state: 'waiting', waitsFor: 'acknowledge-risk', sentence } as const;
    const steps = [...run.steps, { ...asked, calls: [], startedAt: at, endedAt: 'not-yet' as const }];
    return [{ ...run, state: 'running', route: { ...run.route, workflows }, steps }];
  },
  'paused-by-operator': (now) => {
    const { run, at } = running(now);
    return [afterEvent(run, { kind: 'pause', by: 'grace', reason: 'looking at the old writer first' }, at + 3000)];
  },
  'paused-by-failed-step': (now) => [failing(now, 'promote-orders')],
  'in-doubt': (now) => {
    const { run, at } = running(now);
    const sentence = 'No answer to rds:FailoverGlobalCluster, and us-west-2 does not tell';
    return [afterEvent(run, { kind: 'step-unknown', stepId: 'promote-orders', sentence }, at + 5000)];
  },
  'can-escalate': (now) => [failing(now, 'switch-orders', { request: { mode: 'graceful' } })],
  task: (now) => {
    const { run, at } = beginRun(workload('storefront'), now, 90, { request: { mode: 'graceful' } });
    const { run: driven, at: reachedAt } = drive(run, at, 'redirect');
    const sentence = 'Somebody must do it';
    return [
      afterEvent(driven, { kind: 'step-waits', stepId: 'redirect', waitsFor: 'task-done', sentence }, reachedAt + 1000),
    ];
  },
  'verifying-health': (now) => {
    const { run, at } = beginRun(checkout(), now, 150);
    return [withClock(drive(run, at, 'the-end').run, at)];
  },
  completed: (now) => [ended(now)],
  'completed-with-exceptions': (now) => [ended(now, { overridden: [overridden] })],
  failed: (now) => {
    const { run, at } = running(now);
    return [afterEvent(run, { kind: 'gave-up', because: 'What was written down contradicts itself' }, at + 2000)];
  },
  cancelled: (now) => {
    const { run, at } = running(now);
    return [afterEvent(run, { kind: 'cancel', by: 'ada', reason: 'us-east-1 is back' }, at + 2000)];
  },
  declined: (now) => [
    afterEvent(asking(now), { kind: 'decline', by: 'grace', reason: 'the region is coming back' }, now - 5000),
  ],
  'timed-out': (now) => {
    const { run, at } = beginRun(checkout(), now, 1000);
    const { run: asked } = drive(run, at, 'approval');
    const sentence = 'A second person is asked';
    const waits = afterEvent(
      asked,
      { kind: 'step-waits', stepId: 'approval', waitsFor: 'approve', sentence },
      at + 9000,
    );
    return [afterEvent(waits, { kind: 'tick' }, at + 910_000)];
  },
  'dry-run': (now) => {
    const { run, at } = beginRun(checkout(), now, 60, { request: { dryRun: true, reason: 'before the season' } });
    return [drive(run, at, 'the-end').run];
  },
  drill: (now) => [running(now, 'controls', { request: { drill: true, reason: 'the yearly drill' } }).run],
  many: (now) =>
    Array.from({ length: 5 }, (_, index) => {
      const id = `run-${index + 1}`;
      if (index === 0) return asking(now, { id });
      const dryRun = index > 2;
      return running(now, 'promote-orders', { id, request: { dryRun, drill: index === 2 } }).run;
    }),
  'long-names': (now) => {
    const { run } = running(now, 'promote-orders', { request: { reason: long.repeat(4) } });
    return [
      {
        ...run,
        startedBy: long,
        route: {
          ...run.route,
          workflows: run.route.workflows.map((workflow) => ({
            ...workflow,
            title: `${workflow.title} ${long}`,
            steps: workflow.steps.map((step) => ({ ...step, title: `${step.title} ${long}` })),
          })),
        },
      },
    ];
  },
  'thirty-steps': (now) => {
    const { run } = running(now);
    const [first] = run.route.workflows;
    const template = run.route.workflows[1]?.steps[0];
    if (first === undefined || template === undefined) return [run];
    const steps = Array.from({ length: 30 }, (_, index) => ({
      ...template,
      id: `step-${index}`,
      title: `Step of part ${index % 6} number ${index}`,
      after: index < 5 ? [] : [`step-${index - 5}`, ...(index % 7 === 0 ? [`step-${index - 3}`] : [])],
    }));
    return [
      {
        ...run,
        route: {
          ...run.route,
          workflows: [
            { ...first, steps: steps.slice(0, 10) },
            { id: 'b', title: 'Second part', steps: steps.slice(10, 22) },
            { id: 'c', title: 'Third part', steps: steps.slice(22) },
          ],
        },
        steps: steps.map(({ id }, index) => ({
          stepId: id,
          state: index < 12 ? 'done' : index < 15 ? 'running' : 'pending',
          attempt: index < 15 ? 1 : 0,
          startedAt: index < 15 ? now - 60_000 : 'not-yet',
          endedAt: index < 12 ? now - 30_000 : 'not-yet',
          sentence: '',
          calls: [],
        })),
      },
    ];
  },
};

const background: Readonly<Record<string, (now: EpochMs) => readonly Entity[]>> = {
  'dry-run': calm,
  drill: calm,
  task: calm,
  'can-escalate': calm,
};

/** Entities of a picture of recovery: `run:<state>`, or one of the fleet without runs. */
export function recoveryPicture(state: string, now: EpochMs): readonly Entity[] | 'none' {
  if (state.startsWith('run:')) {
    const name = state.slice('run:'.length);
    const runs = runPictures[name]?.(now);
    if (runs === undefined) return 'none';
    const base = (background[name] ?? down)(now);
    return [...base, ...runs.map((run) => runEntity(run, workload(run.workloadId)))];
  }
  switch (state) {
    case 'recovery-calm':
      return calm(now);
    case 'recovery-down':
      return down(now);
    case 'recovery-one-vantage':
      return [...regionDownEntities(now, { failedFor: 20 }), ...plans()];
    case 'recovery-no-plans':
      return calmFleetEntities(now);
    case 'recovery-lint':
      return withProblems(calm(now));
    case 'recovery-silent':
      return [
        ...engineStoppedEntities(now, { stoppedFor: 45 }),
        ...plans(),
        ...(runPictures.running?.(now) ?? []).map((run) => runEntity(run, checkout())),
      ];
    case 'recovery-away':
      return leftBehind(now, 'away');
    case 'recovery-away-used':
      return leftBehind(now, 'away-used');
    case 'recovery-returned':
      return leftBehind(now, 'returned');
    case 'recovery-past':
      return [...calm(now), ...past(now).map((run) => runEntity(run, checkout()))];
    case 'recovery-drilled':
      return [...calm(now), runEntity(drilled(now), checkout())];
    case 'recovery-drilled-long-ago':
      return [...calm(now), runEntity(drilled(now, 120 * 86_400), checkout())];
    default:
      return 'none';
  }
}

/** Checkout away from home with something in every state, its old region used all the same, and at home again. */
function leftBehind(now: EpochMs, where: 'away' | 'away-used' | 'returned'): readonly Entity[] {
  const out: Execution = { ...journaled(ended(now)), endedAt: now - 1_200_000 };
  const back: Execution = {
    ...out,
    id: 'run-2',
    source: out.target,
    target: out.source,
    action: 'failback',
    steps: [],
  };
  const returned = { ...back, steps: out.steps.map((step) => ({ ...step, calls: [] })), endedAt: now - 600_000 };
  const own = (run: Execution) => runEntity(run, checkout());
  const snapshot = ['rds:unplanned-global-failover-checkout-use1-2026-11-20-12-10-00'];
  if (where === 'returned') {
    const sized = withGroups(calm(now), { 'us-west-2': sizeBefore }, now);
    const on = (entity: Entity): Entity =>
      entity.kind === 'routing' ? withControlsRead(entity, now, 'us-east-1') : entity;
    return [...sized.map(on), own(out), own(returned), snapshotReading(out.id, [], now, true)];
  }
  const larger = withGroups(calm(now), { 'us-west-2': { ...sizeBefore, desired: 6, suspended: ['Launch'] } }, now);
  const control = out.steps.flatMap(({ calls }) => calls).flatMap(({ touched = [] }) => touched);
  const owned = control.flatMap((one) => (one.kind === 'control' ? [`control/${one.controlArn}`] : [])).slice(0, 1);
  return [
    ...(where === 'away' ? larger.map((entity) => isAway(entity, now)) : larger),
    own(out),
    snapshotReading(out.id, snapshot, now),
    ...owned.map((key) => ownedByOlga(out.id, key, now - 300_000)),
  ];
}

/** Users are led to us-west-2, and the copy in us-east-1 follows from there and catches up. */
function isAway(entity: Entity, now: EpochMs): Entity {
  if (entity.kind === 'routing' && entity.workloadId === 'checkout') {
    const value = { region: 'us-west-2', addresses: ['10.0.0.1'], ttlSeconds: 60 };
    const answer = toObserved(value, now - 1000, now, 'route53-answer');
    return withControlsRead({ ...entity, answer }, now, 'us-west-2');
  }
  if (entity.kind === 'endpoint' && entity.region === 'us-east-1') {
    return { ...entity, requestsPerSecond: toObserved(1.4, now - 120_000, now, 'cloudwatch') };
  }
  if (entity.kind !== 'link' || entity.workloadId !== 'checkout') return entity;
  const points = [2400, 1800, 1200].map((lagSeconds, index) => ({ at: now - (3 - index) * 60_000, lagSeconds }));
  return {
    ...entity,
    id: 'checkout/orders/us-west-2>us-east-1',
    source: 'us-west-2',
    target: 'us-east-1',
    lag: toObserved(1200, now - 60_000, now, 'cloudwatch'),
    resync: {
      phase: 'draining',
      since: now - 1_200_000,
      phaseSince: now - 240_000,
      worst: { at: now - 300_000, lagSeconds: 3000 },
      points,
    },
  };
}

function withControlsRead(entity: Extract<Entity, { kind: 'routing' }>, now: EpochMs, onIn: string): Entity {
  const controls = entity.controls.map((control) => {
    const state: 'on' | 'off' = control.region === onIn ? 'on' : 'off';
    return { ...control, state: toObserved(state, now - 60_000, now, 'cloudwatch') };
  });
  return { ...entity, controls };
}

/** A drill that ended well so many seconds ago. */
function drilled(now: EpochMs, ago = 3600): Execution {
  const run = ended(now - ago * 1000, { id: 'drill-1', request: { drill: true, reason: 'the yearly drill' } });
  return { ...run, id: 'drill-1' };
}

function past(now: EpochMs): readonly Execution[] {
  const states = ['completed', 'completed-with-exceptions', 'failed', 'cancelled', 'timed-out', 'dry-run'];
  return states.flatMap((state) => (runPictures[state]?.(now) ?? []).map((run) => ({ ...run, id: `run-${state}` })));
}

function withProblems(entities: readonly Entity[]): readonly Entity[] {
  return entities.map((entity): Entity => {
    if (entity.kind !== 'plan') return entity;
    const lint = [
      {
        rule: 'fence-before-promote',
        severity: 'error',
        sentence: 'promote-orders promotes before the old writer is fenced: put a fence-writer step before it',
        stepId: 'promote-orders',
      },
      {
        rule: 'no-way-back',
        severity: 'warning',
        sentence: 'scale has no way back: say how its instances are taken away again',
        stepId: 'scale',
      },
      { rule: 'one-approval', severity: 'warning', sentence: 'Tier 0 without a second person', stepId: 'plan' },
    ] as const;
    return { ...entity, plan: { ...entity.plan, lint } };
  });
}

export const recoveryPictureNames: readonly string[] = [
  ...Object.keys(runPictures).map((name) => `run:${name}`),
  'recovery-calm',
  'recovery-down',
  'recovery-one-vantage',
  'recovery-no-plans',
  'recovery-lint',
  'recovery-silent',
  'recovery-away',
  'recovery-away-used',
  'recovery-returned',
  'recovery-past',
  'recovery-drilled',
  'recovery-drilled-long-ago',
];
