import { describe, expect, it } from 'vitest';
import { buildFleet } from '../build-fleet';
import { defaultAccountId, defaultFleet } from '../default-fleet';
import { openWorld } from '../open-world';
import { birthOfTests, pass, worldFolder } from '../testing-worlds';
import type { World } from '../types';
import { type BilledAmount, type BillLine, usageRecords } from './bill-line';
import { addAmounts } from './open-bills';

const hourMs = 3_600_000;
/** 09:00 of the day on which the world is born at half past. */
const birthHour = Math.floor(birthOfTests / hourMs);

function open(folder?: string) {
  const opened = { seed: 1, now: birthOfTests, ...(folder === undefined ? {} : { folder }) };
  return openWorld(opened);
}

function billedIn(world: World, wanted: (line: BillLine) => boolean, from: number, to = from + 1): BilledAmount {
  const lines = world.bills.lines(defaultAccountId).filter(wanted);
  return addAmounts(lines.map((line) => world.bills.billed(line, from, to)));
}

const isUsageIn = (region: string) => (line: BillLine) =>
  line.region === region && usageRecords.includes(line.recordType);
const isBox = (place: string) => (line: BillLine) =>
  `${line.workload}/${line.region}` === place && line.usageType.includes('BoxUsage') && line.recordType === 'Usage';

/** Half past nine, a region lost for two whole hours from ten on, and calm until the end of the day. */
function lose(world: World, region: string): void {
  pass(world, 1800);
  world.injectFault({ kind: 'region-outage', region });
  pass(world, 2 * 3600);
  world.healFaults({});
  pass(world, 12 * 3600);
}

describe('the bill of a region that is lost', () => {
  const world = open();
  lose(world, 'us-east-1');
  const calm = open();
  pass(calm, 15 * 3600);
  const lostHour = birthHour + 1;

  it('has no usage there while it is lost, and all of it before and after', () => {
    const usage = isUsageIn('us-east-1');
    expect(billedIn(world, usage, lostHour, lostHour + 2)).toEqual({
      nanoUsd: 0,
      amortizedNanoUsd: 0,
      netNanoUsd: 0,
      netAmortizedNanoUsd: 0,
      microUnits: 0,
    });
    expect(billedIn(world, usage, lostHour - 1)).toEqual(billedIn(calm, usage, lostHour - 1));
    expect(billedIn(world, usage, lostHour + 8)).toEqual(billedIn(calm, usage, lostHour + 8));
  });

  it('has what users cost where they are served instead, and nothing sent to the lost region', () => {
    const out = (line: BillLine) => line.region === 'us-west-2' && line.usageType === 'USW2-DataTransfer-Out-Bytes';
    expect(billedIn(world, out, lostHour + 1).nanoUsd).toBeGreaterThan(billedIn(calm, out, lostHour + 1).nanoUsd * 1.2);
    const pair = (line: BillLine) => line.usageType === 'USW2-USE1-AWS-Out-Bytes';
    expect(billedIn(calm, pair, lostHour + 1).nanoUsd).toBeGreaterThan(0);
    expect(billedIn(world, pair, lostHour + 1).nanoUsd).toBe(0);
  });

  it('charges for what was reserved there whether it ran or not', () => {
    const reserved = (line: BillLine) => ['DiscountedUsage', 'RIFee'].includes(line.recordType);
    expect(billedIn(world, reserved, lostHour).amortizedNanoUsd).toBe(
      billedIn(calm, reserved, lostHour).amortizedNanoUsd,
    );
    const unused = (line: BillLine) => line.recordType === 'RIFee' && line.unit === 'Unused Hrs';
    expect(billedIn(world, unused, lostHour).microUnits).toBe(5e6);
    expect(billedIn(calm, unused, lostHour).microUnits).toBe(0);
  });

  it('adds hours up to days exactly, and stays as it is once it is past', () => {
    const day = Math.floor(lostHour / 24);
    for (const line of world.bills.lines(defaultAccountId)) {
      const hours = Array.from({ length: 24 }, (_, hour) =>
        world.bills.billed(line, day * 24 + hour, day * 24 + hour + 1),
      );
      expect(addAmounts(hours)).toEqual(world.bills.billed(line, day * 24, day * 24 + 24));
    }
  });
});

describe('the bill of what people change', () => {
  it('has instances that were added by the hour, on demand', () => {
    const world = open();
    pass(world, 1800);
    const group = world
      .autoScalingGroups('us-west-2', defaultAccountId)
      .find(({ workload }) => workload === 'checkout');
    world.changeGroup({ arn: group?.arn ?? '', desired: 6 });
    pass(world, 3 * 3600);
    const box = isBox('checkout/us-west-2');
    expect(billedIn(world, box, birthHour).microUnits).toBe(2e6);
    expect(billedIn(world, box, birthHour + 2).microUnits).toBe(6e6);
  });

  it('moves a database’s replication with its writer, who pays for what it sends', () => {
    const world = open();
    pass(world, 1800);
    world.changeDatabase({ kind: 'switchover', resource: 'checkout-global', target: 'us-west-2' });
    pass(world, 4 * 3600);
    const sent = (usageType: string) => (line: BillLine) =>
      line.usageType === usageType && line.workload === 'checkout' && line.service.includes('Relational');
    expect(billedIn(world, sent('USE1-USW2-AWS-Out-Bytes'), birthHour + 3).nanoUsd).toBe(0);
    expect(billedIn(world, sent('USW2-USE1-AWS-Out-Bytes'), birthHour + 3).nanoUsd).toBeGreaterThan(0);
  });

  it('is the same after the world was closed and opened again', () => {
    const folder = worldFolder();
    const world = open(folder);
    lose(world, 'us-west-2');
    const day = Math.floor(birthHour / 24) * 24;
    const before = billedIn(world, () => true, day, day + 24);
    world.close();
    const again = openWorld({ seed: 1, now: birthOfTests + 15 * hourMs, folder });
    expect(billedIn(again, () => true, day, day + 24)).toEqual(before);
    again.close();
  });
});

describe('the bases of a bill', () => {
  const world = open();
  const [from, to] = [Date.UTC(2026, 3, 1) / hourMs, Date.UTC(2026, 4, 1) / hourMs];
  const of = (wanted: (line: BillLine) => boolean) => billedIn(world, wanted, from, to);

  it('tell the same money of a month otherwise: what is paid ahead is spread over what it covers', () => {
    const all = of(() => true);
    expect(all.amortizedNanoUsd).not.toBe(all.nanoUsd);
    const paidMonthly = of(
      ({ recordType, workload }) =>
        recordType === 'RIFee' || (recordType === 'DiscountedUsage' && workload === 'checkout'),
    );
    expect(paidMonthly.nanoUsd).toBeGreaterThan(0);
    expect(Math.abs(paidMonthly.amortizedNanoUsd - paidMonthly.nanoUsd)).toBeLessThan(1e5);
    const paidAhead = of(({ recordType, workload }) => recordType === 'DiscountedUsage' && workload === 'media');
    expect(paidAhead.nanoUsd).toBe(0);
    expect(paidAhead.amortizedNanoUsd).toBeGreaterThan(0);
    const inPlans = of(({ recordType }) => recordType.startsWith('SavingsPlan'));
    expect(inPlans.nanoUsd).toBeGreaterThan(0);
    expect(Math.abs(inPlans.amortizedNanoUsd - inPlans.nanoUsd)).toBeLessThan(1e5);
  });

  it('are less by the discount on usage, and by nothing on tax, credits and refunds', () => {
    const usage = of(({ recordType }) => usageRecords.includes(recordType));
    expect(usage.netNanoUsd / usage.nanoUsd).toBeGreaterThan(0.959);
    expect(usage.netNanoUsd / usage.nanoUsd).toBeLessThan(0.962);
    const others = of(({ recordType }) => recordType === 'Tax' || recordType === 'Credit');
    expect(others.netNanoUsd).toBe(others.nanoUsd);
    expect(of(({ recordType }) => recordType === 'Credit').nanoUsd).toBe(-100e9);
  });

  it('give a refund back once', () => {
    const refunds = ({ recordType }: BillLine) => recordType === 'Refund';
    const september = Date.UTC(2026, 8, 1) / hourMs;
    expect(billedIn(world, refunds, september, september + 30 * 24).nanoUsd).toBe(-41.37e9);
    expect(of(refunds).nanoUsd).toBe(0);
  });
});

describe('a bill with days missing', () => {
  it('has nothing of those days, and the days around them as ever', () => {
    const [account] = defaultFleet.accounts;
    if (account === undefined) throw new Error('the fleet has an account');
    const billing = { ...account.billing, missingDays: ['2026-05-03'] };
    const world = openWorld({
      seed: 1,
      now: birthOfTests,
      fleet: buildFleet({ ...defaultFleet, accounts: [{ ...account, billing }] }),
    });
    const day = Date.UTC(2026, 4, 3) / hourMs;
    expect(billedIn(world, () => true, day, day + 24).nanoUsd).toBe(0);
    expect(billedIn(world, () => true, day - 24, day + 48)).toEqual(
      addAmounts([billedIn(open(), () => true, day - 24, day), billedIn(open(), () => true, day + 24, day + 48)]),
    );
  });

  it('refuses to commit to more than runs', () => {
    const [account] = defaultFleet.accounts;
    const reservations = [{ id: 'r-1', workload: 'checkout', region: 'us-west-2', instances: 3, saves: 0.3 }];
    expect(() =>
      buildFleet({ ...defaultFleet, accounts: [{ id: account?.id ?? '', name: 'a', billing: { reservations } }] }),
    ).toThrow('checkout/us-west-2');
  });
});
