import { describe, expect, it } from 'vitest';
import { overlaps, placeLabels } from './place-labels';

const bounds = { x: 0, y: 0, width: 200, height: 100 };

describe('placeLabels', () => {
  it('moves a label whose best place is taken, so that no two labels collide', () => {
    const candidates = [
      { x: 50, y: 50 },
      { x: 150, y: 50 },
    ];
    const placed = placeLabels(
      [
        { id: 'a', width: 60, height: 20, candidates },
        { id: 'b', width: 60, height: 20, candidates },
      ],
      { bounds, boxes: [], points: [] },
    );
    const [a, b] = [placed.get('a'), placed.get('b')];
    if (a === undefined || b === undefined) throw new Error('both labels have a place');
    expect(overlaps(a, b)).toBe(false);
  });

  it('leaves a label out rather than over another one or outside of the drawing', () => {
    const placed = placeLabels(
      [
        { id: 'covered', width: 60, height: 20, candidates: [{ x: 50, y: 50 }] },
        { id: 'outside', width: 60, height: 20, candidates: [{ x: 195, y: 50 }] },
      ],
      { bounds, boxes: [{ x: 40, y: 40, width: 20, height: 20 }], points: [] },
    );
    expect(placed.size).toBe(0);
  });

  it('prefers a place that covers no arc', () => {
    const placed = placeLabels(
      [
        {
          id: 'a',
          width: 40,
          height: 20,
          candidates: [
            { x: 50, y: 50 },
            { x: 150, y: 50 },
          ],
        },
      ],
      { bounds, boxes: [], points: [{ x: 50, y: 50 }] },
    );
    expect(placed.get('a')?.x).toBe(130);
  });
});
