import { z } from 'zod';
import { family } from './family';

/** Replication that carries nothing. */
export const replicationStalled = family({
  kind: 'replication-stalled',
  schema: z.strictObject({
    kind: z.literal('replication-stalled'),
    workload: z.string(),
    store: z.string(),
    source: z.string().optional(),
    target: z.string().optional(),
  }),
  says: "A store's replication stops while its writes go on, on all of its links or on those from a source or to a target; of a queue the consumers stop, of a store kept by backups these and their copies.",
});
