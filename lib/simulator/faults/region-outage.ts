import { z } from 'zod';
import { family } from './family';
import { region } from './members';

/** A region that is gone. */
export const regionOutage = family({
  kind: 'region-outage',
  schema: z.strictObject({ kind: z.literal('region-outage'), region }),
  says: 'A region answers nobody, serves nobody and publishes nothing; us-east-1 takes the global control planes with it.',
});
