import type { BillLine, Course } from './bill-line';
import type { BillingDeclaration, ReservationDeclaration, SavingsPlanDeclaration } from './billing';
import { priceIn } from './list-prices';
import type { LineWriter } from './write-line';

const compute = 'Amazon Elastic Compute Cloud - Compute';
export const instanceType = 'm6i.large';
const runs = `BoxUsage:${instanceType}`;
const nothing = { kind: 'steady', perHour: 0 } as const;

const hoursPerYear = 365 * 24;

/**
 * A reservation: used hours cost nothing by themselves, the fee of the month is charged on its first day, or that of the
 * year on the day of the purchase. Spread out, used hours cost their part of the fee and what was not used the rest.
 */
function reservationLines({ regionalLine }: LineWriter, reservation: ReservationDeclaration): BillLine[] {
  const { workload, region, instances, saves, paidAheadOn } = reservation;
  const rateUsd = priceIn(region, 'instanceHour') * (1 - saves);
  const place = { service: compute, region, workload };
  const used = { place: `${workload}/${region}`, after: 0, most: instances };
  const fee = { ...place, workload: '' };
  const usage = regionalLine(place, runs, 'Hrs', 0, {
    course: { kind: 'steady', perHour: instances },
    follows: { instances: used },
  });
  const course: Course =
    paidAheadOn === undefined
      ? { kind: 'monthAhead', perHour: instances }
      : { kind: 'once', at: Date.parse(paidAheadOn) / 3_600_000, units: instances * hoursPerYear };
  const ahead = regionalLine(fee, `HeavyUsage:${instanceType}`, 'Hrs', rateUsd, course);
  const unused = regionalLine(fee, `HeavyUsage:${instanceType}`, 'Hrs', 0, {
    course: nothing,
    follows: { instances: used, unused: true },
  });
  return [
    { ...usage, recordType: 'DiscountedUsage', amortizedUsd: rateUsd },
    { ...ahead, recordType: paidAheadOn === undefined ? 'RIFee' : 'Fee', amortizedUsd: 0 },
    // A region that is lost has no usage on its bill, and the fee all the same.
    { ...unused, recordType: 'RIFee', amortizedUsd: rateUsd, unit: 'Unused Hrs' },
  ];
}

/**
 * A Savings Plan: covered hours stand at their list price, taken off again by a negation, and the commitment is charged by
 * the hour. Spread out, covered hours cost the plan's price and what of the commitment was not used the rest.
 */
function savingsPlanLines(writer: LineWriter, { covers, saves }: SavingsPlanDeclaration): BillLine[] {
  const fee = { service: 'Savings Plans for AWS Compute usage', region: 'global', workload: '' };
  const commitmentUsd = covers.reduce(
    (sum, { region, instances }) => sum + priceIn(region, 'instanceHour') * (1 - saves) * instances,
    0,
  );
  const commitment = {
    ...writer.globalLine({ ...fee, usageType: 'ComputeSP:1yrNoUpfront', unit: 'Hrs' }, commitmentUsd, {
      kind: 'steady',
      perHour: 1,
    }),
    recordType: 'SavingsPlanRecurringFee' as const,
    amortizedUsd: 0,
  };
  const covered = covers.flatMap(({ workload, region, instances }): BillLine[] => {
    const listUsd = priceIn(region, 'instanceHour');
    const rateUsd = listUsd * (1 - saves);
    const place = { service: compute, region, workload };
    const follows = { instances: { place: `${workload}/${region}`, after: 0, most: instances } };
    const course = { course: { kind: 'steady', perHour: instances }, follows } as const;
    const usage = writer.regionalLine(place, runs, 'Hrs', listUsd, course);
    const unused = writer.globalLine({ ...fee, usageType: 'ComputeSP:1yrNoUpfront', unit: 'Unused Hrs' }, 0, {
      course: nothing,
      follows: { ...follows, unused: true },
    });
    return [
      { ...usage, recordType: 'SavingsPlanCoveredUsage', amortizedUsd: rateUsd },
      { ...usage, recordType: 'SavingsPlanNegation', priceUsd: -listUsd, amortizedUsd: 0 },
      { ...unused, recordType: 'SavingsPlanRecurringFee', amortizedUsd: rateUsd },
    ];
  });
  return [commitment, ...covered];
}

/** What was committed to ahead, and what of it was used. A place has reservations or a plan, not both. */
export function commitmentLines(
  writer: LineWriter,
  { reservations = [], savingsPlans = [] }: BillingDeclaration,
): BillLine[] {
  return [
    ...reservations.flatMap((reservation) => reservationLines(writer, reservation)),
    ...savingsPlans.flatMap((plan) => savingsPlanLines(writer, plan)),
  ];
}

/** What is given back and what is taxed; neither is usage. */
export function settlementLines(writer: LineWriter, { refunds = [], taxUsd = 0 }: BillingDeclaration): BillLine[] {
  const tax = writer.globalLine(
    { service: 'Tax', region: 'NoRegion', workload: '', usageType: 'Tax', unit: 'Dollar' },
    taxUsd,
    { kind: 'monthStart', perMonth: 1 },
  );
  return [
    ...(taxUsd === 0 ? [] : [{ ...tax, recordType: 'Tax' as const }]),
    ...refunds.map(({ day, service, usd }) => ({
      ...writer.globalLine({ service, region: 'NoRegion', workload: '', usageType: 'Refund', unit: 'Dollar' }, -usd, {
        kind: 'once',
        at: Date.parse(day) / 3_600_000,
        units: 1,
      }),
      recordType: 'Refund' as const,
    })),
  ];
}
