import type { DateInterval } from '@aws-sdk/client-cost-explorer';
import type { EpochHour } from '../../world/bills/bill-line';
import { monthOf } from '../../world/bills/quantity';
import { billExpired, dataUnavailable, invalidRequest } from './refuse';

const hourMs = 3_600_000;
const keptMonths = 13;
const keptHourlyDays = 14;

export type Granularity = 'HOURLY' | 'DAILY' | 'MONTHLY';

/** Hours from `from` (inclusive) to `to` (exclusive). */
export interface Period {
  readonly from: EpochHour;
  readonly to: EpochHour;
}

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;
const secondPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/**
 * The hours of an asked period. Days are `2026-11-01`; hourly requests take `2026-11-01T00:00:00Z`.
 * @throws AwsError ValidationException
 */
export function readPeriod(interval: DateInterval, granularity: Granularity): Period {
  const from = readHour('Start', interval.Start, granularity);
  const to = readHour('End', interval.End, granularity);
  if (!(from < to)) throw invalidRequest('Start date (and hour) should be before end date (and hour)');
  return { from, to };
}

function readHour(name: 'Start' | 'End', text: string | undefined, granularity: Granularity): EpochHour {
  const isHourly = granularity === 'HOURLY';
  const value = Date.parse(text ?? '');
  if (!(isHourly ? secondPattern : dayPattern).test(text ?? '') || !isSameMoment(value, text ?? '')) {
    const format = isHourly ? "yyyy-MM-dd'T'HH:mm:ssZ" : 'yyyy-MM-dd';
    throw invalidRequest(`${name} time ${text} is invalid. Valid format is: ${format}.`);
  }
  return Math.floor(value / hourMs);
}

/** 30 February parses in some engines: a date must come back as it was written. */
function isSameMoment(value: number, text: string): boolean {
  return Number.isFinite(value) && new Date(value).toISOString().startsWith(text.replace(/:\d\dZ$|Z$/, ''));
}

/**
 * Refuses periods of which nothing is kept: before the thirteen months that precede this one, hours more than two weeks
 * ago, and what begins in the future.
 * @throws AwsError BillExpirationException, DataUnavailableException, ValidationException
 */
export function checkKept(period: Period, granularity: Granularity, now: number): void {
  const date = new Date(now);
  const oldest = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - keptMonths, 1) / hourMs;
  if (period.from < oldest) throw billExpired();
  if (period.from * hourMs > now) {
    throw dataUnavailable(
      'Data is not available. Please try to adjust the time period. If just enabled Cost Explorer, data might not be ingested yet',
    );
  }
  const oldestHour = Math.floor(now / (24 * hourMs)) * 24 - keptHourlyDays * 24;
  if (granularity === 'HOURLY' && period.from < oldestHour) {
    throw invalidRequest(`Hourly data are available for the last ${keptHourlyDays} days only.`);
  }
}

/** Cuts a period at the borders of its days, months or hours; the first and the last part may be shorter. */
export function splitPeriod(period: Period, granularity: Granularity): Period[] {
  const parts: Period[] = [];
  for (let from = period.from; from < period.to; ) {
    const to = Math.min(period.to, endOfPart(from, granularity));
    parts.push({ from, to });
    from = to;
  }
  return parts;
}

function endOfPart(hour: EpochHour, granularity: Granularity): EpochHour {
  if (granularity === 'HOURLY') return hour + 1;
  return granularity === 'DAILY' ? (Math.floor(hour / 24) + 1) * 24 : monthOf(hour).to;
}

/** A period as the answer states it. */
export function toInterval({ from, to }: Period, granularity: Granularity): DateInterval {
  const write = (hour: EpochHour) => {
    const text = new Date(hour * hourMs).toISOString();
    return granularity === 'HOURLY' ? text.replace('.000', '') : text.slice(0, 10);
  };
  return { Start: write(from), End: write(to) };
}
