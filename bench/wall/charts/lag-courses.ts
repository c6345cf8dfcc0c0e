import type { Entity, LinkEntity } from '@/lib/domain/entities';
import type { EpochMs } from '@/lib/domain/time';

/** Points of a course; an hour of minutes. */
export const coursePoints = 60;

/** A link with the course of its lag, newest last: a new object only when the link has changed. */
export interface LagCourse {
  readonly link: LinkEntity;
  readonly points: readonly (readonly [EpochMs, number])[];
}

/** Keeps the newest points of every link's lag. */
export class LagCourses {
  #courses = new Map<string, LagCourse>();

  /** The courses after a reading of the fleet, in its order. */
  readonly take = (entities: readonly Entity[]): readonly LagCourse[] => {
    const courses = new Map<string, LagCourse>();
    for (const entity of entities) {
      if (entity.kind !== 'link') continue;
      const before = this.#courses.get(entity.id);
      courses.set(entity.id, before?.link === entity ? before : extend(before?.points ?? [], entity));
    }
    this.#courses = courses;
    return [...courses.values()];
  };
}

function extend(points: LagCourse['points'], link: LinkEntity): LagCourse {
  if (link.lag.state !== 'observed') return { link, points };
  return { link, points: [...points, [link.lag.measuredAt, link.lag.value] as const].slice(-coursePoints) };
}
