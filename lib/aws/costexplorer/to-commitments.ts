import type {
  CoverageByTime,
  GetSavingsPlansUtilizationResponse,
  UtilizationByTime,
  SavingsPlansCoverage as WireSavingsPlansCoverage,
} from '@aws-sdk/client-cost-explorer';
import type { Decimal } from '../../domain/costs/decimal';
import type {
  ReservationCoverage,
  ReservationUtilisation,
  SavingsPlansCoverage,
  SavingsPlansUtilisation,
} from '../../domain/costs/types';
import { readAmount, unusableCosts } from './read-amount';

type Attributes = Readonly<Record<string, string>> | undefined;

/** AWS spells attributes one way here and another there: `region`, `REGION`. */
function readAttribute(attributes: Attributes, name: string): string | 'not-told' {
  const found = Object.entries(attributes ?? {}).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
  return found === undefined || found === '' ? 'not-told' : found;
}

/** AWS writes 0 percent where nothing ran, which is not the same as nothing of it being covered. */
function readShare(percent: string | undefined, whole: Decimal): Decimal | 'nothing-ran' {
  return whole === '0' ? 'nothing-ran' : readAmount(percent, 'a coverage');
}

/** @throws UnusableAnswer for hours or costs that cannot be read */
export function toReservationCoverage({ Groups = [] }: CoverageByTime): readonly ReservationCoverage[] {
  return Groups.map(({ Attributes: attributes, Coverage }) => {
    const { CoverageHours: hours, CoverageCost } = Coverage ?? {};
    const region = readAttribute(attributes, 'region');
    if (region === 'not-told') throw unusableCosts('answered with a coverage of no region');
    const all = readAmount(hours?.TotalRunningHours, 'hours');
    return {
      region,
      reservedHours: readAmount(hours?.ReservedHours, 'hours'),
      onDemandHours: readAmount(hours?.OnDemandHours, 'hours'),
      coveredPercent: readShare(hours?.CoverageHoursPercentage, all),
      onDemandCost: readAmount(CoverageCost?.OnDemandCost, 'a cost'),
    };
  });
}

/** @throws UnusableAnswer for a reservation without an id, or hours that cannot be read */
export function toReservationUtilisation({ Groups = [] }: UtilizationByTime): readonly ReservationUtilisation[] {
  return Groups.map(({ Value, Attributes: attributes, Utilization: used }) => {
    if (Value === undefined || Value === '') throw unusableCosts('answered with a reservation that has no id');
    return {
      region: readAttribute(attributes, 'region'),
      reservationId: Value,
      boughtHours: readAmount(used?.PurchasedHours, 'hours'),
      usedHours: readAmount(used?.TotalActualHours, 'hours'),
      unusedHours: readAmount(used?.UnusedHours, 'hours'),
      usedPercent: readAmount(used?.UtilizationPercentage, 'a utilisation'),
    };
  });
}

/** @throws UnusableAnswer for costs that cannot be read */
export function toSavingsPlansCoverage({ Attributes, Coverage }: WireSavingsPlansCoverage): SavingsPlansCoverage {
  const region = readAttribute(Attributes, 'region');
  if (region === 'not-told') throw unusableCosts('answered with a coverage of no region');
  const total = readAmount(Coverage?.TotalCost, 'a cost');
  return {
    region,
    covered: readAmount(Coverage?.SpendCoveredBySavingsPlans, 'a cost'),
    onDemand: readAmount(Coverage?.OnDemandCost, 'a cost'),
    total,
    coveredPercent: readShare(Coverage?.CoveragePercentage, total),
  };
}

/** @throws UnusableAnswer for commitments that cannot be read */
export function toSavingsPlansUtilisation({ Total }: GetSavingsPlansUtilizationResponse): SavingsPlansUtilisation {
  const used = Total?.Utilization;
  return {
    committed: readAmount(used?.TotalCommitment, 'a commitment'),
    used: readAmount(used?.UsedCommitment, 'a commitment'),
    unused: readAmount(used?.UnusedCommitment, 'a commitment'),
    usedPercent: readAmount(used?.UtilizationPercentage, 'a utilisation'),
  };
}
