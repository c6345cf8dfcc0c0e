import { z } from 'zod';
import { family } from './family';
import { isWithin, scope, share } from './members';

/** Too many calls, says AWS, whoever makes them. */
export const throttled = family({
  kind: 'throttled',
  schema: z.strictObject({ kind: z.literal('throttled'), share: share.default(1), ...scope }),
  says: "A share (0 to 1) of the calls of an account, region, service or operation is throttled, in the protocol's own form.",
  share: (fault) => fault.share,
  judge: (fault, call) => (isWithin(fault, call) ? { error: 'throttled', message: 'Rate exceeded' } : undefined),
});
