'use client';

import { memo, useMemo } from 'react';
import type { CostFigure, CostsSceneView } from '@/lib/domain/wall/scenes/costs';
import { iconSize } from '@/lib/domain/wall/scenes/icon-room';
import { layOutCosts } from '@/lib/domain/wall/scenes/lay-out-costs';
import type { WallSizes } from '@/lib/domain/wall/text-sizes';
import { WallTile } from '../../status/wall-tile';
import { SceneBox } from './scene-box';
import { MoreLine, NothingLine } from './scene-lines';

export interface CostsSceneProps {
  readonly view: CostsSceneView;
  readonly sizes: WallSizes;
}

/** What today costs, as far as bills that come a day late can tell, and what the month has cost where. */
export function CostsScene({ view, sizes }: CostsSceneProps) {
  const layout = useMemo(() => layOutCosts(view, sizes), [view, sizes]);
  const { regionPx, amountPx } = layout;
  const lengths = useMemo(() => ({ '--columns': `${regionPx}px ${amountPx}px minmax(0, 1fr)` }), [regionPx, amountPx]);
  if (view.monthToDate.state === 'unknown') {
    return (
      <SceneBox name="Costs" sizes={sizes}>
        <NothingLine words={view.monthToDate.reason} says="unknown" iconPx={iconSize(sizes.figurePx)} />
      </SceneBox>
    );
  }
  return (
    <SceneBox name="Costs" sizes={sizes} lengths={lengths}>
      <div className="grid grid-cols-2 gap-(--wall-gap)">
        {layout.figures.map(({ head, figure }) => (
          <Figure key={head} head={head} {...figure} />
        ))}
      </div>
      <p className="whitespace-nowrap px-(--cell-x) text-ink-faint">{view.accounts}. AWS bills about a day late.</p>
      <ul aria-label="Costs by region" className="flex flex-col gap-(--wall-gap)">
        {layout.regions.map(({ region, words, share }) => (
          <li key={region}>
            <RegionCost region={region} words={words} share={share} />
          </li>
        ))}
      </ul>
      <MoreLine words={layout.more} />
      {layout.missing !== '' && (
        <WallTile tone="unknown" title={view.missing.join('; ')}>
          <p className="whitespace-nowrap">{layout.missing}</p>
        </WallTile>
      )}
    </SceneBox>
  );
}

function Figure(props: CostFigure & { readonly head: string }) {
  const { head, state } = props;
  return (
    <WallTile tone={state === 'known' ? 'normal' : 'unknown'}>
      <p className="whitespace-nowrap text-ink-muted">{head}</p>
      {props.state === 'known' ? (
        <>
          <p className="wall-figure whitespace-nowrap font-semibold">{props.words}</p>
          <p className="whitespace-nowrap text-ink-muted">{props.note}</p>
        </>
      ) : (
        <p>Not known. {props.reason}</p>
      )}
    </WallTile>
  );
}

interface RegionCostProps {
  readonly region: string;
  readonly words: string;
  readonly share: number;
}

const RegionCost = memo(function RegionCost({ region, words, share }: RegionCostProps) {
  return (
    <div className="grid items-center [grid-template-columns:var(--columns)]">
      <span className="whitespace-nowrap px-(--wall-pad)">{region}</span>
      <span className="wall-figure whitespace-nowrap px-(--wall-pad) text-right font-medium">{words}</span>
      <svg aria-hidden="true" className="block h-[0.5em] w-full">
        <rect width={`${(share * 100).toFixed(2)}%`} height="100%" className="fill-line-strong" />
      </svg>
    </div>
  );
});
