import type {
  UpdateRoutingControlStateRequest,
  UpdateRoutingControlStateResponse,
  UpdateRoutingControlStatesRequest,
  UpdateRoutingControlStatesResponse,
} from '@aws-sdk/client-route53-recovery-cluster';
import { AwsError, type Call } from '../../wire';
import { type RoutingControlChange, RoutingControlError } from '../../world/routing-controls';
import type { World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { clusterValidationError, noSuchResource } from './refuse';

/** ARC UpdateRoutingControlState. @throws AwsError ConflictException, ResourceNotFoundException, ValidationException */
export function updateRoutingControlState(
  input: Given<UpdateRoutingControlStateRequest>,
  world: World,
  call: Call,
): UpdateRoutingControlStateResponse {
  return change([input], input.SafetyRulesToOverride ?? [], world, call);
}

/**
 * ARC UpdateRoutingControlStates: all entries or none.
 * @throws AwsError ConflictException, ResourceNotFoundException, ValidationException
 */
export function updateRoutingControlStates(
  input: Given<UpdateRoutingControlStatesRequest>,
  world: World,
  call: Call,
): UpdateRoutingControlStatesResponse {
  const { UpdateRoutingControlStateEntries: entries, SafetyRulesToOverride = [] } = input;
  if (entries.length === 0) {
    throw clusterValidationError('UpdateRoutingControlStateEntries', 'At least one entry must be given');
  }
  return change(entries, SafetyRulesToOverride, world, call);
}

interface Entry {
  readonly RoutingControlArn: string | undefined;
  readonly RoutingControlState: string | undefined;
}

function change(entries: readonly Entry[], overridden: readonly string[], world: World, call: Call): object {
  const changes = entries.map(toChange);
  const twice = changes.find(({ arn }, index) => changes.findIndex((each) => each.arn === arn) !== index);
  if (twice !== undefined) {
    throw clusterValidationError('UpdateRoutingControlStateEntries', `${twice.arn} is given more than once`);
  }
  const own = new Set(world.routingControls(accountOf(call)).map(({ arn }) => arn));
  const foreign = changes.find(({ arn }) => !own.has(arn));
  if (foreign !== undefined) throw noSuchResource('routing control', foreign.arn);
  try {
    world.changeRoutingControls(changes, overridden);
  } catch (error) {
    throw toAwsError(error);
  }
  return {};
}

function toChange({ RoutingControlArn = '', RoutingControlState = '' }: Entry): RoutingControlChange {
  if (RoutingControlState !== 'On' && RoutingControlState !== 'Off') {
    throw clusterValidationError(
      'RoutingControlState',
      `RoutingControlState must be On or Off: ${RoutingControlState}`,
    );
  }
  return { arn: RoutingControlArn, on: RoutingControlState === 'On' };
}

function toAwsError(error: unknown): unknown {
  if (!(error instanceof RoutingControlError)) return error;
  switch (error.code) {
    case 'RefusedBySafetyRule':
      return new AwsError('ConflictException', error.message);
    case 'UnknownRoutingControl':
      return noSuchResource('routing control', error.arn);
    case 'UnknownSafetyRule':
      return noSuchResource('safety rule', error.arn);
  }
}
