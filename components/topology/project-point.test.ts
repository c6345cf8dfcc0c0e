import { geoNaturalEarth1 } from 'd3-geo';
import { describe, expect, it } from 'vitest';
import { projectPoint } from './project-point';

const drawn = geoNaturalEarth1().rotate([-11, 0]).scale(178).translate([500, 240]);

describe('projectPoint', () => {
  it('puts regions where the drawn land is, so that a region never floats in the sea', () => {
    for (const [longitude, latitude] of [
      [-77.4, 38.9],
      [-119.7, 45.8],
      [8.7, 50.1],
      [103.8, 1.35],
      [-6.3, 53.3],
      [174.7, -36.8],
      [179.9, 10],
    ] as const) {
      const [x, y] = drawn([longitude, latitude]) ?? [0, 0];
      const point = projectPoint(longitude, latitude);
      expect(point.x).toBeCloseTo(x, 3);
      expect(point.y).toBeCloseTo(y, 3);
    }
  });
});
