'use client';

import { memo, useMemo } from 'react';
import type { FleetSceneView, RegionTileView, WorkloadRowView } from '@/lib/domain/wall/scenes/fleet';
import { cellPad, iconSize } from '@/lib/domain/wall/scenes/icon-room';
import {
  type FleetColumn,
  type FleetLayout,
  layOutFleet,
  wordingFor,
  wordRegion,
} from '@/lib/domain/wall/scenes/lay-out-fleet';
import { shortenToWidth } from '@/lib/domain/wall/scenes/measure-text';
import type { WallSizes } from '@/lib/domain/wall/text-sizes';
import { WallState, WallTile, wallHealth, wallProtection, wallVerdict } from '../../status/wall-tile';
import { SceneBox } from './scene-box';
import { MoreLine, NothingLine } from './scene-lines';

export interface FleetSceneProps {
  readonly view: FleetSceneView;
  readonly sizes: WallSizes;
}

/** Regions side by side, workloads below them, each in its own place: what is wrong, where, since when. */
export function FleetScene({ view, sizes }: FleetSceneProps) {
  const layout = useMemo(() => layOutFleet(view, sizes), [view, sizes]);
  const lengths = useMemo(() => lengthsOf(layout), [layout]);
  const iconPx = iconSize(sizes.figurePx);
  return (
    <SceneBox name="Fleet" sizes={sizes} lengths={lengths}>
      {view.nothing !== 'none' && <NothingLine words={view.nothing} says="unknown" iconPx={iconPx} />}
      {layout.regions.length > 0 && (
        <ul aria-label="Regions" className="grid gap-(--wall-gap) [grid-template-columns:var(--regions)]">
          {layout.regions.map((region) => (
            <li key={region.code} className="min-w-0">
              <Region region={region} layout={layout} sizes={sizes} />
            </li>
          ))}
        </ul>
      )}
      {layout.workloads.length > 0 && (
        <>
          {layout.hasHeads && (
            <div
              aria-hidden="true"
              className="grid gap-(--wall-gap) whitespace-nowrap text-ink-faint [grid-template-columns:var(--columns)]"
            >
              <span className="px-(--cell-x)">Workload</span>
              {layout.columns.map(({ id, head }) => (
                <span key={id} className="px-(--cell-x)">
                  {head}
                </span>
              ))}
            </div>
          )}
          <ul
            aria-label="Workloads"
            className={`flex flex-col ${layout.hasCells ? 'gap-[calc(2*var(--wall-gap))]' : 'gap-(--row-gap)'}`}
          >
            {layout.workloads.map((row) => (
              <li key={row.id} data-testid={`wall-workload-${row.id}`}>
                <Workload row={row} layout={layout} sizes={sizes} />
              </li>
            ))}
          </ul>
        </>
      )}
      {layout.more.map((words) => (
        <MoreLine key={words} words={words} />
      ))}
    </SceneBox>
  );
}

function lengthsOf({ perRow, regionPx, namePx, columns }: FleetLayout): Readonly<Record<string, string>> {
  return {
    '--regions': `repeat(${perRow}, ${regionPx}px)`,
    '--columns': [namePx, ...columns.map(({ widthPx }) => widthPx)].map((px) => `${px}px`).join(' '),
  };
}

interface PartProps {
  readonly layout: FleetLayout;
  readonly sizes: WallSizes;
}

function Region({ region, layout, sizes }: PartProps & { readonly region: RegionTileView }) {
  const { code, health, whole } = region;
  const { words, age } = wordRegion(region, layout.regionPx, sizes);
  return (
    <RegionTile code={code} health={health} words={words} age={age} whole={whole} iconPx={iconSize(sizes.figurePx)} />
  );
}

interface RegionTileProps {
  readonly code: string;
  readonly health: RegionTileView['health'];
  readonly words: string;
  /** Empty where the words say it, or it has no room. */
  readonly age: string;
  readonly whole: string;
  readonly iconPx: number;
}

const RegionTile = memo(function RegionTile({ code, health, words, age, whole, iconPx }: RegionTileProps) {
  const { shape, tone } = wallHealth(health);
  return (
    <div data-testid={`wall-region-${code}`} data-health={health}>
      <WallTile tone={tone} title={whole} className="border-line border-b-2">
        <p className="flex justify-between gap-[0.4em] whitespace-nowrap">
          <span>{code}</span>
          <span className="font-medium">{age}</span>
        </p>
        <WallState shape={shape} tone={tone} words={words} iconPx={iconPx} />
      </WallTile>
    </div>
  );
});

function Workload({ row, layout, sizes }: PartProps & { readonly row: WorkloadRowView }) {
  const { namePx, columns, hasCells, regions } = layout;
  const name = shortenToWidth(row.name, (namePx - 2 * cellPad(sizes).xPx) / sizes.textPx);
  const iconPx = iconSize(sizes.figurePx);
  return (
    <>
      <div className="grid items-stretch gap-(--wall-gap) [grid-template-columns:var(--columns)]">
        <NameCell name={name} whole={row.name} />
        {columns.map(({ id, head, widthPx }) => (
          <StateCell key={id} head={head} {...cellOf(id, row, widthPx, sizes)} iconPx={iconPx} />
        ))}
      </div>
      {hasCells && (
        <div className="mt-[calc(var(--wall-gap)/2)] grid gap-(--wall-gap) [grid-template-columns:var(--regions)]">
          {regions.map(({ code }) => {
            const cell = row.cells.find(({ region }) => region === code);
            return (
              <RegionCell
                key={code}
                region={code}
                health={cell?.health ?? 'elsewhere'}
                whole={cell?.whole ?? `${row.name} does not run in ${code}`}
                iconPx={iconPx}
              />
            );
          })}
        </div>
      )}
    </>
  );
}

const NameCell = memo(function NameCell({ name, whole }: { readonly name: string; readonly whole: string }) {
  return (
    <div title={whole} className="flex min-w-0 items-center whitespace-nowrap px-(--cell-x) font-medium">
      <bdi>{name}</bdi>
    </div>
  );
});

function cellOf(id: FleetColumn, row: WorkloadRowView, widthPx: number, sizes: WallSizes) {
  const { users, rpo, rto, protection } = row;
  switch (id) {
    case 'users':
      return { ...wallHealth(users.state), words: wordingFor(users.wordings, widthPx, sizes), whole: users.whole };
    case 'rpo':
      return {
        ...wallVerdict(rpo.state, rpo.provableNow),
        words: wordingFor(rpo.wordings, widthPx, sizes),
        whole: rpo.whole,
      };
    case 'rto':
      return {
        ...wallVerdict(rto.state, rto.provableNow),
        words: wordingFor(rto.wordings, widthPx, sizes),
        whole: rto.whole,
      };
    case 'protection':
      return {
        ...wallProtection(protection.state, protection.provableNow),
        words: wordingFor(protection.wordings, widthPx, sizes),
        whole: protection.whole,
      };
  }
}

interface StateCellProps extends Pick<ReturnType<typeof wallHealth>, 'shape' | 'tone'> {
  /** The column's, for whoever does not see it. */
  readonly head: string;
  readonly words: string;
  readonly whole: string;
  readonly iconPx: number;
}

const StateCell = memo(function StateCell({ head, shape, tone, words, whole, iconPx }: StateCellProps) {
  return (
    <WallTile tone={tone} title={whole}>
      <span className="sr-only">{head}: </span>
      <WallState shape={shape} tone={tone} words={words} iconPx={iconPx} />
    </WallTile>
  );
});

interface RegionCellProps {
  readonly region: string;
  readonly health: RegionTileView['health'] | 'no-users' | 'elsewhere';
  readonly whole: string;
  readonly iconPx: number;
}

const cellWords: Readonly<Record<RegionCellProps['health'], string>> = {
  down: 'Down',
  degraded: 'Degraded',
  unknown: 'Unknown',
  healthy: 'Healthy',
  'no-users': 'No users',
  elsewhere: '–',
};

/** What users of a workload get in a region; `–` where it does not run. */
const RegionCell = memo(function RegionCell({ region, health, whole, iconPx }: RegionCellProps) {
  if (health === 'elsewhere') {
    return (
      <span title={whole} className="wall-figure px-(--cell-x) text-line-strong">
        –
      </span>
    );
  }
  const { shape, tone } = wallHealth(health);
  return (
    <div data-region={region}>
      <WallTile tone={tone} title={whole} className="py-0!">
        <WallState shape={shape} tone={tone} words={cellWords[health]} iconPx={iconPx} />
      </WallTile>
    </div>
  );
});
