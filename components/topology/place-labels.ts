import type { Point } from './project-point';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What must be placed: a label of a size, and where it may stand, best place first (centres). */
export interface LabelRequest {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly candidates: readonly Point[];
}

export interface Obstacles {
  /** The drawing; no label leaves it. */
  readonly bounds: Box;
  /** What no label may cover. */
  readonly boxes: readonly Box[];
  /** What labels should cover as little as possible. */
  readonly points: readonly Point[];
}

/** Space kept between labels, in CSS pixels. */
const gap = 3;
const collisionCost = 10_000;
const coverCost = 2;

/**
 * Places labels one after the other, each at the candidate that collides least; requests that come first have the better
 * choice. The result depends on sizes and places only, so labels stay where they are when states change. A label that
 * collides everywhere is left out: the caller says elsewhere what it would have said.
 */
export function placeLabels(requests: readonly LabelRequest[], obstacles: Obstacles): ReadonlyMap<string, Box> {
  const placed = new Map<string, Box>();
  const taken = [...obstacles.boxes];
  for (const request of requests) {
    const best = bestPlace(request, taken, obstacles);
    if (best === 'none') continue;
    placed.set(request.id, best);
    taken.push(best);
  }
  return placed;
}

function bestPlace(request: LabelRequest, taken: readonly Box[], obstacles: Obstacles): Box | 'none' {
  let best: Box | 'none' = 'none';
  let lowest = collisionCost;
  request.candidates.forEach((centre, rank) => {
    const box = {
      x: centre.x - request.width / 2,
      y: centre.y - request.height / 2,
      width: request.width,
      height: request.height,
    };
    const cost = costOf(box, taken, obstacles) + rank;
    if (cost >= lowest) return;
    best = box;
    lowest = cost;
  });
  return best;
}

function costOf(box: Box, taken: readonly Box[], { bounds, points }: Obstacles): number {
  const outside =
    box.x < bounds.x ||
    box.y < bounds.y ||
    box.x + box.width > bounds.x + bounds.width ||
    box.y + box.height > bounds.y + bounds.height;
  if (outside || taken.some((other) => overlaps(box, other))) return collisionCost;
  return points.filter((point) => covers(box, point)).length * coverCost;
}

/** Whether two boxes are closer than the gap. */
export function overlaps(a: Box, b: Box): boolean {
  return (
    a.x < b.x + b.width + gap && b.x < a.x + a.width + gap && a.y < b.y + b.height + gap && b.y < a.y + a.height + gap
  );
}

function covers(box: Box, point: Point): boolean {
  return point.x >= box.x && point.x <= box.x + box.width && point.y >= box.y && point.y <= box.y + box.height;
}
