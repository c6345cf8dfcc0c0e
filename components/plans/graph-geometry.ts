import type { GraphLayout } from '@/lib/recovery/pages/lay-out-graph';

/** Lengths down the picture, in CSS pixels. */
export interface GraphLengths {
  readonly node: number;
  readonly gap: number;
  /** Room for the title of a band, above its first layer. */
  readonly bandTitle: number;
}

export interface GraphGeometry {
  readonly height: number;
  /** Top of each layer. */
  readonly tops: readonly number[];
  /** Top of the title of each band. */
  readonly bandTops: readonly { readonly id: string; readonly title: string; readonly top: number }[];
  /** Lines as paths in a box 1000 wide and `height` high. */
  readonly paths: readonly { readonly id: string; readonly from: string; readonly to: string; readonly d: string }[];
}

/** Where the layers of a graph stand on the page, and the lines between its steps. */
export function measureGraph(layout: GraphLayout, { node, gap, bandTitle }: GraphLengths): GraphGeometry {
  const tops: number[] = [];
  const bandTops: { id: string; title: string; top: number }[] = [];
  let at = 0;
  for (let layer = 0; layer < layout.layers; layer += 1) {
    for (const { id, title } of layout.bands.filter((band) => band.layer === layer)) {
      bandTops.push({ id, title, top: at });
      at += bandTitle;
    }
    tops.push(at);
    at += node + gap;
  }
  const topOf = (layer: number): number => {
    const top = tops[layer];
    if (top === undefined) throw new Error(`The graph has no layer ${layer}.`);
    return top;
  };
  return {
    height: layout.layers === 0 ? 0 : at - gap,
    tops,
    bandTops,
    paths: layout.edges.map(({ from, to, way }) => ({ id: `${from} ${to}`, from, to, d: pathOf(way, topOf, node) })),
  };
}

/** Straight past the layers between, and in a curve from one to the next. */
function pathOf(way: GraphLayout['edges'][number]['way'], topOf: (layer: number) => number, node: number): string {
  const x = (center: number) => (center * 1000).toFixed(1);
  return way
    .map(({ layer, center }, index) => {
      const top = topOf(layer);
      const before = way[index - 1];
      if (before === undefined) return `M${x(center)} ${top + node}`;
      const start = topOf(before.layer) + node;
      const middle = (start + top) / 2;
      const curve = `C${x(before.center)} ${middle} ${x(center)} ${middle} ${x(center)} ${top}`;
      return index === way.length - 1 ? curve : `${curve} L${x(center)} ${top + node}`;
    })
    .join(' ');
}
