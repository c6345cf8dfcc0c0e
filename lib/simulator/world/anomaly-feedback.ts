/** What somebody said of a cost anomaly, in Cost Explorer's words. */
export type AnomalyFeedback = 'YES' | 'NO' | 'PLANNED_ACTIVITY';

export interface GivenAnomalyFeedback {
  readonly id: string;
  readonly feedback: AnomalyFeedback;
}
