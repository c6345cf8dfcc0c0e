import { z } from 'zod';
import { evaluatePolicy } from '../world/policies';
import { family } from './family';
import { account, isWithin, region, role } from './members';

/** Somebody took a permission away. */
export const accessDenied = family({
  kind: 'access-denied',
  schema: z.strictObject({
    kind: z.literal('access-denied'),
    account: account.optional(),
    region: region.optional(),
    role: role.optional(),
    action: z
      .string()
      .regex(/^(\*|[a-z0-9-]+:[\w*]+)$/, 'must be an IAM action such as rds:DescribeDBClusters, rds:* or *')
      .default('*'),
  }),
  says: 'Calls of an account, a role or an IAM action (with * for any text) are denied; who they are, callers may still ask.',
  judge(fault, call) {
    if (!isWithin({ account: fault.account, region: fault.region }, call) || call.action === undefined)
      return undefined;
    if (fault.role !== undefined && fault.role !== call.role) return undefined;
    // Nobody can be denied the knowledge of who they are.
    if (call.action === 'sts:GetCallerIdentity') return undefined;
    const denies = evaluatePolicy([{ effect: 'Deny', actions: [fault.action] }], call.action) === 'explicitDeny';
    if (!denies) return undefined;
    const message = `User: ${call.caller} is not authorized to perform: ${call.action} with an explicit deny in a service control policy`;
    return { error: 'denied', message };
  },
});
