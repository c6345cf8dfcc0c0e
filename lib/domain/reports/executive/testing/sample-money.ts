import type { CurrencyMoney, ReportedMoney } from '../report';
import { basisIn, decimalIn, moneyOf, type SampleFrame } from './sample-frame';

const spentMethod = 'unblended costs of all days that are billed, as Cost Explorer tells them, rounded up';
const resilienceMethod =
  'standby compute, replicated writes, storage copies, transfer between regions and tooling by usage type; shares of what is used for both are estimated';

const byWorkload: CurrencyMoney['byWorkload'] = [
  {
    workloadId: 'storefront',
    workloadName: 'Storefront',
    spent: decimalIn('7811.204'),
    resilience: decimalIn('2904.1'),
  },
  {
    workloadId: 'checkout',
    workloadName: 'Checkout',
    spent: decimalIn('4120.8831'),
    resilience: decimalIn('1712.006'),
  },
  { workloadId: 'catalog', workloadName: 'Catalog', spent: decimalIn('2307.11'), resilience: decimalIn('811.9') },
  {
    workloadId: 'eu-accounts',
    workloadName: 'EU accounts',
    spent: decimalIn('1960.4'),
    resilience: decimalIn('604.004'),
  },
  { workloadId: 'media', workloadName: 'Media', spent: decimalIn('771.02'), resilience: decimalIn('118.6') },
  { workloadId: 'archive', workloadName: 'Archive', spent: decimalIn('237.2451'), resilience: decimalIn('53.5') },
];

const budgets: CurrencyMoney['budgets'] = [
  { id: 'fleet', of: 'the fleet', amount: decimalIn('20000'), state: 'nearly-spent', because: '' },
  { id: 'media', of: 'Media', amount: decimalIn('700'), state: 'over', because: '' },
];

/** One account billed in US dollars. */
export function sampleMoney(frame: SampleFrame, isClosed: boolean): ReportedMoney {
  const billedDays = isClosed ? 31 : 17;
  return {
    currencies: [
      {
        currency: 'USD',
        accounts: ['111122223333'],
        spent: moneyOf(basisIn(frame, spentMethod), isClosed ? 'billed' : 'billed-so-far', '18412.3622'),
        forecast: isClosed
          ? 'none'
          : moneyOf(
              basisIn(frame, 'what AWS forecasts for the days that are left, with what is billed'),
              'estimated',
              '31090.12',
            ),
        change: {
          ...basisIn(frame, 'the same days of both months, each billed in whole; rounded up'),
          state: 'known',
          now: decimalIn('18412.3622'),
          before: decimalIn('17660.4'),
          percent: 4.3,
          days: billedDays,
          daysBefore: isClosed ? 30 : billedDays,
        },
        resilience: moneyOf(basisIn(frame, resilienceMethod), 'estimated', '6204.11'),
        coverage: { billedDays, days: isClosed ? 31 : 30, missing: [] },
        byWorkload,
        unassigned: decimalIn('1204.5'),
        budgets,
      },
    ],
    without: [],
  };
}

/** Two accounts that are billed in two currencies, and one of which nothing is read. */
export function moneyInTwoCurrencies(frame: SampleFrame): ReportedMoney {
  const { currencies } = sampleMoney(frame, true);
  const [dollars] = currencies;
  if (dollars === undefined) return { currencies, without: [] };
  const yuan: CurrencyMoney = {
    ...dollars,
    currency: 'CNY',
    accounts: ['444455556666'],
    spent: moneyOf(basisIn(frame, spentMethod), 'billed-so-far', '20100.005'),
    change: {
      ...basisIn(frame, 'the same days of both months'),
      state: 'not-comparable',
      because: 'no day is billed in whole in both months yet',
    },
    resilience: {
      ...basisIn(frame, resilienceMethod),
      state: 'not-known',
      because: 'usage types of account 444455556666 were not told',
    },
    coverage: { billedDays: 28, days: 31, missing: ['2026-10-12', '2026-10-13', '2026-10-14'] },
    byWorkload: dollars.byWorkload.slice(0, 2),
    unassigned: decimalIn('0'),
    budgets: [
      {
        id: 'china',
        of: 'account 444455556666',
        amount: decimalIn('25000'),
        state: 'not-measured',
        because: '3 days of the month are not known',
      },
    ],
  };
  return {
    currencies: [dollars, yuan],
    without: [{ accountId: '777788889999', because: 'Cost Explorer denied ce:GetCostAndUsage' }],
  };
}
