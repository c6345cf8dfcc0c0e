import { z } from 'zod';
import { family } from './family';
import { isWithin, scope, share } from './members';

/** Accepted, and nothing comes of it. */
export const changesIgnored = family({
  kind: 'changes-ignored',
  schema: z.strictObject({ kind: z.literal('changes-ignored'), share: share.default(1), ...scope }),
  says: 'A share (0 to 1) of the calls to an account, region, service or operation is answered as ever, and what it would change stays as it is.',
  share: (fault) => fault.share,
  ignoresChange: (fault, call) => isWithin(fault, call),
});
