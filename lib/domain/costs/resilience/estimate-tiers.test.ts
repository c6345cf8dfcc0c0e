import { describe, expect, test } from 'vitest';
import { decimal } from '../../testing/sample-bills';
import { toAmounts } from '../amounts';
import { subtractDecimals, sumDecimals } from '../decimal';
import type { CostLine } from '../types';
import { priceOfMinute } from './bought-minutes';
import { estimateTiers, usualAssumptions } from './estimate-tiers';
import { splitBill } from './split-bill';

const warm = {
  id: 'checkout',
  strategy: 'warm-standby' as const,
  regions: [
    { region: 'us-east-1', role: 'primary' as const },
    { region: 'us-west-2', role: 'standby' as const },
  ],
};

const active = {
  id: 'checkout',
  strategy: 'active-active' as const,
  regions: ['us-east-1', 'us-west-2'].map((region) => ({ region, role: 'active' as const })),
};

function line(usageType: string, amount: string): CostLine<'workload-usage-type'> {
  return { workload: 'checkout', usageType, amounts: toAmounts(() => decimal(amount)), quantity: 'several-units' };
}

const bill = [
  line('BoxUsage:m6i.large', '1000'),
  line('USW2-BoxUsage:m6i.large', '300'),
  line('InstanceUsage:db.r6g.large', '400'),
  line('USW2-InstanceUsage:db.r6g.large', '400'),
  line('Aurora:StorageUsage', '40'),
  line('USW2-Aurora:StorageUsage', '40'),
  line('USW2-Aurora:ReplicatedWriteIO', '20'),
  line('USE1-USW2-AWS-Out-Bytes', '10'),
  line('Health-Check-AWS', '2'),
];

function estimateOf(strategy: string, workload: typeof warm | typeof active, lines = bill, more = {}) {
  const [cost] = splitBill(lines, [workload], 'unblended').workloads;
  if (cost === undefined) throw new Error('No cost.');
  const estimates = estimateTiers(cost, workload, { ...usualAssumptions, ...more });
  if (estimates === 'none') throw new Error('No estimate.');
  const found = estimates.find((one) => one.strategy === strategy);
  if (found === undefined) throw new Error(`No ${strategy}.`);
  return found;
}

describe('what another strategy would cost', () => {
  test('of the one it has now is what the bill says, as long as the bill is as assumed', () => {
    const own = estimateOf('warm-standby', warm);
    expect(own).toMatchObject({ isOwn: true, resilience: '772', change: '0' });
    expect(own.parts).toMatchObject({ 'standby-compute': '700', 'storage-copies': '40', tooling: '2' });
  });

  test('goes up with the tier', () => {
    const totals = ['backup-restore', 'pilot-light', 'warm-standby', 'active-active'].map((strategy) =>
      Number(estimateOf(strategy, warm).resilience),
    );
    expect(totals).toEqual([30, 472, 772, 1472]);
  });

  test('names what the bill has nothing of to go by', () => {
    const bare = estimateOf('warm-standby', warm, [line('BoxUsage:m6i.large', '1000')]);
    expect(bare.unknown).toHaveLength(3);
    expect(bare.parts['inter-region-transfer']).toBe('0');
  });

  test('of active regions that run alike is what they cost now; one region alone needs the compute of all', () => {
    const both = [line('BoxUsage:m6i.large', '500'), line('USW2-BoxUsage:m6i.large', '500')];
    expect(estimateOf('active-active', active, both).change).toBe('0');
    expect(estimateOf('pilot-light', active, both)).toMatchObject({ serving: '1000', resilience: '0', change: '0' });
    expect(estimateOf('warm-standby', active, both)).toMatchObject({ serving: '1000', resilience: '300' });
  });

  test('follows its assumptions, and change is against the bill whatever they are', () => {
    const two = estimateOf('warm-standby', warm, bill, { copies: 2, warmPercent: 50 });
    expect(two.parts['standby-compute']).toBe('1800');
    expect(two.change).toBe(subtractDecimals(sumDecimals([two.serving, two.resilience]), decimal('2212')));
  });

  test('is not told where nothing on the bill serves', () => {
    const [cost] = splitBill([line('USW2-BoxUsage:m6i.large', '3')], [warm], 'unblended').workloads;
    expect(cost === undefined ? 'no cost' : estimateTiers(cost, warm, usualAssumptions)).toBe('none');
  });
});

describe('the price of a minute', () => {
  test('is the month over the whole minutes bought, and never told too low', () => {
    expect(priceOfMinute(decimal('1435'), 330, 86_400)).toEqual({
      state: 'known',
      minutes: 1434,
      perMinute: expect.stringMatching(/^1\.0006/),
    });
  });

  test('does not exist where nothing was bought', () => {
    expect(priceOfMinute(decimal('1435'), 90_000, 86_400)).toEqual({ state: 'none-bought' });
  });
});
