import type { BillLine, Course } from './bill-line';
import { minutesPerHour, presenceIn, type UnusualHour } from './unusual-hour';

const feeCourses: readonly Course['kind'][] = ['monthStart', 'monthAhead', 'once'];

/**
 * How much of a line is used in an unusual hour.
 *
 * @param calm what it would be if nothing had happened; of a role, what it would be if the region had it
 * @param perUnit what the course says for one unit in an average hour: the users' day
 */
export function followHour(line: BillLine, hour: UnusualHour, calm: number, perUnit: () => number): number {
  // A fee is due whatever happens.
  if (feeCourses.includes(line.course.kind)) return calm;
  const { instances, users, role, peer, unused } = line.follows ?? {};
  let quantity = calm;
  if (users !== undefined) {
    const gained = (hour.users?.[users.place] ?? 0) / minutesPerHour;
    if (gained !== 0) quantity = Math.max(0, quantity + gained * users.allPerHour * perUnit());
  }
  if (role !== undefined) quantity *= roleShare(role, hour);
  const up = presenceIn(hour, line.region) * (peer === undefined ? 1 : presenceIn(hour, peer));
  if (instances === undefined) return quantity * up;
  if (unused === undefined) return followInstances(instances, hour, quantity) * up;
  // What was committed to runs when all is as configured.
  const committed = instances.most ?? 0;
  const region = instances.place.slice(instances.place.indexOf('/') + 1);
  return Math.max(0, committed - followInstances(instances, hour, committed) * presenceIn(hour, region));
}

/** Whether the line counts at all when everything is as configured: a role that another region has does not. */
export function isAtRest({ follows }: BillLine): boolean {
  const { role, unused } = follows ?? {};
  if (unused !== undefined) return true;
  return role !== undefined && !holdsWhenCalm(role);
}

type Role = NonNullable<NonNullable<BillLine['follows']>['role']>;

function holdsWhenCalm({ is, asConfigured }: Role): boolean {
  return is === 'writer' ? asConfigured : !asConfigured;
}

function roleShare({ database, region, is, asConfigured }: Role, hour: UnusualHour): number {
  const elsewhere = hour.writers?.[database] ?? {};
  const away = Object.values(elsewhere).reduce((sum, minutes) => sum + minutes, 0);
  const asWriter = asConfigured ? minutesPerHour - away : (elsewhere[region] ?? 0);
  const share = Math.min(1, Math.max(0, asWriter / minutesPerHour));
  return is === 'writer' ? share : 1 - share;
}

type Instances = NonNullable<NonNullable<BillLine['follows']>['instances']>;

/** Instance-hours that the line is of while its region is there. */
function followInstances(
  { place, after, most = Number.POSITIVE_INFINITY }: Instances,
  hour: UnusualHour,
  configured: number,
): number {
  const changed = hour.instances?.[place];
  if (changed === undefined || changed.minutes === 0) return configured;
  const covered = Math.min(most, Math.max(0, changed.sum / changed.minutes - after));
  return ((minutesPerHour - changed.minutes) * configured + changed.minutes * covered) / minutesPerHour;
}
