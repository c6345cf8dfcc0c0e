'use client';

import { memo, useMemo } from 'react';
import { cellPad, iconRoom, iconSize } from '@/lib/domain/wall/scenes/icon-room';
import { type LinkColumn, layOutReplication } from '@/lib/domain/wall/scenes/lay-out-replication';
import { firstThatFits, measureText, shortenToWidth } from '@/lib/domain/wall/scenes/measure-text';
import type { LinkRowView, ReplicationSceneView } from '@/lib/domain/wall/scenes/replication';
import type { WallSizes } from '@/lib/domain/wall/text-sizes';
import { WallState, WallTile, wallLink } from '../../status/wall-tile';
import { SceneBox } from './scene-box';
import { MoreLine, NothingLine } from './scene-lines';

export interface ReplicationSceneProps {
  readonly view: ReplicationSceneView;
  readonly sizes: WallSizes;
}

/** Links, worst first: what would be lost now, against what, and how old the figure is. */
export function ReplicationScene({ view, sizes }: ReplicationSceneProps) {
  const { links, columns, statePx, more } = useMemo(() => layOutReplication(view, sizes), [view, sizes]);
  const lengths = useMemo(
    () => ({ '--columns': [statePx, ...columns.map(({ widthPx }) => widthPx)].map((px) => `${px}px`).join(' ') }),
    [statePx, columns],
  );
  const iconPx = iconSize(sizes.figurePx);
  const fit = (wordings: readonly string[], widthPx: number, besidePx = 0) => {
    const found = firstThatFits(wordings, (widthPx - 2 * cellPad(sizes).xPx - besidePx) / sizes.figurePx);
    return found === 'none' ? (wordings.at(-1) ?? '') : found;
  };
  return (
    <SceneBox name="Replication" sizes={sizes} lengths={lengths}>
      {view.nothing !== 'none' && <NothingLine words={view.nothing} says="unknown" iconPx={iconPx} />}
      {links.length > 0 && (
        <div
          aria-hidden="true"
          className="grid gap-(--wall-gap) whitespace-nowrap px-(--cell-x) text-ink-faint [grid-template-columns:var(--columns)]"
        >
          <span className="px-(--cell-x)">State</span>
          {columns.map(({ id, head }) => (
            <span key={id} className="px-(--cell-x)">
              {head}
            </span>
          ))}
        </div>
      )}
      <ul aria-label="Links" className="flex flex-col gap-(--row-gap)">
        {links.map((link) => (
          <li key={link.id} data-testid={`wall-link-${link.id.replaceAll(/[/>]/g, '-')}`}>
            <LinkTile
              state={link.state}
              provableNow={link.provableNow}
              flow={link.flow}
              words={fit(link.stateWordings, statePx, iconRoom(sizes))}
              figures={columns.map(({ id, widthPx }) => fit(wordingsOf(id, link), widthPx)).join('\n')}
              place={placeOf(link, sizes)}
              whole={link.whole}
              iconPx={iconPx}
            />
          </li>
        ))}
      </ul>
      <MoreLine words={more} />
    </SceneBox>
  );
}

function wordingsOf(id: LinkColumn, { lag, atMost, age }: LinkRowView): readonly string[] {
  if (id === 'lag') return lag;
  return id === 'at-most' ? atMost : [age === '' ? 'never' : age];
}

/** Which link it is: the pair whole, for half a region is another one, and as much of the names as is left. */
function placeOf({ pair, store, workload, proviso }: LinkRowView, sizes: WallSizes): string {
  const known = proviso === '' ? pair : `${pair}  ·  ${proviso}`;
  const room = (sizes.widthPx - 4 * cellPad(sizes).xPx) / sizes.textPx - measureText(`${known}  ·  `);
  return `${known}  ·  ${shortenToWidth(`${workload}, ${store}`, Math.max(2, room))}`;
}

interface LinkTileProps extends Pick<LinkRowView, 'state' | 'provableNow' | 'flow' | 'whole'> {
  readonly words: string;
  /** One a line, in the order of the columns. */
  readonly figures: string;
  readonly place: string;
  readonly iconPx: number;
}

const LinkTile = memo(function LinkTile(props: LinkTileProps) {
  const { state, provableNow, flow, words, figures, place, whole, iconPx } = props;
  const { shape, tone } = wallLink(state, provableNow, flow);
  return (
    <WallTile tone={tone} title={whole}>
      <div className="grid gap-(--wall-gap) [grid-template-columns:var(--columns)]">
        <span className="px-(--cell-x)">
          <WallState shape={shape} tone={tone} words={words} iconPx={iconPx} />
        </span>
        {figures.split('\n').map((figure, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: figures stand in the order of the columns
          <span key={place} className="wall-figure whitespace-nowrap px-(--cell-x) font-medium">
            {figure}
          </span>
        ))}
      </div>
      <p className="whitespace-pre px-(--cell-x) text-ink-muted">
        <bdi>{place}</bdi>
      </p>
    </WallTile>
  );
});
