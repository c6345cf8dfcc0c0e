import type { IAM } from '@aws-sdk/client-iam';
import { implement, type ServiceImplementation } from '../../wire';
import type { World } from '../../world/types';
import { getRole, getRolePolicy, listRolePolicies, listRoles } from './roles';
import { simulatePrincipalPolicy } from './simulate-principal-policy';

/** The simulated part of IAM's control plane, which lives in us-east-1: roles, read only. */
export function iam(world: World): ServiceImplementation {
  return implement<IAM>('IAM', {
    GetRole: (input, call) => getRole(input, world, call),
    GetRolePolicy: (input, call) => getRolePolicy(input, world, call),
    ListRolePolicies: (input, call) => listRolePolicies(input, world, call),
    ListRoles: (input, call) => listRoles(input, world, call),
    SimulatePrincipalPolicy: (input, call) => simulatePrincipalPolicy(input, world, call),
  });
}
