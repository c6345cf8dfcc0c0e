import { z } from 'zod';
import { family } from './family';
import { isWithin, scope, share } from './members';

/** Done, and nobody heard. */
export const answersLost = family({
  kind: 'answers-lost',
  schema: z.strictObject({ kind: z.literal('answers-lost'), share: share.default(1), ...scope }),
  says: 'A share (0 to 1) of the calls to an account, region, service or operation is carried out, and the connection breaks before the answer.',
  share: (fault) => fault.share,
  losesAnswer: (fault, call) => isWithin(fault, call),
});
