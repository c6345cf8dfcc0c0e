import type { BillLine, Course, Follows } from './bill-line';
import type { BilledDemand } from './billed-demand';
import { transferCode, transferPrice, usageTypeIn } from './list-prices';

/** Writes the lines of one account's bill. */
export interface LineWriter {
  readonly accountId: string;
  /** A line of usage in a region; the usage type gets the region's prefix. */
  regionalLine(
    place: { readonly service: string; readonly region: string; readonly workload: string },
    usageType: string,
    unit: string,
    priceUsd: number,
    course: Course | FollowedCourse,
  ): BillLine;
  /** A line of what belongs to no region, or to all: `region` is AWS's word for it. */
  globalLine(
    usage: {
      readonly service: string;
      readonly region: string;
      readonly workload: string;
      readonly usageType: string;
      readonly unit: string;
    },
    priceUsd: number,
    course: Course | FollowedCourse,
  ): BillLine;
  /** Both ends of what one region sends another, in GB: the sender pays, and the receiver's line costs nothing. */
  transferLines(
    place: { readonly service: string; readonly workload: string },
    from: string,
    to: string,
    course: Course | FollowedCourse,
  ): BillLine[];
}

/** A course, and what changes it when something happens. */
export interface FollowedCourse {
  readonly course: Course;
  readonly follows: Follows;
}

function split(given: Course | FollowedCourse): { readonly course: Course; readonly follows?: Follows } {
  return 'course' in given ? given : { course: given };
}

/** Opens the bill of an account for writing. */
export function openWriter(accountId: string): LineWriter {
  return {
    accountId,
    regionalLine: (place, usageType, unit, priceUsd, course) => ({
      account: accountId,
      recordType: 'Usage',
      ...place,
      usageType: usageTypeIn(place.region, usageType),
      unit,
      priceUsd,
      ...split(course),
    }),
    globalLine: (usage, priceUsd, course) => ({
      account: accountId,
      recordType: 'Usage',
      ...usage,
      priceUsd,
      ...split(course),
    }),
    transferLines(place, from, to, course) {
      const pair = (here: string, there: string) => `${transferCode(here)}-${transferCode(there)}-AWS`;
      const stream = `transfer:${place.service}|${place.workload}|${from}>${to}`;
      const given = split(course);
      const line = (peer: string) => ({
        ...{ account: accountId, recordType: 'Usage' as const, unit: 'GB', stream, ...place },
        ...{ course: given.course, follows: { ...given.follows, peer } },
      });
      return [
        { ...line(to), region: from, usageType: `${pair(from, to)}-Out-Bytes`, priceUsd: transferPrice(from) },
        { ...line(from), region: to, usageType: `${pair(to, from)}-In-Bytes`, priceUsd: 0 },
      ];
    },
  };
}

/** A course that follows the users served in a region: `perRequest` units for each of their requests. */
export function perRequest(demand: BilledDemand, units: number): FollowedCourse {
  return followUsers(demand, demand.requests * units, demand.all.requests * units);
}

/** A course that follows the writes of the users served in a region: `perWrite` units for each of them. */
export function perWrite(demand: BilledDemand, units: number): FollowedCourse {
  return followUsers(demand, demand.writes * units, demand.all.writes * units);
}

function followUsers({ place, utcOffsetHours }: BilledDemand, perHour: number, allPerHour: number): FollowedCourse {
  return {
    course: { kind: 'demand', perHour, utcOffsetHours },
    follows: place === 'everywhere' ? {} : { users: { place, allPerHour } },
  };
}
