import { z } from 'zod';
import { family } from './family';

/** The trouble is on our side. */
export const consoleCutOff = family({
  kind: 'console-cut-off',
  schema: z.strictObject({ kind: z.literal('console-cut-off') }),
  says: 'The console itself reaches nothing, no AWS endpoint, no DNS, no site, while the fleet serves its users well.',
  judge: () => 'hangs',
});
