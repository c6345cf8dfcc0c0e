import { z } from 'zod';
import { family } from './family';
import { region } from './members';

/** A region full of others who fled to it. */
export const capacityShort = family({
  kind: 'capacity-short',
  schema: z.strictObject({
    kind: z.literal('capacity-short'),
    region,
    spare: z.number().int().min(0).max(100_000).default(0),
    workload: z.string().optional(),
  }),
  says: 'A region has no room for new instances (of one workload, or of any) beyond so many: they stay pending, and scaling activities say InsufficientInstanceCapacity.',
});
