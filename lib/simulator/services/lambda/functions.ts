import type {
  FunctionConfiguration,
  GetFunctionRequest,
  GetFunctionResponse,
  ListFunctionsRequest,
  ListFunctionsResponse,
} from '@aws-sdk/client-lambda';
import { AwsError, type Call } from '../../wire';
import type { SimulatedFunction } from '../../world/fleet-functions';
import type { World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { foundingDate } from '../stable-id';
import { lambdaPage } from './page';

/** Lambda ListFunctions of the region, by name. @throws AwsError InvalidParameterValueException */
export function listFunctions(input: Given<ListFunctionsRequest>, world: World, call: Call): ListFunctionsResponse {
  const found = world
    .functions(call.region, accountOf(call))
    .toSorted((left, right) => (left.name < right.name ? -1 : 1));
  const page = lambdaPage(found, (each) => each.arn, input, undefined, call);
  return { Functions: page.items.map((each) => toConfiguration(each, call)), NextMarker: page.nextToken };
}

/** Lambda GetFunction, by name or ARN. @throws AwsError ResourceNotFoundException */
export function getFunction(input: Given<GetFunctionRequest>, world: World, call: Call): GetFunctionResponse {
  const found = findFunction(input.FunctionName, world, call);
  return { Configuration: toConfiguration(found, call), Tags: { workload: found.workload } };
}

/**
 * The function of a name or ARN, with or without the qualifier `$LATEST`, in the call's region.
 * @throws AwsError ResourceNotFoundException
 */
export function findFunction(nameOrArn: string, world: World, call: Call): SimulatedFunction {
  const plain = nameOrArn.replace(/:\$LATEST$/, '');
  const found = world.functions(call.region, accountOf(call)).find((each) => each.name === plain || each.arn === plain);
  if (found !== undefined) return found;
  const name = plain.split(':').at(-1);
  throw lambdaNotFound(`Function not found: arn:aws:lambda:${call.region}:${accountOf(call)}:function:${name}`);
}

export function lambdaNotFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message, undefined, { Type: 'User' });
}

function toConfiguration({ arn, description, name }: SimulatedFunction, call: Call): FunctionConfiguration {
  return {
    FunctionName: name,
    FunctionArn: arn,
    Description: description,
    Runtime: 'nodejs22.x',
    Role: `arn:aws:iam::${accountOf(call)}:role/${name}`,
    Handler: 'index.handler',
    Timeout: 30,
    MemorySize: 256,
    LastModified: foundingDate.toISOString().replace('Z', '+0000'),
    Version: '$LATEST',
    State: 'Active',
    LastUpdateStatus: 'Successful',
    PackageType: 'Zip',
    Architectures: ['arm64'],
  };
}
