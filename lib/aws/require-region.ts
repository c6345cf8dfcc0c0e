import { UnusableAnswer } from './classify-failure';
import type { CallScope } from './types';

/** @throws UnusableAnswer for a call that belongs elsewhere: it is not sent. */
export function requireRegion({ region }: Pick<CallScope, 'region'>, wanted: string, because: string): void {
  if (region === wanted) return;
  throw new UnusableAnswer(`was not made: it must be asked for in ${wanted}, ${because}`, `Ask for it in ${wanted}.`);
}
