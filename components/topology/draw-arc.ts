import type { Point } from './project-point';

/** A curved link on the map, from the edge of one mark to the edge of another. */
export interface Arc {
  readonly from: Point;
  readonly control: Point;
  readonly to: Point;
}

/** Free space around a region's mark, in CSS pixels. */
const markRadius = 11;

/**
 * The arc of a link. `lane` counts the links between the same two regions from 0: each lane bends further, so that both
 * directions and parallel stores can be told apart.
 */
export function drawArc(source: Point, target: Point, lane: number): Arc {
  const dx = target.x - source.x;
  const dy = target.y - source.y;
  const distance = Math.max(1, Math.hypot(dx, dy));
  const bend = Math.max(18, distance * 0.16) + lane * Math.max(15, distance * 0.055);
  // Always to the upper side of the chord, whatever the direction: a pair's arcs nest instead of crossing.
  const side = dx >= 0 ? 1 : -1;
  const control = {
    x: (source.x + target.x) / 2 + (dy / distance) * bend * side,
    y: (source.y + target.y) / 2 - (dx / distance) * bend * side,
  };
  return { from: towards(source, control, markRadius), control, to: towards(target, control, markRadius) };
}

/** The point of an arc at `t` between 0 (source) and 1 (target). */
export function pointOnArc({ from, control, to }: Arc, t: number): Point {
  const u = 1 - t;
  return {
    x: u * u * from.x + 2 * u * t * control.x + t * t * to.x,
    y: u * u * from.y + 2 * u * t * control.y + t * t * to.y,
  };
}

/** SVG path of an arc. */
export function arcPath({ from, control, to }: Arc): string {
  return `M${at(from)}Q${at(control)} ${at(to)}`;
}

/** SVG path of the arrow head at an arc's target. */
export function arrowPath({ control, to }: Arc): string {
  const length = 7;
  const angle = Math.atan2(to.y - control.y, to.x - control.x);
  const back = (turn: number) => ({
    x: to.x - length * Math.cos(angle + turn),
    y: to.y - length * Math.sin(angle + turn),
  });
  return `M${at(to)}L${at(back(0.45))}L${at(back(-0.45))}Z`;
}

function towards(from: Point, to: Point, distance: number): Point {
  const length = Math.max(1, Math.hypot(to.x - from.x, to.y - from.y));
  return { x: from.x + ((to.x - from.x) / length) * distance, y: from.y + ((to.y - from.y) / length) * distance };
}

function at(point: Point): string {
  return `${point.x.toFixed(1)} ${point.y.toFixed(1)}`;
}
