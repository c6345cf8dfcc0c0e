import { unitAt } from '../seeded-random';
import type { BillLine, EpochHour } from './bill-line';

const hourMs = 3_600_000;
const dayMs = 86_400_000;
const growthPerYear = 0.14;
const yearMs = 365.25 * dayMs;
const growthOrigin = Date.UTC(2026, 0, 1);
const weekendShare = 0.78;
const busiestLocalHour = 15;

interface Month {
  readonly from: EpochHour;
  readonly to: EpochHour;
}

// Hours are asked one after the other: nearly always the month is that of the question before.
let lastMonth: Month = { from: 0, to: 0 };

/** The whole month (UTC) that an hour lies in, by the hours of its beginning and its end. */
export function monthOf(hour: EpochHour): Month {
  if (hour >= lastMonth.from && hour < lastMonth.to) return lastMonth;
  const date = new Date(hour * hourMs);
  lastMonth = {
    from: Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / hourMs,
    to: Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / hourMs,
  };
  return lastMonth;
}

/**
 * How much of a line is used in an hour, in its units: a pure function of the seed (by `key`, the line's stream of
 * randomness) and the hour, so that any hour of any year can be asked again.
 */
export function quantityOf({ course }: BillLine, key: number, hour: EpochHour): number {
  switch (course.kind) {
    case 'steady':
      return course.perHour;
    case 'monthly':
      return course.perMonth / hoursIn(hour);
    case 'stored':
      return (course.perMonth * growthAt(hour)) / hoursIn(hour);
    case 'monthStart':
      return monthOf(hour).from === hour ? course.perMonth : 0;
    case 'monthAhead':
      return monthOf(hour).from === hour ? course.perHour * hoursIn(hour) : 0;
    case 'once':
      return course.at === hour ? course.units : 0;
    case 'demand':
      // In the order of `fillDemandOfDay`: the last digit of a product depends on it.
      return (
        course.perHour * growthAt(hour) * busynessAt(hour + course.utcOffsetHours) * (0.93 + 0.14 * unitAt(key, hour))
      );
  }
}

/** What a course that follows users has in an hour for one unit in an average hour. */
export function demandAt(
  { utcOffsetHours }: Pick<DemandCourse, 'utcOffsetHours'>,
  key: number,
  hour: EpochHour,
): number {
  return growthAt(hour) * busynessAt(hour + utcOffsetHours) * (0.93 + 0.14 * unitAt(key, hour));
}

type DemandCourse = Extract<BillLine['course'], { readonly kind: 'demand' }>;

/** The quantities of a course that follows users, hour by hour through a day (days since 1970), into `hours`. */
export function fillDemandOfDay(course: DemandCourse, key: number, day: number, hours: Float64Array): void {
  const first = day * 24;
  const perHour = course.perHour * growthAt(first);
  for (let hour = 0; hour < 24; hour += 1) {
    hours[hour] =
      perHour * busynessAt(first + hour + course.utcOffsetHours) * (0.93 + 0.14 * unitAt(key, first + hour));
  }
}

function hoursIn(hour: EpochHour): number {
  const { from, to } = monthOf(hour);
  return to - from;
}

let lastDay = { number: Number.NaN, growth: 0 };

/** Grows in a straight line, day by day, and never below a third. */
function growthAt(hour: EpochHour): number {
  const number = Math.floor(hour / 24);
  if (number === lastDay.number) return lastDay.growth;
  const growth = Math.max(1 / 3, 1 + (growthPerYear * (number * dayMs - growthOrigin)) / yearMs);
  lastDay = { number, growth };
  return growth;
}

const daily = Array.from(
  { length: 24 },
  (_, hour) => 1 + 0.5 * Math.cos(((hour - busiestLocalHour) / 24) * 2 * Math.PI),
);

/** By hour of the week; 1 January 1970 was a Thursday. */
const weekly = Array.from({ length: 168 }, (_, hour) => {
  const weekday = (Math.floor(hour / 24) + 4) % 7;
  const share = weekday === 0 || weekday === 6 ? weekendShare : 1;
  return share * (daily[hour % 24] ?? 1);
});

function busynessAt(localHour: EpochHour): number {
  return weekly[localHour % 168] ?? 1;
}
