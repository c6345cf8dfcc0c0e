import { type Amounts, toAmounts } from '../costs/amounts';
import { addDays } from '../costs/days';
import { parseDecimal } from '../costs/decimal';
import type { BilledPeriod, Day } from '../costs/types';

/** The same amount on every basis. @throws Error for a text that is no decimal */
export function amountsOf(text: string): Amounts {
  const amount = parseDecimal(text);
  if (amount === 'unreadable') throw new Error(`${text} is no amount.`);
  return toAmounts(() => amount);
}

/** A day of a bill: two workloads in two regions, and a credit that belongs to nobody. */
export function sampleDay(from: Day, more: Partial<BilledPeriod> = {}): BilledPeriod {
  const line = (amount: string) => ({ amounts: amountsOf(amount), quantity: 'not-told' as const });
  const used = (amount: string, unit: string) => ({
    amounts: amountsOf(amount),
    quantity: { amount: amountsOf('3').unblended, unit },
  });
  return {
    from,
    until: addDays(from, 1),
    total: amountsOf('8.5'),
    estimated: true,
    readAt: Date.parse(addDays(from, 10)),
    checkedAt: Date.parse(addDays(from, 10)),
    lines: {
      'region-record-type': [
        { region: 'us-east-1', recordType: 'Usage', ...line('7') },
        { region: 'us-west-2', recordType: 'Usage', ...line('2') },
        { region: 'NoRegion', recordType: 'Credit', ...line('-0.5') },
      ],
      'region-service': [
        { region: 'us-east-1', service: 'Amazon DynamoDB', ...line('7') },
        { region: 'us-west-2', service: 'EC2 - Other', ...line('2') },
        { region: 'NoRegion', service: 'AWS Support (Business)', ...line('-0.5') },
      ],
      'workload-region': [
        { workload: 'checkout', region: 'us-east-1', ...line('4') },
        { workload: 'catalog', region: 'us-east-1', ...line('3') },
        { workload: 'checkout', region: 'us-west-2', ...line('2') },
        { workload: 'untagged', region: 'NoRegion', ...line('-0.5') },
      ],
      'workload-usage-type': [
        { workload: 'checkout', usageType: 'WriteRequestUnits', ...used('4', '1M WriteRequestUnits') },
        { workload: 'checkout', usageType: 'USE1-USW2-AWS-Out-Bytes', ...used('2', 'GB') },
        { workload: 'catalog', usageType: 'WriteRequestUnits', ...used('3', '1M WriteRequestUnits') },
        { workload: 'untagged', usageType: 'Credit', ...used('-0.5', 'Dollar') },
      ],
    },
    ...more,
  };
}
