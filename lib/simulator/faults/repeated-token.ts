import { z } from 'zod';
import { family } from './family';
import { isWithin, scope } from './members';
import { askFirstPage, promiseMore } from './pages';

/** A list without end. */
export const repeatedToken = family({
  kind: 'repeated-token',
  schema: z.strictObject({ kind: z.literal('repeated-token'), ...scope }),
  says: 'Lists answer the same first page for ever, always with the same token to a next one.',
  alterInput: (fault, call, input, operation) => (isWithin(fault, call) ? askFirstPage(operation, input) : input),
  alterOutput: (fault, call, output, operation) =>
    isWithin(fault, call) ? promiseMore(operation, output, 'the-same-page-again') : output,
});
