import { z } from 'zod';
import { family } from './family';
import { region } from './members';

/** An application that says yes too early. */
export const transactionsForgotten = family({
  kind: 'transactions-forgotten',
  schema: z.strictObject({ kind: z.literal('transactions-forgotten'), region, workload: z.string().optional() }),
  says: 'The application of a workload (or of any) in a region answers that it has stored a transaction, and has not.',
});
