import { z } from 'zod';
import { family } from './family';

/** More users than on any other day, or hardly any. */
export const trafficSurge = family({
  kind: 'traffic-surge',
  schema: z.strictObject({
    kind: z.literal('traffic-surge'),
    factor: z.number().min(0).max(100),
    workload: z.string().optional(),
    population: z.string().optional(),
  }),
  says: 'The users of a workload, of one of its populations, or all of them send that many times the requests they usually do.',
});
