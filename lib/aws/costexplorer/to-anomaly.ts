import type { Anomaly, RootCause } from '@aws-sdk/client-cost-explorer';
import type { Decimal } from '../../domain/costs/decimal';
import type { AnomalyCause, AnomalyFeedback, CostAnomaly } from '../../domain/costs/types';
import { readNumber, unusableCosts } from './read-amount';

const feedbacks: Readonly<Record<string, AnomalyFeedback>> = {
  YES: 'anomaly',
  NO: 'no-anomaly',
  PLANNED_ACTIVITY: 'planned-activity',
};

/** @throws UnusableAnswer for an anomaly without its id, first day, score or impact */
export function toAnomaly(anomaly: Anomaly): CostAnomaly {
  const { AnomalyId, AnomalyStartDate, AnomalyEndDate, MonitorArn, Impact, AnomalyScore, Feedback } = anomaly;
  if (AnomalyId === undefined || AnomalyStartDate === undefined || MonitorArn === undefined) {
    throw unusableCosts('answered with an anomaly without an id, a day or a monitor');
  }
  const optional = (value: number | undefined): Decimal | 'not-told' =>
    value === undefined ? 'not-told' : readNumber(value, 'an impact');
  return {
    id: AnomalyId,
    monitorArn: MonitorArn,
    from: toDay(AnomalyStartDate),
    lastDay: AnomalyEndDate === undefined || AnomalyEndDate === '' ? 'goes-on' : toDay(AnomalyEndDate),
    rootCauses: (anomaly.RootCauses ?? []).map(toCause),
    impact: {
      total: readNumber(Impact?.TotalImpact, 'an impact'),
      mostInADay: readNumber(Impact?.MaxImpact, 'an impact'),
      spent: optional(Impact?.TotalActualSpend),
      expected: optional(Impact?.TotalExpectedSpend),
    },
    score: { most: readScore(AnomalyScore?.MaxScore), now: readScore(AnomalyScore?.CurrentScore) },
    feedback: Feedback === undefined ? 'none' : (feedbacks[Feedback] ?? 'none'),
  };
}

/** AWS writes days of anomalies with a time: `2026-11-20T00:00:00Z`. */
function toDay(text: string): string {
  return text.slice(0, 10);
}

function readScore(score: number | undefined): number {
  if (score === undefined || !Number.isFinite(score)) throw unusableCosts('answered with an anomaly without a score');
  return score;
}

function toCause(cause: RootCause): AnomalyCause {
  const { Service, Region, LinkedAccount, UsageType, Impact } = cause;
  const told = (text: string | undefined) => (text === undefined || text === '' ? 'not-told' : text);
  return {
    service: told(Service),
    region: told(Region),
    accountId: told(LinkedAccount),
    usageType: told(UsageType),
    contribution: Impact?.Contribution === undefined ? 'not-told' : readNumber(Impact.Contribution, 'a contribution'),
  };
}
