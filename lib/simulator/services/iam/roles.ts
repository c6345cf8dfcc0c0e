import type {
  GetRolePolicyRequest,
  GetRolePolicyResponse,
  GetRoleRequest,
  GetRoleResponse,
  ListRolePoliciesRequest,
  ListRolePoliciesResponse,
  ListRolesRequest,
  ListRolesResponse,
  Role,
} from '@aws-sdk/client-iam';
import { AwsError, type Call } from '../../wire';
import type { SimulatedRole } from '../../world/roles';
import type { World } from '../../world/types';
import { accountOf } from '../account';
import { roleIdOf } from '../caller';
import type { Given } from '../given';
import { foundingDate } from '../stable-id';
import { iamPage } from './page';

/** IAM ListRoles, by name. @throws AwsError ValidationError, InvalidInput */
export function listRoles(input: Given<ListRolesRequest>, world: World, call: Call): ListRolesResponse {
  const { PathPrefix = '/' } = input;
  const found = world
    .roles(accountOf(call))
    .filter((role) => role.path.startsWith(PathPrefix))
    .toSorted((left, right) => (left.name < right.name ? -1 : 1));
  const { items, ...page } = iamPage(found, (role) => role.name, input, PathPrefix, call);
  return { Roles: items.map(toRole), ...page };
}

/** IAM GetRole. @throws AwsError NoSuchEntity */
export function getRole(input: Given<GetRoleRequest>, world: World, call: Call): GetRoleResponse {
  return { Role: toRole(findRole(input.RoleName, world, call)) };
}

/** IAM ListRolePolicies: the one inline policy that each role has. @throws AwsError NoSuchEntity */
export function listRolePolicies(
  input: Given<ListRolePoliciesRequest>,
  world: World,
  call: Call,
): ListRolePoliciesResponse {
  const { policyName } = findRole(input.RoleName, world, call);
  const { items, ...page } = iamPage([policyName], (name) => name, input, input.RoleName, call);
  return { PolicyNames: items, ...page };
}

/** IAM GetRolePolicy; as every policy document of IAM's answers, it is percent-encoded. @throws AwsError NoSuchEntity */
export function getRolePolicy(input: Given<GetRolePolicyRequest>, world: World, call: Call): GetRolePolicyResponse {
  const role = findRole(input.RoleName, world, call);
  if (input.PolicyName !== role.policyName) {
    throw noSuchEntity(`The role policy with name ${input.PolicyName} cannot be found.`);
  }
  return { RoleName: role.name, PolicyName: role.policyName, PolicyDocument: encodeDocument(policyOf(role)) };
}

function findRole(name: string, world: World, call: Call): SimulatedRole {
  const role = world.roles(accountOf(call)).find((each) => each.name === name);
  if (role === undefined) throw noSuchEntity(`The role with name ${name} cannot be found.`);
  return role;
}

export function noSuchEntity(message: string): AwsError {
  return new AwsError('NoSuchEntityException', message);
}

function toRole(role: SimulatedRole): Role {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: roleIdOf(role),
    Arn: role.arn,
    CreateDate: foundingDate,
    AssumeRolePolicyDocument: encodeDocument(trustOf(role)),
    Description: role.description,
    MaxSessionDuration: role.mostSessionSeconds,
  };
}

function policyOf(role: SimulatedRole): object[] {
  return role.statements.map(({ effect, actions }) => ({ Effect: effect, Action: actions, Resource: '*' }));
}

function trustOf({ trust }: SimulatedRole): object[] {
  return [
    {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${trust.accountId}:root` },
      Action: 'sts:AssumeRole',
      ...(trust.externalId !== undefined && { Condition: { StringEquals: { 'sts:ExternalId': trust.externalId } } }),
    },
  ];
}

function encodeDocument(statements: readonly object[]): string {
  return encodeURIComponent(JSON.stringify({ Version: '2012-10-17', Statement: statements }));
}
