'use client';

import { useEffect, useMemo, useRef, useState } from 'react';
import type { LinkView, RegionView } from '@/lib/domain/overview/types';
import { linkLook, rankOfTone } from '../status/link-look';
import { chooseLinks, countPairs } from './choose-links';
import { layoutMap } from './layout-map';
import { PairArcs, PairLabel } from './map-pair';
import { RegionMark } from './map-region';
import { PairDetail } from './pair-detail';

export interface WorldMapProps {
  readonly regions: readonly RegionView[];
  readonly links: readonly LinkView[];
}

/** The map's width before the browser has measured it, in CSS pixels. */
const assumedWidth = 880;

/** Regions where they are, with the replication between them: one arc per link, the worst lag of each pair as text. */
export function WorldMap({ regions, links }: WorldMapProps) {
  const { ref, width } = useMeasuredWidth();
  const [shown, setShown] = useState<string | 'none'>('none');
  const drawn = useMemo(() => chooseLinks(links, rankOf, rankOfTone('active')), [links]);
  const layout = useMemo(() => layoutMap(width, regions, drawn, rankOf), [width, regions, drawn]);
  const pair = layout.pairs.find(({ id }) => id === shown);
  return (
    <figure ref={ref} aria-label="World map of regions and replication" className="relative">
      <div aria-hidden="true" className="world-land absolute inset-x-0 top-0 aspect-[1000/370]" />
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: named by the figure; a title would be a tooltip over everything */}
      <svg viewBox={`0 0 ${layout.width} ${layout.height.toFixed(1)}`} className="relative block w-full">
        {layout.pairs.map((placed) => (
          <PairArcs key={placed.id} pair={placed} highlighted={placed.id === shown} />
        ))}
        {layout.regions.map((placed) => (
          <RegionMark key={placed.region.code} placed={placed} roomy={layout.roomy} />
        ))}
        {layout.pairs.map((placed) => (
          <PairLabel key={placed.id} pair={placed} onShow={setShown} />
        ))}
      </svg>
      <PairDetail pair={pair} pairCount={countPairs(links)} drawnCount={layout.pairs.length} linkCount={links.length} />
    </figure>
  );
}

function rankOf(link: LinkView): number {
  return rankOfTone(linkLook(link).tone);
}

function useMeasuredWidth() {
  const ref = useRef<HTMLElement>(null);
  const [width, setWidth] = useState(assumedWidth);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined && entry.contentRect.width > 0) setWidth(Math.round(entry.contentRect.width));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, width };
}
