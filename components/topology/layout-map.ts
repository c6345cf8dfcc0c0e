import type { LinkView, RegionView } from '@/lib/domain/overview/types';
import { healthStates } from '@/lib/domain/vocabulary';
import { pairOf } from './choose-links';
import { type Arc, drawArc, pointOnArc } from './draw-arc';
import { type Box, type LabelRequest, type Obstacles, placeLabels } from './place-labels';
import { type Point, projectPoint, worldHeight, worldWidth } from './project-point';

export interface PlacedRegion {
  readonly region: RegionView;
  readonly at: Point;
  /** `none` when the map has no room for it; the list of regions has it. */
  readonly label: Box | 'none';
}

export interface PlacedLink {
  readonly link: LinkView;
  readonly arc: Arc;
}

/** All links between two regions; the map labels the worst of them only. */
export interface PlacedPair {
  readonly id: string;
  readonly links: readonly PlacedLink[];
  readonly worst: PlacedLink;
  readonly label: Box | 'none';
  /** From the label to the arc it speaks of, when it had to stand apart. */
  readonly leader: { readonly from: Point; readonly to: Point } | 'none';
}

type UnlabelledPair = Omit<PlacedPair, 'label' | 'leader'>;

export interface MapLayout {
  readonly width: number;
  readonly height: number;
  readonly regions: readonly PlacedRegion[];
  readonly pairs: readonly PlacedPair[];
  /** Whether region labels have room for the reason of a state. */
  readonly roomy: boolean;
}

/** Under this width, in CSS pixels, arcs carry no text: the table below has it. */
export const narrowMap = 740;
/** Regions up to which all labels usually have room. */
const mostSteadyLabels = 12;
/** Code, word and the reason of the state. */
const regionLabel = { width: 130, height: 50 };
/** Code and word only, where there is no room for more. */
const shortRegionLabel = { width: 96, height: 34 };
/** Room for an icon, an arrow and a lag with its age; the same for all, so that labels stay when states change. */
const pairLabel = { width: 92, height: 18 };

/**
 * Places everything on a map of a width in CSS pixels. `rankOf` tells how bad a link is, 0 the worst; places depend on
 * the regions and links there are and, in a fleet of few regions, not on their states.
 */
export function layoutMap(
  width: number,
  regions: readonly RegionView[],
  links: readonly LinkView[],
  rankOf: (link: LinkView) => number,
): MapLayout {
  const scale = width / worldWidth;
  const height = worldHeight * scale;
  const places = new Map(regions.map((region) => [region.code, scaled(region, scale)]));
  const pairs = pairLinks(links).map((pair) => placePair(pair, places, rankOf));
  const obstacles: Obstacles = {
    bounds: { x: 2, y: 2, width: width - 4, height: height - 4 },
    boxes: [...places.values()].map((at) => ({ x: at.x - 9, y: at.y - 9, width: 18, height: 18 })),
    points: pairs.flatMap(({ links: placed }) => placed.flatMap(({ arc }) => samples.map((t) => pointOnArc(arc, t)))),
  };
  const ofPairs = width < narrowMap ? [] : pairs.map(pairRequest);
  const place = (size: Size) => placeLabels([...regionRequests(regions, places, size), ...ofPairs], obstacles);
  const full = place(regionLabel);
  const roomy = width >= narrowMap && full.size === regions.length + pairs.length;
  const labels = roomy ? full : place(shortRegionLabel);
  return {
    width,
    height,
    regions: regions.map((region) => ({
      region,
      at: places.get(region.code) ?? { x: 0, y: 0 },
      label: labels.get(region.code) ?? 'none',
    })),
    pairs: pairs.map((pair) => labelled(pair, labels.get(pair.id) ?? 'none')),
    roomy,
  };
}

const samples = Array.from({ length: 25 }, (_, step) => step / 24);
const alongArc = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82];

function scaled(region: RegionView, scale: number): Point {
  const { x, y } = projectPoint(region.longitude, region.latitude);
  return { x: x * scale, y: y * scale };
}

/** Links by the two regions they join, whatever their direction; in a fixed order. */
function pairLinks(links: readonly LinkView[]): readonly { id: string; links: readonly LinkView[] }[] {
  const pairs = new Map<string, LinkView[]>();
  for (const link of [...links].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const id = pairOf(link);
    pairs.set(id, [...(pairs.get(id) ?? []), link]);
  }
  return [...pairs].map(([id, joined]) => ({ id, links: joined }));
}

function placePair(
  pair: { id: string; links: readonly LinkView[] },
  places: ReadonlyMap<string, Point>,
  rankOf: (link: LinkView) => number,
): UnlabelledPair {
  const links = pair.links.map((link, lane) => ({
    link,
    arc: drawArc(places.get(link.source) ?? { x: 0, y: 0 }, places.get(link.target) ?? { x: 0, y: 0 }, lane),
  }));
  const worst = links.reduce((a, b) => (isWorse(b.link, a.link, rankOf) ? b : a));
  return { id: pair.id, links, worst };
}

function isWorse(a: LinkView, b: LinkView, rankOf: (link: LinkView) => number): boolean {
  const [rankA, rankB] = [rankOf(a), rankOf(b)];
  if (rankA !== rankB) return rankA < rankB;
  return lagOf(a) > lagOf(b);
}

/** For comparing only: what was not measured is worse than any measured lag. */
function lagOf({ loss }: LinkView): number {
  return loss.measured.state === 'known' ? loss.measured.seconds : Number.POSITIVE_INFINITY;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function regionRequests(
  regions: readonly RegionView[],
  places: ReadonlyMap<string, Point>,
  size: Size,
): LabelRequest[] {
  return inTurn(regions).map((region) => ({
    id: region.code,
    ...size,
    candidates: aroundMark(places.get(region.code) ?? { x: 0, y: 0 }, size),
  }));
}

/** Where not every label has room, what is wrong is named first; in a small fleet no label moves with a state. */
function inTurn(regions: readonly RegionView[]): readonly RegionView[] {
  if (regions.length <= mostSteadyLabels) return regions;
  const rank = ({ health }: RegionView) => healthStates.indexOf(health.state);
  return [...regions].sort((a, b) => rank(a) - rank(b));
}

function aroundMark(at: Point, { width, height }: Size): Point[] {
  const [right, down] = [width / 2 + 13, height / 2 + 12];
  return [
    { x: at.x, y: at.y + down },
    { x: at.x + right, y: at.y + height / 2 - 9 },
    { x: at.x - right, y: at.y + height / 2 - 9 },
    { x: at.x - right, y: at.y - 8 },
    { x: at.x + right, y: at.y - 8 },
    { x: at.x, y: at.y - down },
    { x: at.x - right, y: at.y + down },
    { x: at.x + right, y: at.y + down },
    { x: at.x - right, y: at.y - down },
    { x: at.x + right, y: at.y - down },
  ];
}

/** A label further than this from its arc, in CSS pixels, needs a line to it. */
const nearEnough = 12;

function labelled(pair: UnlabelledPair, label: Box | 'none'): PlacedPair {
  if (label === 'none') return { ...pair, label, leader: 'none' };
  const from = { x: label.x + label.width / 2, y: label.y + label.height / 2 };
  const to = samples
    .map((t) => pointOnArc(pair.worst.arc, t))
    .reduce((a, b) => (distance(from, b) < distance(from, a) ? b : a));
  return { ...pair, label, leader: distance(from, to) > nearEnough ? { from, to } : 'none' };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function pairRequest(pair: UnlabelledPair): LabelRequest {
  const onArc = pair.links.flatMap(({ arc }) => alongArc.map((t) => pointOnArc(arc, t)));
  const beside = [-14, 14, -30, 30, -46, 46].flatMap((dy) => onArc.map(({ x, y }) => ({ x, y: y + dy })));
  return { id: pair.id, ...pairLabel, candidates: [...onArc, ...beside] };
}
