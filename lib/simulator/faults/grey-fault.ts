import { z } from 'zod';
import { family } from './family';
import { region } from './members';

/** Slow, and green everywhere. */
export const greyFault = family({
  kind: 'grey-fault',
  schema: z.strictObject({
    kind: z.literal('grey-fault'),
    region,
    factor: z.number().min(1).max(1000).default(8),
    workload: z.string().optional(),
  }),
  says: 'Answers of a region (or of one workload there) take that many times as long; every health check stays green and there are no errors.',
});
