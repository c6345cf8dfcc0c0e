import { z } from 'zod';
import { family } from './family';

/** Objects that are never copied. */
export const objectsFailing = family({
  kind: 'objects-failing',
  schema: z.strictObject({ kind: z.literal('objects-failing'), workload: z.string(), store: z.string() }),
  says: 'Some objects of a bucket fail to be copied, for good; ending the fault does not bring them back.',
});
