import type {
  GetProvisionedConcurrencyConfigRequest,
  GetProvisionedConcurrencyConfigResponse,
  PutProvisionedConcurrencyConfigRequest,
  PutProvisionedConcurrencyConfigResponse,
} from '@aws-sdk/client-lambda';
import { AwsError, type Call } from '../../wire';
import { aliasArn, functionAlias, type SimulatedProvision } from '../../world/provisioned-concurrency';
import type { World } from '../../world/types';
import type { Given } from '../given';
import { refuseMembers } from '../refuse-members';
import { findFunction, lambdaNotFound } from './functions';
import { invalidLambdaParameter } from './page';

/** However many an account may have at once. */
const mostExecutions = 1000;

/**
 * Lambda GetProvisionedConcurrencyConfig of an alias.
 * @throws AwsError ResourceNotFoundException for what is not there, ProvisionedConcurrencyConfigNotFoundException where
 * nothing was ever asked for
 */
export function getProvisionedConcurrency(
  input: Given<GetProvisionedConcurrencyConfigRequest>,
  world: World,
  call: Call,
): GetProvisionedConcurrencyConfigResponse {
  const found = world.provisionedConcurrency(findAlias(input.FunctionName, input.Qualifier, world, call));
  if (found !== undefined) return toConfig(found);
  const message = 'No Provisioned Concurrency Config found for this function';
  throw new AwsError('ProvisionedConcurrencyConfigNotFoundException', message, undefined, { Type: 'User' });
}

/**
 * Lambda PutProvisionedConcurrencyConfig of an alias: how many environments are kept ready. It takes up to minutes.
 * @throws AwsError ResourceNotFoundException, InvalidParameterValueException
 */
export function putProvisionedConcurrency(
  input: Given<PutProvisionedConcurrencyConfigRequest>,
  world: World,
  call: Call,
): PutProvisionedConcurrencyConfigResponse {
  refuseMembers(call, input, ['FunctionName', 'Qualifier', 'ProvisionedConcurrentExecutions']);
  const { FunctionName, Qualifier, ProvisionedConcurrentExecutions: requested = 0 } = input;
  const arn = findAlias(FunctionName, Qualifier, world, call);
  if (!Number.isInteger(requested) || requested < 1 || requested > mostExecutions) {
    throw invalidLambdaParameter(`ProvisionedConcurrentExecutions must be from 1 to ${mostExecutions}.`);
  }
  world.changeProvision({ arn, requested });
  const changed = world.provisionedConcurrency(arn);
  return changed === undefined ? {} : toConfig(changed);
}

function findAlias(name = '', qualifier = '', world: World, call: Call): string {
  const found = findFunction(name, world, call);
  if (qualifier === '$LATEST') {
    throw invalidLambdaParameter('Provisioned Concurrency Configs cannot be applied to unpublished function versions.');
  }
  if (qualifier !== functionAlias) throw lambdaNotFound(`Cannot find alias arn: ${found.arn}:${qualifier}`);
  return aliasArn(found);
}

function toConfig({ status, reason, requested, allocated, askedAt }: SimulatedProvision) {
  return {
    RequestedProvisionedConcurrentExecutions: requested,
    AllocatedProvisionedConcurrentExecutions: allocated,
    AvailableProvisionedConcurrentExecutions: allocated,
    Status: status,
    ...(reason !== undefined && { StatusReason: reason }),
    LastModified: new Date(askedAt).toISOString().replace('Z', '+0000'),
  };
}
