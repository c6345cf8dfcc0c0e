import { z } from 'zod';
import { family } from './family';
import { account, isWithin, region, service } from './members';

/** One service of one region. */
export const serviceDown = family({
  kind: 'service-down',
  schema: z.strictObject({
    kind: z.literal('service-down'),
    region,
    service,
    answer: z.enum(['errors', 'hangs']).default('errors'),
    account: account.optional(),
  }),
  says: 'The endpoint of one service in one region answers every call with 503, or not at all; everything else works.',
  judge(fault, call) {
    if (!isWithin(fault, call)) return undefined;
    if (fault.answer === 'hangs') return 'hangs';
    return { error: 'unavailable', message: 'Service is unavailable. Please try again.' };
  },
});
