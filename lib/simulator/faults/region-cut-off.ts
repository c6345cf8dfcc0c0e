import { z } from 'zod';
import { family } from './family';
import { region } from './members';

/** An island. */
export const regionCutOff = family({
  kind: 'region-cut-off',
  schema: z.strictObject({ kind: z.literal('region-cut-off'), region }),
  says: 'A region is alive but nothing gets in or out: its endpoints do not answer from outside and nothing replicates, while users inside it go on and their writes are stranded there.',
});
