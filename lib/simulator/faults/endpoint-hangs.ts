import { z } from 'zod';
import { family } from './family';
import { isWithin, scope, share } from './members';

/** Connections are taken and never answered. */
export const endpointHangs = family({
  kind: 'endpoint-hangs',
  schema: z.strictObject({ kind: z.literal('endpoint-hangs'), share: share.default(1), ...scope }),
  says: 'A share (0 to 1) of the calls to an account, region, service or operation is taken and never answered.',
  share: (fault) => fault.share,
  judge: (fault, call) => (isWithin(fault, call) ? 'hangs' : undefined),
});
