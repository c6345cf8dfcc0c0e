import type { AccountBill, Month } from '../report/choose-month';
import { shiftMonth } from '../report/choose-month';
import { periodsOf } from '../report/compare-months';
import { type CostQuery, dimensionsOf, findCut } from '../report/cost-query';
import { selectLines, type ToldLine } from '../report/select-lines';
import type { CostLine, RecordType } from '../types';
import type { Cell } from './write-csv';

/**
 * Columns of FOCUS 1.2 that Cost Explorer tells (focus.finops.org), and after them our own, marked `x_` as FOCUS asks.
 * Columns it has no word of, such as prices, SKUs and the payer, are left out rather than filled.
 */
export const focusColumns = [
  'BilledCost',
  'BillingCurrency',
  'BillingPeriodEnd',
  'BillingPeriodStart',
  'ChargeCategory',
  'ChargePeriodEnd',
  'ChargePeriodStart',
  'ConsumedQuantity',
  'ConsumedUnit',
  'EffectiveCost',
  'InvoiceIssuerName',
  'ProviderName',
  'PublisherName',
  'RegionId',
  'ServiceName',
  'SubAccountId',
  'Tags',
  'x_UsageType',
  'x_RecordType',
  'x_UnblendedCost',
  'x_AmortizedCost',
  'x_Estimated',
] as const;

/** What FOCUS calls the kinds of charges of a bill. */
const categories: Readonly<Record<string, string>> = {
  Usage: 'Usage',
  DiscountedUsage: 'Usage',
  SavingsPlanCoveredUsage: 'Usage',
  SavingsPlanNegation: 'Usage',
  SavingsPlanRecurringFee: 'Purchase',
  SavingsPlanUpfrontFee: 'Purchase',
  RIFee: 'Purchase',
  Fee: 'Purchase',
  Recurring: 'Purchase',
  Upfront: 'Purchase',
  Tax: 'Tax',
  Credit: 'Credit',
  Refund: 'Credit',
};

/** Words of AWS for what lies in no region. */
const placeless = new Set(['global', 'NoRegion', '']);

/** Rows of a month by the day, or by the month where only that is kept, of the one cut that tells what is asked. */
export function toFocusRows(
  bills: readonly AccountBill[],
  month: Month,
  query: CostQuery,
): readonly (readonly Cell[])[] | 'not-told' {
  const cut = findCut(dimensionsOf(query));
  if (cut === 'none') return 'not-told';
  const billing = { from: `${month}-01`, until: `${shiftMonth(month, 1)}-01` };
  return bills.flatMap((bill) =>
    periodsOf([bill], month).flatMap((one) =>
      selectLines([one], cut, query.filters).map((line) => {
        const { from, until, estimated } = one.period;
        return toRow(line, { currency: bill.bill.currency, billing, from, until, estimated });
      }),
    ),
  );
}

interface Charged {
  readonly currency: string;
  readonly billing: { readonly from: string; readonly until: string };
  readonly from: string;
  readonly until: string;
  readonly estimated: boolean;
}

function toRow(line: ToldLine, { currency, billing, from, until, estimated }: Charged): readonly Cell[] {
  const { amounts, region, service, workload, usageType, recordType, accountId } = line;
  const quantity = quantityOf(line);
  return [
    // FOCUS wants both after all discounts: what is invoiced, and the same with commitments spread over their time.
    { number: amounts.netUnblended },
    { text: currency },
    day(billing.until),
    day(billing.from),
    textOr(recordType === undefined ? undefined : categoryOf(recordType)),
    day(until),
    day(from),
    quantity === 'none' ? 'none' : { number: quantity.amount },
    quantity === 'none' ? 'none' : { text: quantity.unit },
    { number: amounts.netAmortized },
    { text: 'AWS' },
    { text: 'AWS' },
    { text: 'AWS' },
    textOr(region === undefined || placeless.has(region) ? undefined : region),
    textOr(service),
    { text: accountId },
    textOr(workload === undefined || workload === 'untagged' ? undefined : JSON.stringify({ workload })),
    textOr(usageType),
    textOr(recordType),
    { number: amounts.unblended },
    { number: amounts.amortized },
    { text: String(estimated) },
  ];
}

/** `Adjustment` for what FOCUS has no other word for. */
function categoryOf(recordType: RecordType): string {
  return Object.hasOwn(categories, recordType) ? (categories[recordType] ?? 'Adjustment') : 'Adjustment';
}

function quantityOf(line: ToldLine) {
  const quantity = (line as Partial<Pick<CostLine<'workload-usage-type'>, 'quantity'>>).quantity ?? 'several-units';
  return typeof quantity === 'string' ? ('none' as const) : quantity;
}

function day(date: string): Cell {
  return { text: `${date}T00:00:00Z` };
}

function textOr(text: string | undefined): Cell {
  return text === undefined ? 'none' : { text };
}
