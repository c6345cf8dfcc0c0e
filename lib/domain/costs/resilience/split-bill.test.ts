import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sumAmounts, toAmounts } from '../amounts';
import { type Decimal, parseDecimal, sumDecimals } from '../decimal';
import type { CostLine } from '../types';
import { namePurpose } from './name-purpose';
import { splitBill } from './split-bill';

const checkout = {
  id: 'checkout',
  regions: [
    { region: 'us-east-1', role: 'primary' },
    { region: 'us-west-2', role: 'standby' },
  ],
} as const;

const storefront = {
  id: 'storefront',
  regions: ['us-east-1', 'eu-west-1'].map((region) => ({ region, role: 'active' as const })),
};

function decimal(text: string): Decimal {
  const value = parseDecimal(text);
  if (value === 'unreadable') throw new Error(`Not a decimal: ${text}`);
  return value;
}

function line(workload: string, usageType: string, amount: string): CostLine<'workload-usage-type'> {
  return { workload, usageType, amounts: toAmounts(() => decimal(amount)), quantity: 'several-units' };
}

describe('what a line is paid for', () => {
  test.each([
    ['BoxUsage:m6i.large', 'serving', 'us-east-1'],
    ['USW2-BoxUsage:m6i.large', 'standby-compute', 'us-west-2'],
    ['USW2-NatGateway-Hours', 'standby-compute', 'us-west-2'],
    ['USW2-InstanceUsage:db.r6g.large', 'standby-compute', 'us-west-2'],
    ['USW2-Aurora:StorageUsage', 'storage-copies', 'us-west-2'],
    ['USW2-Aurora:ReplicatedWriteIO', 'replicated-writes', 'us-west-2'],
    ['USW2-Requests-Tier1', 'replicated-writes', 'us-west-2'],
    ['ReplicatedWriteRequestUnits', 'replicated-writes', 'us-east-1'],
    ['Aurora:BackupUsage', 'storage-copies', 'us-east-1'],
    ['USW2-AWSSecretsManager-Secrets', 'storage-copies', 'us-west-2'],
    ['AWSSecretsManager-Secrets', 'serving', 'us-east-1'],
    ['USE1-USW2-AWS-Out-Bytes', 'inter-region-transfer', 'us-east-1'],
    ['USW2-USE1-AWS-In-Bytes', 'inter-region-transfer', 'us-west-2'],
    ['Health-Check-AWS', 'tooling', 'global'],
    ['Recovery-Control-Cluster-Hours', 'tooling', 'global'],
    ['DNS-Queries', 'serving', 'global'],
    ['EU-DataTransfer-Out-Bytes', 'serving', 'eu-west-1'],
    ['EUC1-BoxUsage:m6i.large', 'unassigned', 'eu-central-1'],
    ['USW2-QuantumLeap:Hours', 'unassigned', 'us-west-2'],
  ] as const)('%s of a workload with its standby in us-west-2 is %s', (usageType, purpose, region) => {
    expect(namePurpose(usageType, checkout)).toMatchObject({ purpose, region });
  });

  test('an active region serves: its compute is no price of resilience, what it writes again is', () => {
    expect(namePurpose('EU-BoxUsage:m6i.large', storefront).purpose).toBe('serving');
    expect(namePurpose('EU-ReplicatedWriteRequestUnits', storefront).purpose).toBe('replicated-writes');
  });
});

describe('a bill split by workload', () => {
  const bill = [
    line('checkout', 'BoxUsage:m6i.large', '100.10'),
    line('checkout', 'USW2-BoxUsage:m6i.large', '30.000000001'),
    line('checkout', 'USW2-Mystery', '0.5'),
    line('untagged', 'HostedZone', '0.5'),
    line('former', 'BoxUsage:m6i.large', '7'),
    line('untagged', 'Credit', '-20'),
  ];

  test('says what no workload has, by name, and spreads none of it', () => {
    const split = splitBill(bill, [checkout, storefront], 'unblended');
    expect(split.workloads).toMatchObject([
      { workloadId: 'checkout', total: '130.600000001', resilience: '30.000000001', parts: { unassigned: '0.5' } },
    ]);
    expect(split.unassigned.map(({ workload, total }) => [workload, total])).toEqual([
      ['former', '7'],
      ['untagged', '-19.5'],
    ]);
    expect(split.total).toBe('118.100000001');
  });

  test('adds up exactly whatever is on it: parts to the workload, workloads and the rest to the bill', () => {
    const usageTypes = ['BoxUsage:a', 'USW2-BoxUsage:a', 'USE1-USW2-AWS-Out-Bytes', 'X', 'USW2-RDS:GP3-Storage', 'Tax'];
    const anyLine = fc
      .tuple(
        fc.constantFrom('checkout', 'storefront', 'untagged', 'gone'),
        fc.constantFrom(...usageTypes),
        fc.integer({ min: -(10 ** 12), max: 10 ** 14 }),
      )
      .map(([workload, usageType, nano]) => line(workload, usageType, `${nano}e-9`));
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 40 }), (lines) => {
        const split = splitBill(lines, [checkout, storefront], 'netAmortized');
        expect(split.total).toBe(sumAmounts(lines.map(({ amounts }) => amounts)).netAmortized);
        for (const workload of split.workloads) {
          expect(sumDecimals(Object.values(workload.parts))).toBe(workload.total);
          expect(sumDecimals(workload.lines.map(({ amount }) => amount))).toBe(workload.total);
        }
        const all = [...split.workloads, ...split.unassigned].map(({ total }) => total);
        expect(sumDecimals(all)).toBe(split.total);
      }),
    );
  });
});
