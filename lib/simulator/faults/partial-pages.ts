import { z } from 'zod';
import { family } from './family';
import { isWithin, scope } from './members';
import { halvePage, loseToken } from './pages';

/** 200 OK with less than was asked for. */
export const partialPages = family({
  kind: 'partial-pages',
  schema: z.strictObject({
    kind: z.literal('partial-pages'),
    loses: z.enum(['items', 'token', 'both']).default('both'),
    ...scope,
  }),
  says: 'Calls succeed with a page that lacks half of its items, the token to the next page, or both.',
  alterOutput(fault, call, output, operation) {
    if (!isWithin(fault, call)) return output;
    const cut = fault.loses === 'token' ? output : halvePage(operation, output);
    return fault.loses === 'items' ? cut : loseToken(operation, cut);
  },
});
