import { z } from 'zod';
import { family } from './family';
import { account, isWithin } from './members';

/** AWS Health's API belongs to the paid support plans. */
export const noSupportPlan = family({
  kind: 'no-support-plan',
  schema: z.strictObject({ kind: z.literal('no-support-plan'), account: account.optional() }),
  says: 'An account (or each) has no support plan: the Health and Support APIs refuse it.',
  judge(fault, call) {
    if (!isWithin(fault, call) || (call.service !== 'health' && call.service !== 'support')) return undefined;
    return {
      code: 'SubscriptionRequiredException',
      status: 400,
      message: 'The AWS Premium Support Subscription is required to use this service.',
    };
  },
});
