import { z } from 'zod';
import { family } from './family';
import { region } from './members';

const namespace = z.string().regex(/^AWS\/\w+$/, 'must be a namespace such as AWS/RDS');

/** Points that are never published. */
export const metricsLost = family({
  kind: 'metrics-lost',
  schema: z.strictObject({ kind: z.literal('metrics-lost'), region, namespace: namespace.optional() }),
  says: 'The metrics of a region, or of one namespace there, are not published: their minutes are missing for good.',
});

/** Points that are published late. */
export const metricsLate = family({
  kind: 'metrics-late',
  schema: z.strictObject({
    kind: z.literal('metrics-late'),
    region,
    minutes: z.number().int().min(1).max(10_080),
    namespace: namespace.optional(),
  }),
  says: 'The metrics of a region, or of one namespace there, are published that many minutes later than usual.',
});
