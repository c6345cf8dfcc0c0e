import { complianceStates } from '../../vocabulary';
import { countThatFit } from '../fit';
import type { WallSizes } from '../text-sizes';
import { type FittedColumn, fitColumns, type WallColumn } from './fit-columns';
import { cellPad, iconRoom, rowGap } from './icon-room';
import { measureText } from './measure-text';
import type { LinkRowView, ReplicationSceneView } from './replication';
import { moreWords } from './rest-words';

export type LinkColumn = 'lag' | 'at-most' | 'age';

export interface ReplicationLayout {
  readonly links: readonly LinkRowView[];
  readonly more: string;
  /** Of the states, which stand first. */
  readonly statePx: number;
  readonly columns: readonly FittedColumn<LinkColumn>[];
}

/** Two lines a link, as many as fit: its state and figures, and below them which link it is. */
export function layOutReplication({ links }: ReplicationSceneView, sizes: WallSizes): ReplicationLayout {
  const { widthPx, heightPx, gapPx, textPx, figurePx, textLinePx, figureLinePx } = sizes;
  const stateEms = (pick: (wordings: readonly string[]) => string | undefined) =>
    Math.max(measureText('Unmeasured'), ...links.map(({ stateWordings }) => measureText(pick(stateWordings) ?? '')));
  const { columns, namePx } = fitColumns(columnsOf(links, sizes), {
    widthPx: widthPx - 2 * cellPad(sizes).xPx,
    leastNamePx: stateEms((wordings) => wordings.at(-1)) * figurePx + iconRoom(sizes) + 2 * cellPad(sizes).xPx,
    wholeNamePx: stateEms((wordings) => wordings[0]) * figurePx + iconRoom(sizes) + 2 * cellPad(sizes).xPx,
    gapPx,
    padPx: cellPad(sizes).xPx,
    headFontPx: textPx,
  });
  const rowPx = figureLinePx + textLinePx + 2 * cellPad(sizes).yPx;
  const room = heightPx - textLinePx - gapPx;
  const all = countThatFit(room, rowPx, rowGap(sizes));
  const most = all >= links.length ? all : countThatFit(room - textLinePx - gapPx, rowPx, rowGap(sizes));
  return {
    links: links.slice(0, most),
    more: moreWords(
      links.slice(most).map(({ state }) => state),
      complianceStates,
    ),
    statePx: namePx,
    columns,
  };
}

function columnsOf(links: readonly LinkRowView[], sizes: WallSizes): readonly WallColumn<LinkColumn>[] {
  const column = (id: LinkColumn, head: string, usual: string, cells: readonly (readonly string[])[]) => ({
    id,
    head,
    usual,
    fontPx: sizes.figurePx,
    iconPx: 0,
    needed: cells.map((wordings) => wordings.at(-1) ?? ''),
    wanted: cells.map(([longest = '']) => longest),
  });
  return [
    column(
      'lag',
      'Lag of objective',
      '4 m 10 s of 1 m',
      links.map(({ lag }) => lag),
    ),
    column(
      'at-most',
      'Lost at most',
      '4 m 10 s',
      links.map(({ atMost }) => atMost),
    ),
    column(
      'age',
      'Measured',
      '12 m ago',
      links.map(({ age }) => [age]),
    ),
  ];
}
