import type { StoreDeclaration, Workload } from '@/lib/domain/fleet';
import type { StepDeclaration, StepTemplate } from '@/lib/domain/recovery/declaration';
import type { PlanAction } from '@/lib/domain/recovery/plan';
import { isProtectedTier } from './lint/lint-approval';

/** A second person has a quarter of an hour to agree; figures older than that are not the ones agreed to. */
export const approvalValidSeconds = 900;

const both = ['graceful', 'ungraceful'] as const;
const minutes = (count: number) => count * 60;

/**
 * The steps of a move in the order in which they make it safe: gates and approval, capacity, fence, promotion, proof of
 * the writer, users, proof that they are served.
 *
 * A graceful move waits for the capacity before anything is taken from users. An ungraceful one does not: users have
 * nothing to lose, and part of the capacity serves more of them than none. It is asked for at once and awaited at the
 * end.
 */
export function generateSteps(workload: Workload, action: PlanAction): readonly StepDeclaration[] {
  const promoted = workload.stores.filter(({ kind, rebuildable }) => kind === 'aurora-global' && !rebuildable);
  const promotions = action === 'activate' ? promoted : [];
  const decide = decideSteps(workload);
  const agreed = decide.map(({ id }) => id).slice(-1);
  const capacity = capacitySteps(workload, action, agreed);
  const roomy = capacity.filter(({ modes }) => modes.length === 1).map(({ id }) => id);
  const writers = promotions.length === 0 ? [] : writerSteps(promotions, agreed, [...agreed, ...roomy]);
  const promotedBy = writers.filter(({ id }) => id !== 'fence').map(({ id }) => id);
  const proof = proofSteps(workload, promotions, [...agreed, ...promotedBy]);
  const shown = proof.map(({ id }) => id);
  const users = userSteps(workload, action, [...shown, ...roomy]);
  const moved = users.length > 0 ? users.map(({ id }) => id) : [...shown, ...agreed];
  return [...decide, ...capacity, ...writers, ...proof, ...users, ...verifySteps(workload, action, moved, capacity)];
}

function decideSteps({ tier }: Workload): readonly StepDeclaration[] {
  const precheck = step('precheck', 'Ask every gate once more', { kind: 'precheck' }, [], 'decide', minutes(2));
  if (!isProtectedTier(tier)) return [precheck];
  const template = { kind: 'approval', validSeconds: approvalValidSeconds } as const;
  return [
    precheck,
    step('approval', 'Let a second person agree', template, ['precheck'], 'decide', approvalValidSeconds),
  ];
}

function capacitySteps(workload: Workload, action: PlanAction, after: readonly string[]): readonly StepDeclaration[] {
  if (workload.capacity.length === 0) return [];
  const instances = action === 'deactivate' ? 'source-and-own' : 'as-source';
  const scale = { kind: 'scale-capacity', region: 'target', instances } as const;
  const wait = { kind: 'capacity-in-service', region: 'target', instances } as const;
  return [
    step('scale', 'Give {target} the capacity for everybody', scale, after, 'execute', minutes(15)),
    {
      ...step('capacity', 'Wait until that capacity is in service', wait, ['scale'], 'execute', minutes(15)),
      modes: ['graceful'],
    },
  ];
}

function writerSteps(
  stores: readonly StoreDeclaration[],
  agreed: readonly string[],
  ready: readonly string[],
): readonly StepDeclaration[] {
  const fence: StepDeclaration = {
    ...step(
      'fence',
      'Keep the writer in {source} from writing',
      { kind: 'fence-writer' },
      agreed,
      'execute',
      minutes(2),
    ),
    modes: ['ungraceful'],
  };
  const switches = stores.map(
    ({ id: storeId }): StepDeclaration => ({
      ...step(
        `switch-${storeId}`,
        `Switch ${storeId} over to {target}`,
        { kind: 'aurora-switchover', storeId },
        ready,
        'execute',
        minutes(10),
      ),
      modes: ['graceful'],
    }),
  );
  const promotions = stores.map(
    ({ id: storeId }): StepDeclaration => ({
      ...step(
        `promote-${storeId}`,
        `Promote ${storeId} in {target}`,
        { kind: 'aurora-failover', storeId },
        ['fence'],
        'execute',
        minutes(15),
      ),
      modes: ['ungraceful'],
    }),
  );
  return [fence, ...switches, ...promotions];
}

/** A transaction proves the writer. Without a writer to prove, being answered is enough where no transaction is named. */
function proofSteps(
  workload: Workload,
  promotions: readonly StoreDeclaration[],
  after: readonly string[],
): readonly StepDeclaration[] {
  if (workload.recovery?.transaction !== undefined || promotions.length > 0) {
    const template = { kind: 'transaction-proof', region: 'target' } as const;
    return [
      step('prove', 'Write a transaction through {target} and read it back', template, after, 'verify', minutes(5)),
    ];
  }
  const [entryPoint] = workload.entryPoints;
  if (entryPoint === undefined) return [];
  const template = { kind: 'http-probe', region: 'target', entryPointId: entryPoint.id, passes: 3 } as const;
  return [
    step('probe-target', 'See {target} answer before users are sent there', template, after, 'verify', minutes(5)),
  ];
}

function userSteps(workload: Workload, action: PlanAction, after: readonly string[]): readonly StepDeclaration[] {
  if (workload.entryPoints.length === 0) return [];
  if (workload.recovery?.routing !== undefined) {
    // One batch: a safety rule that wants one control on would refuse to turn the only one off by itself.
    const template = { kind: 'routing-controls', on: ['target'], off: ['source'] } as const;
    const title = action === 'deactivate' ? 'Take {source} away from users' : 'Send users to {target}';
    return [step('controls', title, template, after, 'execute', minutes(2))];
  }
  const names = workload.entryPoints.map(({ hostname }) => hostname).join(', ');
  const instruction = `Take {source} out of the answers for ${names}: its health check passes, so that Route 53 goes on answering it. Then say that it is done.`;
  const manual = step(
    'redirect',
    'Take {source} away from users by hand',
    { kind: 'manual-task', instruction },
    after,
    'execute',
    minutes(60),
  );
  return [{ ...manual, modes: ['graceful'] }];
}

function verifySteps(
  { entryPoints }: Workload,
  action: PlanAction,
  moved: readonly string[],
  capacity: readonly StepDeclaration[],
): readonly StepDeclaration[] {
  const answers = entryPoints.map(({ id, hostname }) => {
    const expects = action === 'deactivate' ? ({ notRegion: 'source' } as const) : ({ region: 'target' } as const);
    const title =
      action === 'deactivate'
        ? `Ask DNS until ${hostname} leads elsewhere than {source}`
        : `Ask DNS until ${hostname} leads to {target}`;
    return step(`dns-${id}`, title, { kind: 'dns-answer', entryPointId: id, expects }, moved, 'propagate', minutes(10));
  });
  const probes = entryPoints.map(({ id }) => {
    const template = { kind: 'http-probe', region: 'target', entryPointId: id, passes: 3 } as const;
    return step(`probe-${id}`, 'See {target} answer with users on it', template, moved, 'verify', minutes(5));
  });
  const before = [...answers, ...probes].map(({ id }) => id);
  const scaled = capacity.filter(({ id }) => id === 'scale').map(({ id }) => id);
  const alarms = { kind: 'alarms-green', region: 'target' } as const;
  const last = before.length > 0 ? before : moved;
  return [
    ...answers,
    ...probes,
    step('alarms', 'See the alarms in {target} green', alarms, [...last, ...scaled], 'verify', minutes(15)),
  ];
}

function step(
  id: string,
  title: string,
  template: StepTemplate,
  after: readonly string[],
  phase: StepDeclaration['phase'],
  timeoutSeconds: number,
): StepDeclaration {
  return { id, title, template, after, phase, timeoutSeconds, modes: both };
}
