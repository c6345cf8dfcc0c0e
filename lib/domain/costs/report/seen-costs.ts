import type { Observation } from '../../observation';
import type { VisibleCosts } from '../limit-costs';

/** A part of what Cost Explorer told, or that nothing tells whose it is, so that somebody may not see it. */
export type SeenPart<T> = Observation<T> | 'out-of-scope';

/** An account's readings as far as somebody may see them. */
export type SeenCosts = VisibleCosts;
