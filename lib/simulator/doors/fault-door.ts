import { isMutating } from '../control/effect-log';
import { families, findFamily } from '../faults/families';
import type { CallFacts, CallOutcome, FaultFamily, InForce } from '../faults/family';
import { isWithin } from '../faults/members';
import { findAccount } from '../services/account';
import { actionOf } from '../services/action-name';
import { findCaller } from '../services/caller';
import { type Alterations, type Arrival, AwsError, commonError, type Verdict } from '../wire';
import type { ActiveFault, World } from '../world/types';

/** Where the faults of the AWS endpoint meet its calls. */
export interface FaultDoor {
  /** What a call gets instead of its answer; undefined when no fault takes it. */
  judge(arrival: Arrival): Verdict | undefined;
  /** Whether a connection that got no answer would still get none. */
  holds(arrival: Arrival): boolean;
  /** AWS's clock where a fault set it; undefined for the wall's. */
  serverNow(arrival: Arrival): number | undefined;
  readonly alter: Alterations;
  /** Whether the answer to a call that was carried out is lost. */
  losesAnswer(call: Arrival): boolean;
  /** Whether nothing comes of a call that is answered as ever. */
  ignoresChange(call: Arrival): boolean;
  /** Whether the console reaches nothing at all. */
  isCutOff(): boolean;
}

interface FamilyInForce {
  readonly family: FaultFamily;
  readonly active: ActiveFault;
  readonly force: InForce;
}

/** Opens the door over a world's faults; `wallNow` is what signatures are dated by. */
export function openFaultDoor(world: World, wallNow: () => number = Date.now): FaultDoor {
  const shares = new Map<string, number>();

  const inForce = (): FamilyInForce[] => {
    const faults = world.activeFaults().flatMap((active): FamilyInForce[] => {
      const family = findFamily(active.fault.kind);
      if (family === undefined) return [];
      return [{ family, active, force: { id: active.id, startedAt: active.startedAt, seed: world.seed } }];
    });
    return faults.toSorted((left, right) => families.indexOf(left.family) - families.indexOf(right.family));
  };

  /** Of the calls that a fault touches, every so manieth: shares are exact, and the same in every run. */
  const isTaken = ({ family, active }: FamilyInForce): boolean => {
    const share = family.share?.(active.fault) ?? 1;
    if (share >= 1) return true;
    const count = (shares.get(active.id) ?? 0) + 1;
    shares.set(active.id, count);
    return Math.floor(count * share) > Math.floor((count - 1) * share);
  };

  const takes = (call: Arrival, member: 'losesAnswer' | 'ignoresChange') => {
    const faults = inForce().filter(({ family }) => family[member]);
    if (faults.length === 0) return false;
    const facts = factsOf(call, world, wallNow());
    return faults.some((each) => each.family[member]?.(each.active.fault, facts) === true && isTaken(each));
  };

  const altering = (call: Arrival) => {
    const faults = inForce().filter(({ family }) => family.alterInput ?? family.alterOutput);
    return { faults, facts: faults.length === 0 ? undefined : factsOf(call, world, wallNow()) };
  };

  return {
    judge(arrival) {
      const faults = inForce();
      if (faults.length === 0) return undefined;
      const facts = factsOf(arrival, world, wallNow());
      for (const each of faults) {
        const outcome = each.family.judge?.(each.active.fault, facts, each.force);
        if (outcome !== undefined && isTaken(each)) return toVerdict(outcome, arrival);
      }
      return undefined;
    },
    holds(arrival) {
      const faults = inForce();
      if (faults.length === 0) return false;
      const facts = factsOf(arrival, world, wallNow());
      return faults.some(({ family, active, force }) => family.judge?.(active.fault, facts, force) === 'hangs');
    },
    serverNow(arrival) {
      const skews = world.activeFaults().flatMap(({ fault }) => (fault.kind === 'clock-skew' ? fault : []));
      const [skew] = skews.filter((fault) => isWithin(fault, { ...arrival, account: findAccount(arrival) }));
      return skew === undefined ? undefined : wallNow() + skew.seconds * 1000;
    },
    losesAnswer: (call) => takes(call, 'losesAnswer'),
    ignoresChange: (call) => isMutating(call.operation ?? '') && takes(call, 'ignoresChange'),
    alter: {
      input(call, operation) {
        const { faults, facts } = altering(call);
        if (facts === undefined) return call.input;
        return faults.reduce<unknown>(
          (input, { family, active }) => family.alterInput?.(active.fault, facts, input, operation) ?? input,
          call.input,
        );
      },
      output(call, output, operation) {
        const { faults, facts } = altering(call);
        if (facts === undefined) return output;
        return faults.reduce<unknown>(
          (given, { family, active, force }) =>
            family.alterOutput?.(active.fault, facts, given, operation, force) ?? given,
          output,
        );
      },
    },
    isCutOff: () => world.activeFaults().some(({ fault }) => fault.kind === 'console-cut-off'),
  };
}

function toVerdict(outcome: CallOutcome, arrival: Arrival): Verdict {
  if (outcome === 'hangs') return 'black-hole';
  if ('code' in outcome) return new AwsError(outcome.code, outcome.message, outcome.status);
  return commonError(outcome.error, arrival, outcome.message);
}

function factsOf(arrival: Arrival, world: World, wallNow: number): CallFacts {
  const { service, operation, region, protocol, signedAt } = arrival;
  const caller = findCaller(arrival, world);
  const action = service === undefined ? undefined : actionOf(service, operation ?? '');
  return {
    service: action?.split(':')[0],
    operation,
    action: operation === undefined ? undefined : action,
    region,
    protocol,
    account: findAccount(arrival),
    caller: caller?.arn,
    role: caller?.session?.role,
    credentialsIssuedAt: caller?.session?.issuedAt,
    signedAt,
    wallNow,
  };
}
