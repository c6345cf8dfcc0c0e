import { z } from 'zod';
import { family } from './family';
import { account, isWithin, role } from './members';

/** Credentials given before the fault count no more. */
export const credentialsExpired = family({
  kind: 'credentials-expired',
  schema: z.strictObject({
    kind: z.literal('credentials-expired'),
    account: account.optional(),
    role: role.optional(),
    of: z.enum(['everybody', 'sessions']).default('everybody'),
  }),
  says: "Credentials that were given before are expired; a role's new session works, an account's own key only once it is healed (of: sessions leaves these alone).",
  judge(fault, call, { startedAt }) {
    if (!isWithin({ account: fault.account }, call)) return undefined;
    if (fault.role !== undefined && fault.role !== call.role) return undefined;
    if (fault.of === 'sessions' && call.role === undefined) return undefined;
    if (call.credentialsIssuedAt !== undefined && call.credentialsIssuedAt > startedAt) return undefined;
    return { error: 'expired', message: 'The security token included in the request is expired' };
  },
});
