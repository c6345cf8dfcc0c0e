import type { PlanStep } from '@/lib/domain/recovery/plan';
import { ancestorsOf } from '../rules/step-graph';

/** Steps in the bands they are drawn in, each band below the one before. */
export interface GraphBand {
  readonly id: string;
  readonly title: string;
  readonly steps: readonly Pick<PlanStep, 'id' | 'after'>[];
}

/** Where a step stands: its layer from the top, and its middle and share of the width, between 0 and 1. */
export interface GraphNode {
  readonly id: string;
  readonly layer: number;
  readonly center: number;
  readonly share: number;
}

/** An order between two steps as a way from layer to layer; it ends at the layer of the later one. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly way: readonly { readonly layer: number; readonly center: number }[];
}

export interface GraphLayout {
  readonly layers: number;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** The first layer of each band; none where the bands cannot stand below each other. */
  readonly bands: readonly { readonly id: string; readonly title: string; readonly layer: number }[];
}

type Step = GraphBand['steps'][number];

/**
 * Places steps in layers, each below all it waits for, and draws only the orders that do not follow from others. What
 * waits for itself is placed last and without the orders that cannot be drawn downwards: a plan with an error is shown
 * too. Deterministic.
 */
export function layOutGraph(bands: readonly GraphBand[]): GraphLayout {
  const steps = bands.flatMap((band) => band.steps);
  const ordered = layerSteps(bands);
  const { layerOf, isBanded } = ordered;
  const ancestors = ancestorsOf(steps);
  const edges = steps.flatMap((step) => directOrders(step, ancestors).map((from) => ({ from, to: step.id })));
  const drawn = edges.filter(({ from, to }) => placed(layerOf, from) < placed(layerOf, to));
  const layers = steps.length === 0 ? 0 : Math.max(...layerOf.values()) + 1;
  const places = placeLayers(steps, drawn, layerOf, layers);
  const centerOf = (key: string) => places.get(key)?.center ?? 0.5;
  return {
    layers,
    nodes: steps.map(({ id }) => ({
      id,
      layer: placed(layerOf, id),
      center: centerOf(id),
      share: places.get(id)?.share ?? 1,
    })),
    edges: drawn.map(({ from, to }) => {
      const [first, last] = [placed(layerOf, from), placed(layerOf, to)];
      const between = range(first + 1, last).map((layer) => ({ layer, center: centerOf(passKey(from, to, layer)) }));
      const way = [{ layer: first, center: centerOf(from) }, ...between, { layer: last, center: centerOf(to) }];
      return { from, to, way };
    }),
    bands: isBanded
      ? bands
          .filter((band) => band.steps.length > 0)
          .map(({ id, title, steps: own }) => ({
            id,
            title,
            layer: Math.min(...own.map((step) => placed(layerOf, step.id))),
          }))
      : [],
  };
}

/** Below everything it waits for and below the bands before; without bands where those would wait for a later one. */
function layerSteps(bands: readonly GraphBand[]): { layerOf: ReadonlyMap<string, number>; isBanded: boolean } {
  const banded = new Map<string, number>();
  for (const { steps } of bands) {
    const floor = banded.size === 0 ? 0 : Math.max(...banded.values()) + 1;
    fillLayers(banded, steps, floor, new Set([...banded.keys(), ...steps.map(({ id }) => id)]));
  }
  const all = bands.flatMap(({ steps }) => steps);
  const isBanded = all.every(({ id, after }) =>
    after.every((other) => !banded.has(other) || placed(banded, other) < placed(banded, id)),
  );
  if (isBanded) return { layerOf: banded, isBanded };
  const free = new Map<string, number>();
  fillLayers(free, all, 0, new Set(all.map(({ id }) => id)));
  return { layerOf: free, isBanded };
}

function fillLayers(
  layerOf: Map<string, number>,
  steps: readonly Step[],
  floor: number,
  known: ReadonlySet<string>,
): void {
  let left = [...steps];
  while (left.length > 0) {
    const ready = left.filter(({ after }) => after.every((id) => layerOf.has(id) || !known.has(id)));
    // What waits for itself comes last, one by one.
    const next = ready.length > 0 ? ready : left.slice(0, 1);
    for (const { id, after } of next) {
      const before = after.flatMap((other) => layerOf.get(other) ?? []);
      layerOf.set(id, Math.max(floor, ...before.map((layer) => layer + 1)));
    }
    left = left.filter(({ id }) => !layerOf.has(id));
  }
}

/** The steps it waits for that no other one of them waits for already. */
function directOrders({ id, after }: Step, ancestors: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  const known = [...new Set(after)].filter((other) => ancestors.has(other) && other !== id);
  return known.filter((other) => !known.some((third) => third !== other && ancestors.get(third)?.has(other) === true));
}

/** Beside a step, an order that only passes by needs little room. */
const passShare = 0.12;

interface Place {
  readonly center: number;
  readonly share: number;
}

/** From the top down, each layer in the order of what leads to it, so that few lines cross. */
function placeLayers(
  steps: readonly Step[],
  edges: readonly { readonly from: string; readonly to: string }[],
  layerOf: ReadonlyMap<string, number>,
  layers: number,
): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const layer of range(0, layers)) {
    const own = steps
      .filter(({ id }) => layerOf.get(id) === layer)
      .map(({ id }) => ({ key: id, weight: 1, comesFrom: edges.filter(({ to }) => to === id) }));
    const passing = edges
      .filter(({ from, to }) => placed(layerOf, from) < layer && layer < placed(layerOf, to))
      .map((edge) => ({ key: passKey(edge.from, edge.to, layer), weight: passShare, comesFrom: [edge] }));
    const pulled = [...own, ...passing].map((item) => ({
      ...item,
      pull: mean(item.comesFrom.map(({ from, to }) => centerAbove(places, from, to, layer))),
    }));
    pulled.sort((a, b) => a.pull - b.pull);
    const total = pulled.reduce((sum, { weight }) => sum + weight, 0);
    let left = 0;
    for (const { key, weight } of pulled) {
      places.set(key, { center: (left + weight / 2) / total, share: weight / total });
      left += weight;
    }
  }
  return places;
}

function centerAbove(places: ReadonlyMap<string, Place>, from: string, to: string, layer: number): number {
  const above = places.get(passKey(from, to, layer - 1)) ?? places.get(from);
  return above?.center ?? 0.5;
}

/** The layer of a step that has been given one, which is every step of the plan. */
function placed(layerOf: ReadonlyMap<string, number>, id: string): number {
  const layer = layerOf.get(id);
  if (layer === undefined) throw new Error(`The step "${id}" was given no layer.`);
  return layer;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0.5 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function passKey(from: string, to: string, layer: number): string {
  return JSON.stringify([from, to, layer]);
}

function range(from: number, until: number): readonly number[] {
  return Array.from({ length: Math.max(0, until - from) }, (_, index) => from + index);
}
