import type { StoreDeclaration, Workload } from '@/lib/domain/fleet';
import { type StepDeclaration, type StepTemplate, usualShift } from '@/lib/domain/recovery/declaration';
import type { PlanAction, PlanMode } from '@/lib/domain/recovery/plan';
import { approvalValidSeconds, usualAnnouncement, usualSteps } from '@/lib/domain/recovery/usual-step';
import { isApart } from './bind-announcement';
import { freezeSteps, startSteps, stopSteps } from './generate-levers';
import { isKeptDatastore } from './kept-datastores';
import { isProtectedTier } from './lint/lint-approval';
import { writerMoveOf } from './writer-moves';

/**
 * The steps of a move in the order in which they make it safe: gates and approval, capacity, fence, promotion, proof of
 * the writer, users, proof that they are served.
 *
 * A graceful move waits for the capacity before anything is taken from users. An ungraceful one does not: users have
 * nothing to lose, and part of the capacity serves more of them than none. It is asked for at once and awaited at the
 * end.
 */
export function generateSteps(workload: Workload, action: PlanAction): readonly StepDeclaration[] {
  const promotions = promotionsOf(workload, action);
  const caches = promotions.filter(isKeptDatastore);
  const databases = promotions.filter((store) => !isKeptDatastore(store));
  const decide = decideSteps(workload);
  const freezes = freezeSteps(workload, decide.map(({ id }) => id).slice(-1));
  const agreed = [...decide, ...freezes.slice(0, 1)].map(({ id }) => id).slice(-1);
  const capacity = capacitySteps(workload, action, agreed);
  const roomy = capacity.map(({ id }) => id);
  const ready = [...agreed, ...roomy];
  const stops = stopSteps(workload, agreed, ready);
  const still = [...ready, ...stops.map(({ id }) => id)];
  const moved = [...writerSteps(databases, still), ...cacheSteps(caches, still)];
  const writers = moved.length === 0 ? [] : [fenceStep(workload, agreed), ...moved];
  const restores = restoreSteps(workload, action, agreed);
  const promotedBy = [...writers, ...restores].filter(({ id }) => id !== 'fence').map(({ id }) => id);
  const proof = proofSteps(workload, databases, [...agreed, ...promotedBy]);
  const shown = proof.length > 0 ? proof.map(({ id }) => id) : promotedBy;
  const users = userSteps(workload, action, shown, roomy);
  const routes = accessPointSteps(workload, [...shown, ...agreed]);
  const starts = startSteps(workload, [...agreed, ...shown, ...stops.map(({ id }) => id)]);
  // What is part of one mode alone holds nothing up in the other one.
  const isLedInBoth = users.some(({ modes }) => modes.length === 2);
  const led = [...users.map(({ id }) => id), ...(isLedInBoth ? [] : [...shown, ...agreed])];
  return [
    ...decide,
    ...freezes,
    ...capacity,
    ...stops,
    ...writers,
    ...restores,
    ...proof,
    ...starts,
    ...users,
    ...routes,
    ...verifySteps(
      workload,
      action,
      [...led, ...routes.map(({ id }) => id)],
      [...roomy, ...starts.map(({ id }) => id)],
    ),
    ...announceSteps(workload),
  ];
}

function decideSteps({ tier }: Workload): readonly StepDeclaration[] {
  const precheck = step('precheck', { kind: 'precheck' }, []);
  if (!isProtectedTier(tier)) return [precheck];
  return [precheck, step('approval', { kind: 'approval', validSeconds: approvalValidSeconds }, ['precheck'])];
}

function capacitySteps(workload: Workload, action: PlanAction, after: readonly string[]): readonly StepDeclaration[] {
  if (workload.capacity.length === 0) return [];
  const instances = action === 'deactivate' ? 'source-and-own' : 'as-source';
  return [step('scale', { kind: 'scale-capacity', region: 'target', instances }, after)];
}

/** Stores whose writer a plan moves; those that can be filled anew need none, and those that stay have theirs. */
export function promotionsOf({ stores }: Workload, action: PlanAction): readonly StoreDeclaration[] {
  if (action !== 'activate') return [];
  return stores.filter((store) => writerMoveOf(store) !== 'none' && store.rebuildable !== true && store.stays !== true);
}

function templatesOf(store: StoreDeclaration, mode: PlanMode): readonly StepTemplate[] {
  const move = writerMoveOf(store);
  const kind = move === 'none' ? 'none' : move[mode];
  return kind === 'none' ? [] : [{ kind, storeId: store.id }];
}

/**
 * The fence keeps users away as well, before anybody is promoted: half of its proof is that nobody is sent to the old
 * writer any more, and a region that comes back must find no users. A safety rule wants one control on at every moment,
 * so that the same batch sends them to the target. They come before it takes writes, which costs them nothing: the region
 * they come from was given up, and what their resolvers remember has time to expire.
 */
function fenceStep({ recovery }: Workload, agreed: readonly string[]): StepDeclaration {
  const controls = recovery?.routing === undefined ? {} : ({ controls: 'hand-over' } as const);
  return step('fence', { kind: 'fence-writer', ...controls }, agreed, { modes: ['ungraceful'] });
}

function writerSteps(stores: readonly StoreDeclaration[], ready: readonly string[]): readonly StepDeclaration[] {
  return [
    ...stores.flatMap((store) => {
      const more = { modes: ['graceful'], title: `Switch ${store.id} over to {target}` } as const;
      return templatesOf(store, 'graceful').map((template) => step(`switch-${store.id}`, template, ready, more));
    }),
    ...stores.flatMap((store) => {
      const more = { modes: ['ungraceful'], title: `Promote ${store.id} in {target}` } as const;
      return templatesOf(store, 'ungraceful').map((template) => step(`promote-${store.id}`, template, ['fence'], more));
    }),
  ];
}

/** Caches are the same step in both modes; a transaction of the application proves nothing of them. */
function cacheSteps(stores: readonly StoreDeclaration[], ready: readonly string[]): readonly StepDeclaration[] {
  return stores.flatMap(({ id: storeId }) => {
    const template = { kind: 'elasticache-failover', storeId } as const;
    const title = `Make {target} the primary of ${storeId}`;
    return [
      step(`move-${storeId}`, template, ready, { modes: ['graceful'], title }),
      step(`promote-${storeId}`, template, ['fence'], { modes: ['ungraceful'], title }),
    ];
  });
}

/** Stores that are made anew out of a backup; those that can be filled from elsewhere are not. */
export function restoresOf({ stores }: Workload, action: PlanAction): readonly StoreDeclaration[] {
  return action === 'activate'
    ? stores.filter(({ kind, rebuildable, stays }) => kind === 'backup' && rebuildable !== true && stays !== true)
    : [];
}

/** It takes hours, and nothing of the old region has to end before: it begins as soon as it is agreed to. */
function restoreSteps(workload: Workload, action: PlanAction, agreed: readonly string[]): readonly StepDeclaration[] {
  return restoresOf(workload, action).map(({ id: storeId }) => {
    const more = { modes: ['ungraceful'], title: `Restore ${storeId} in {target} from its newest backup` } as const;
    return step(`restore-${storeId}`, { kind: 'restore-backup', storeId }, agreed, more);
  });
}

/** A transaction proves the writer. Without a writer to prove, being answered is enough where no transaction is named. */
function proofSteps(
  workload: Workload,
  promotions: readonly StoreDeclaration[],
  after: readonly string[],
): readonly StepDeclaration[] {
  if (workload.recovery?.transaction !== undefined || promotions.length > 0) {
    return [step('prove', { kind: 'transaction-proof', region: 'target' }, after)];
  }
  const [entryPoint] = workload.entryPoints;
  if (entryPoint === undefined) return [];
  const template = { kind: 'http-probe', region: 'target', entryPointId: entryPoint.id, passes: 3 } as const;
  return [step('probe-target', template, after, { title: 'See {target} answer before users are sent there' })];
}

/** Only where every region of the workload has a bucket behind the access point: a plan is the same for every pair. */
function accessPointSteps({ recovery, regions }: Workload, after: readonly string[]): readonly StepDeclaration[] {
  const whole = (recovery?.accessPoints ?? []).filter((each) =>
    regions.every(({ region }) => each.regions.includes(region)),
  );
  return whole.map(({ id }) => {
    // One call: there is no moment without an active route.
    const template = { kind: 's3-routes', accessPointId: id, on: ['target'], off: ['source'] } as const;
    return step(`routes-${id}`, template, after, { title: `Lead requests for ${id} to the bucket in {target}` });
  });
}

function userSteps(
  workload: Workload,
  action: PlanAction,
  shown: readonly string[],
  roomy: readonly string[],
): readonly StepDeclaration[] {
  if (workload.entryPoints.length === 0) return [];
  if (workload.recovery?.routing !== undefined) {
    const room = action === 'deactivate' && roomy.length > 0 ? [roomStep(roomy)] : [];
    // One batch: a safety rule that wants one control on would refuse to turn the only one off by itself.
    const template = { kind: 'routing-controls', on: ['target'], off: ['source'] } as const;
    const more = action === 'deactivate' ? { title: 'Take {source} away from users' } : {};
    return [...room, step('controls', template, [...shown, ...room.map(({ id }) => id)], more)];
  }
  const flips = flipSteps(workload, [...shown, ...roomy]);
  if (flips.length > 0) return flips;
  const shifts = action === 'activate' ? shiftSteps(workload, [...shown, ...roomy]) : [];
  if (shifts.length > 0) return shifts;
  const names = workload.entryPoints.map(({ hostname }) => hostname).join(', ');
  const instruction = `Take {source} out of the answers for ${names}: its health check passes, so that Route 53 goes on answering it. Then say that it is done.`;
  const more = { modes: ['graceful'], title: 'Take {source} away from users by hand' } as const;
  return [step('redirect', { kind: 'manual-task', instruction }, [...shown, ...roomy], more)];
}

/** Only where the flips lead every entry point between the only two regions: a plan is the same for every pair. */
function flipSteps({ recovery, regions, entryPoints }: Workload, after: readonly string[]): readonly StepDeclaration[] {
  const flips = recovery?.flips ?? [];
  const isWhole = entryPoints.every(({ id }) => flips.some(({ entryPointId }) => entryPointId === id));
  if (regions.length !== 2 || !isWhole) return [];
  return flips.map(({ id }) => step(`flip-${id}`, { kind: 'health-check-flip', flipId: id }, after));
}

/**
 * Between healthy regions only: the control plane that changes records is in us-east-1. Where every entry point has weighted
 * records of both regions a shift takes the place of what a person would do.
 */
function shiftSteps(
  { recovery, regions, entryPoints }: Workload,
  after: readonly string[],
): readonly StepDeclaration[] {
  const whole = (recovery?.records ?? []).filter(
    ({ policy, sets }) =>
      policy === 'weighted' && regions.every(({ region }) => sets.some((each) => each.region === region)),
  );
  const isLed = entryPoints.every(({ id }) => whole.some(({ entryPointId }) => entryPointId === id));
  if (regions.length !== 2 || !isLed) return [];
  return whole.map(({ id }) => {
    const template = { kind: 'weighted-shift', recordsId: id, onHalt: 'back', ...usualShift } as const;
    return step(`shift-${id}`, template, after, { modes: ['graceful'] });
  });
}

/** Part of a graceful move alone: only what waits for it there waits for the capacity. */
function roomStep(roomy: readonly string[]): StepDeclaration {
  const template = { kind: 'capacity-in-service', region: 'target', instances: 'source-and-own' } as const;
  return step('capacity', template, roomy, { modes: ['graceful'] });
}

function verifySteps(
  { entryPoints }: Workload,
  action: PlanAction,
  moved: readonly string[],
  settled: readonly string[],
): readonly StepDeclaration[] {
  const leaves = action === 'deactivate';
  const answers = entryPoints.map(({ id, hostname }) => {
    const expects = leaves ? ({ notRegion: 'source' } as const) : ({ region: 'target' } as const);
    const title = `Ask DNS until ${hostname} leads ${leaves ? 'elsewhere than {source}' : 'to {target}'}`;
    return step(`dns-${id}`, { kind: 'dns-answer', entryPointId: id, expects }, moved, { title });
  });
  const probes = entryPoints.map(({ id }) => {
    const template = { kind: 'http-probe', region: 'target', entryPointId: id, passes: 3 } as const;
    return step(`probe-${id}`, template, moved, { title: 'See {target} answer with users on it' });
  });
  const seen = [...answers, ...probes].map(({ id }) => id);
  const alarms = step('alarms', { kind: 'alarms-green', region: 'target' }, [
    ...(seen.length > 0 ? seen : moved),
    ...settled,
  ]);
  return [...answers, ...probes, alarms];
}

/**
 * Last of all: whoever hears it finds users served, and nothing waits for it. Only where some topic will do whichever region
 * is left: a plan is the same for every pair.
 */
function announceSteps({ recovery, regions }: Workload): readonly StepDeclaration[] {
  const topics = recovery?.announce ?? [];
  if (!regions.every(({ region }) => topics.some((arn) => isApart(arn, region)))) return [];
  return [step('announce', { kind: 'announce', topics: [], ...usualAnnouncement }, ['alarms'])];
}

function step(
  id: string,
  template: StepTemplate,
  after: readonly string[],
  more: Partial<Pick<StepDeclaration, 'title' | 'modes'>> = {},
): StepDeclaration {
  return { id, template, after, modes: ['graceful', 'ungraceful'], ...usualSteps[template.kind], ...more };
}
