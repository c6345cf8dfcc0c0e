import { expect, test } from 'vitest';
import { layOutGraph } from '@/lib/recovery/pages/lay-out-graph';
import { measureGraph } from './graph-geometry';

const lengths = { node: 60, gap: 20, bandTitle: 30 };

test('layers stand below each other, and the title of a workflow above its first one', () => {
  const layout = layOutGraph([
    { id: 'a', title: 'First', steps: [{ id: 'one', after: [] }] },
    { id: 'b', title: 'Second', steps: [{ id: 'two', after: ['one'] }] },
  ]);
  const { tops, bandTops, height } = measureGraph(layout, lengths);
  expect(tops).toEqual([30, 140]);
  expect(bandTops.map(({ title, top }) => [title, top])).toEqual([
    ['First', 0],
    ['Second', 110],
  ]);
  expect(height).toBe(200);
});

test('a line begins below the earlier step and ends above the later one', () => {
  const layout = layOutGraph([
    {
      id: 'a',
      title: '',
      steps: [
        { id: 'one', after: [] },
        { id: 'two', after: ['one'] },
      ],
    },
  ]);
  const [path] = measureGraph(layout, lengths).paths;
  expect(path?.d).toBe('M500.0 90 C500.0 100 500.0 100 500.0 110');
});

test('nothing has no height', () => {
  expect(measureGraph(layOutGraph([]), lengths)).toEqual({ height: 0, tops: [], bandTops: [], paths: [] });
});
