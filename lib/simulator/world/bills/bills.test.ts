import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDefaultFleet } from '../build-fleet';
import { defaultAccountId } from '../default-fleet';
import type { BilledAmount, BillLine } from './bill-line';

import { addAmounts, openBills } from './open-bills';
import { monthOf } from './quantity';

const now = Date.UTC(2026, 10, 20, 12);
const hourAt = (year: number, month: number, day = 1, hour = 0) => Date.UTC(year, month, day, hour) / 3_600_000;
const fleetBillLines = findDefaultFleet().accounts.get(defaultAccountId)?.billLines ?? [];

const openAt = (at: number, seed = 1) => openBills(seed, fleetBillLines, () => at);
const bills = openAt(now);
const totalOf = (lines: readonly BillLine[], from: number, to: number): BilledAmount =>
  addAmounts(lines.map((line) => bills.billed(line, from, to)));

const startHours = fc.integer({ min: hourAt(2025, 9), max: hourAt(2026, 10, 18) });
const groupKeys = fc.subarray(['service', 'region', 'usageType', 'workload', 'account', 'recordType'] as const, {
  minLength: 1,
});

describe('the bill', () => {
  it('has the same total however it is grouped and filtered', () => {
    fc.assert(
      fc.property(startHours, fc.integer({ min: 1, max: 60 }), groupKeys, (from, hours, keys) => {
        const groups = new Map<string, BillLine[]>();
        for (const line of fleetBillLines) {
          const key = JSON.stringify(keys.map((each) => line[each]));
          groups.set(key, [...(groups.get(key) ?? []), line]);
        }
        const parts = [...groups.values()].map((lines) => totalOf(lines, from, from + hours));
        expect(addAmounts(parts)).toEqual(totalOf(fleetBillLines, from, from + hours));
      }),
      { numRuns: 50 },
    );
  });

  it('adds hours up to days and days up to months exactly', () => {
    fc.assert(
      fc.property(startHours, fc.constantFrom(...fleetBillLines), (hour, line) => {
        const { from, to } = monthOf(hour);
        const month = bills.billed(line, from, to);
        const days: BilledAmount[] = [];
        for (let day = from; day < to; day += 24) days.push(bills.billed(line, day, day + 24));
        const hours: BilledAmount[] = [];
        for (let each = from; each < to; each += 1) hours.push(bills.billed(line, each, each + 1));
        expect(addAmounts(days)).toEqual(month);
        expect(addAmounts(hours)).toEqual(month);
        expect(bills.billed(line, from, hour).nanoUsd + bills.billed(line, hour, to).nanoUsd).toBe(month.nanoUsd);
      }),
      { numRuns: 60 },
    );
  });

  it('stays within the integers that numbers hold exactly', () => {
    const month = totalOf(fleetBillLines, hourAt(2026, 9), hourAt(2026, 10));
    expect(Number.isSafeInteger(month.nanoUsd * 14)).toBe(true);
    expect(Number.isSafeInteger(month.microUnits * 14)).toBe(true);
  });

  it('follows from the seed and the hour, not from when it is asked', () => {
    const line = fleetBillLines.find((each) => each.course.kind === 'demand');
    if (line === undefined) throw new Error('something follows demand');
    const [from, to] = [hourAt(2026, 2, 3), hourAt(2026, 2, 19, 5)];
    expect(openAt(now + 86_400_000 * 30).billed(line, from, to)).toEqual(bills.billed(line, from, to));
    expect(openAt(now, 2).billed(line, from, to)).not.toEqual(bills.billed(line, from, to));
  });

  it('arrives a day late', () => {
    expect(bills.arrivedUntil()).toBe(hourAt(2026, 10, 19, 12));
  });

  it('charges a month the same for what costs so much a month, whatever its length', () => {
    const line = fleetBillLines.find((each) => each.service === 'AWS Secrets Manager' && each.region === 'us-east-1');
    if (line === undefined) throw new Error('checkout has secrets');
    for (const month of [1, 2, 3]) {
      const { nanoUsd } = bills.billed(line, hourAt(2026, month), hourAt(2026, month + 1));
      expect(Math.round(nanoUsd / 1e6) / 1e3).toBe(0.4);
    }
  });

  it('costs the fleet a plausible sum, most of it in the busiest region', () => {
    const [from, to] = [hourAt(2026, 9), hourAt(2026, 10)];
    const usd = totalOf(fleetBillLines, from, to).nanoUsd / 1e9;
    expect(usd).toBeGreaterThan(8_000);
    expect(usd).toBeLessThan(60_000);
    const of = (region: string) =>
      totalOf(
        fleetBillLines.filter((line) => line.region === region),
        from,
        to,
      ).nanoUsd;
    for (const region of ['us-west-2', 'eu-central-1', 'ap-southeast-1']) {
      expect(of(region)).toBeLessThan(of('us-east-1'));
      expect(of(region)).toBeGreaterThan(0);
    }
  });

  it('lets the sender of inter-region transfer pay and the receiver see the same bytes for nothing', () => {
    const sent = fleetBillLines.filter((line) => /-AWS-Out-Bytes$/.test(line.usageType));
    const received = fleetBillLines.filter((line) => /-AWS-In-Bytes$/.test(line.usageType));
    expect(sent.map((line) => line.usageType)).toContain('USE1-USW2-AWS-Out-Bytes');
    expect(received).toHaveLength(sent.length);
    expect(sent.every((line) => line.priceUsd > 0)).toBe(true);
    expect(received.every((line) => line.priceUsd === 0)).toBe(true);
    const units = (lines: readonly BillLine[]) => totalOf(lines, hourAt(2026, 9), hourAt(2026, 10)).microUnits;
    expect(units(received)).toBe(units(sent));
  });

  it('is of the one account of the fleet', () => {
    expect(bills.lines(defaultAccountId)).toHaveLength(fleetBillLines.length);
    expect(bills.lines('999999999999')).toEqual([]);
  });
});
