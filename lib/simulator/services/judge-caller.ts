import { type Arrival, type AwsError, commonError } from '../wire';
import { evaluatePolicy } from '../world/policies';
import type { World } from '../world/types';
import { actionOf } from './action-name';
import { type Caller, findCaller } from './caller';

/** Every caller may ask who it is, whatever its policies say. */
const alwaysAllowed = new Set(['sts:GetCallerIdentity']);

/**
 * Why a request may not be served, in the form its protocol gives it, or undefined: keys that nobody has, credentials
 * past their end at `wallNow`, and, while the world enforces policies, actions that the caller's do not allow.
 */
export function judgeCaller(
  arrival: Arrival,
  world: Pick<World, 'roles' | 'policiesEnforced'>,
  wallNow: number,
): AwsError | undefined {
  const caller = findCaller(arrival, world);
  if (caller === undefined) {
    return commonError('unknownAccount', arrival, 'The security token included in the request is invalid.');
  }
  if (caller.expiresAt !== undefined && wallNow >= caller.expiresAt) {
    return commonError('expired', arrival, 'The security token included in the request is expired');
  }
  return world.policiesEnforced() ? judgeAction(arrival, caller) : undefined;
}

function judgeAction(arrival: Arrival, caller: Caller): AwsError | undefined {
  // What no service of the simulator understands is refused as such, for whoever asks.
  if (arrival.service === undefined || arrival.operation === undefined) return undefined;
  const action = actionOf(arrival.service, arrival.operation);
  const decision = alwaysAllowed.has(action) ? 'allowed' : evaluatePolicy(caller.statements, action);
  if (decision === 'allowed') return undefined;
  const because =
    decision === 'explicitDeny'
      ? 'with an explicit deny in an identity-based policy'
      : `because no identity-based policy allows the ${action} action`;
  return commonError('denied', arrival, `User: ${caller.arn} is not authorized to perform: ${action} ${because}`);
}
