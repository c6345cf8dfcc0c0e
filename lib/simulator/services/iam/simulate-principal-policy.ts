import type { EvaluationResult, SimulatePolicyResponse, SimulatePrincipalPolicyRequest } from '@aws-sdk/client-iam';
import type { Call } from '../../wire';
import { evaluatePolicy } from '../../world/policies';
import type { SimulatedRole } from '../../world/roles';
import type { World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { iamPage, iamValidationError } from './page';
import { noSuchEntity } from './roles';

/**
 * IAM SimulatePrincipalPolicy of a role, for every resource alike: whether its policy allows the actions, also while
 * the world does not enforce policies.
 * @throws AwsError NoSuchEntity, ValidationError, InvalidInput
 */
export function simulatePrincipalPolicy(
  input: Given<SimulatePrincipalPolicyRequest>,
  world: World,
  call: Call,
): SimulatePolicyResponse {
  const { PolicySourceArn, ActionNames } = input;
  const role = world.roles(accountOf(call)).find((each) => each.arn === PolicySourceArn);
  if (role === undefined) throw noSuchEntity(`The principal ${PolicySourceArn} cannot be found.`);
  const malformed = ActionNames.find((action) => !/^[\w-]+:[\w*]+$/.test(action));
  if (malformed !== undefined) throw iamValidationError(`Invalid action name: ${malformed}`);
  const { items, ...page } = iamPage(ActionNames, (action) => action, input, [PolicySourceArn, ActionNames], call);
  return { EvaluationResults: items.map((action) => evaluate(role, action)), ...page };
}

function evaluate(role: SimulatedRole, action: string): EvaluationResult {
  const decision = evaluatePolicy(role.statements, action);
  return {
    EvalActionName: action,
    EvalResourceName: '*',
    EvalDecision: decision,
    MatchedStatements:
      decision === 'implicitDeny' ? [] : [{ SourcePolicyId: role.policyName, SourcePolicyType: 'role' }],
    MissingContextValues: [],
  };
}
