import type { Observation } from '../../observation';
import type { CostCut, CostReadings } from '../types';

/** A part of what Cost Explorer told, or that nothing tells whose it is, so that somebody may not see it. */
export type SeenPart<T> = Observation<T> | 'out-of-scope';

/** An account's readings as far as somebody may see them. */
export interface SeenCosts extends Pick<CostReadings, 'accountId' | 'bill' | 'rightsizing'> {
  /** Cuts that have no lines here, because they do not tell what may be seen of them. */
  readonly hiddenCuts: readonly CostCut[];
  readonly forecast: CostReadings['forecast'] | 'out-of-scope';
  readonly anomalies: CostReadings['anomalies'] | 'out-of-scope';
  readonly commitments: CostReadings['commitments'] | 'out-of-scope';
}
