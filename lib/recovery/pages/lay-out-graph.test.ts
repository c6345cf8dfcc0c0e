import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ancestorsOf } from '../rules/step-graph';
import { type GraphBand, layOutGraph } from './lay-out-graph';

const band = (id: string, ...steps: readonly [id: string, ...after: string[]][]): GraphBand => ({
  id,
  title: id,
  steps: steps.map(([step, ...after]) => ({ id: step, after })),
});

test('a step stands below everything it waits for, and orders that follow from others are not drawn', () => {
  const layout = layOutGraph([band('all', ['a'], ['b', 'a'], ['c', 'a', 'b'])]);
  expect(layout.nodes.map(({ id, layer }) => [id, layer])).toEqual([
    ['a', 0],
    ['b', 1],
    ['c', 2],
  ]);
  expect(layout.edges.map(({ from, to }) => `${from}>${to}`)).toEqual(['a>b', 'b>c']);
});

test('a workflow stands below the one before it, also where nothing makes it wait', () => {
  const layout = layOutGraph([band('first', ['a'], ['b', 'a']), band('second', ['c'])]);
  expect(layout.bands).toEqual([
    { id: 'first', title: 'first', layer: 0 },
    { id: 'second', title: 'second', layer: 2 },
  ]);
});

test('workflows that wait for later ones are drawn without bands, in an order that holds', () => {
  const layout = layOutGraph([band('first', ['a', 'b']), band('second', ['b'])]);
  expect(layout.bands).toEqual([]);
  expect(layout.nodes.map(({ id, layer }) => [id, layer])).toEqual([
    ['a', 1],
    ['b', 0],
  ]);
});

test('an order over several layers gets a way of its own past the steps between', () => {
  const layout = layOutGraph([band('all', ['a'], ['b', 'a'], ['c', 'b'], ['d', 'c'], ['e'], ['f', 'e', 'd'])]);
  const long = layout.edges.find(({ from }) => from === 'e');
  expect(long?.way.map(({ layer }) => layer)).toEqual([0, 1, 2, 3, 4]);
});

test('steps that wait for each other are shown all the same', () => {
  const layout = layOutGraph([band('all', ['a', 'b'], ['b', 'a'], ['c'])]);
  expect(new Set(layout.nodes.map(({ id }) => id))).toEqual(new Set(['a', 'b', 'c']));
});

test('nothing to draw is an empty picture', () => {
  expect(layOutGraph([])).toEqual({ layers: 0, nodes: [], edges: [], bands: [] });
});

const plans = fc
  .array(fc.array(fc.nat(40), { maxLength: 4 }), { minLength: 1, maxLength: 30 })
  .map((raw) => raw.map((after, index) => ({ id: `s${index}`, after: after.map((at) => `s${at % (index + 1)}`) })))
  .map((steps) => steps.map((step) => ({ ...step, after: step.after.filter((id) => id !== step.id) })));

test('whatever the plan: every order is kept downwards, and no two steps of a layer overlap', () => {
  fc.assert(
    fc.property(plans, fc.nat(29), (steps, cut) => {
      const layout = layOutGraph([
        { id: '1', title: '1', steps: steps.slice(0, cut) },
        { id: '2', title: '2', steps: steps.slice(cut) },
      ]);
      const nodeOf = new Map(layout.nodes.map((node) => [node.id, node]));
      expect(nodeOf.size).toBe(steps.length);
      for (const { id, after } of steps) {
        for (const other of after) expect(nodeOf.get(other)?.layer).toBeLessThan(nodeOf.get(id)?.layer ?? -1);
      }
      for (const layer of new Set(layout.nodes.map((node) => node.layer))) {
        const row = layout.nodes.filter((node) => node.layer === layer).sort((a, b) => a.center - b.center);
        for (const [index, node] of row.entries()) {
          const right = row[index + 1];
          if (right !== undefined) {
            expect(node.center + node.share / 2).toBeLessThanOrEqual(right.center - right.share / 2 + 1e-9);
          }
        }
      }
      // What is drawn still says all that was written.
      const drawn = steps.map(({ id }) => ({
        id,
        after: layout.edges.filter(({ to }) => to === id).map(({ from }) => from),
      }));
      const before = ancestorsOf(steps);
      for (const [id, all] of ancestorsOf(drawn)) expect(all).toEqual(before.get(id));
    }),
  );
});
