'use client';

import { memo, useMemo } from 'react';
import type { FindingsSceneView } from '@/lib/domain/wall/scenes/findings';
import { iconSize } from '@/lib/domain/wall/scenes/icon-room';
import { between, layOutFindings, type ShownFinding } from '@/lib/domain/wall/scenes/lay-out-findings';
import type { WallSizes } from '@/lib/domain/wall/text-sizes';
import { WallState, WallTile, wallSeverity } from '../../status/wall-tile';
import { SceneBox } from './scene-box';
import { MoreLine, NothingLine } from './scene-lines';

export interface FindingsSceneProps {
  readonly view: FindingsSceneView;
  readonly sizes: WallSizes;
}

/** What is found, worst first, seven at most: how bad, what, since when, and who has seen it. */
export function FindingsScene({ view, sizes }: FindingsSceneProps) {
  const { findings, more } = useMemo(() => layOutFindings(view, sizes), [view, sizes]);
  const iconPx = iconSize(sizes.figurePx);
  return (
    <SceneBox name="Findings" sizes={sizes}>
      {view.nothing !== 'none' && (
        <NothingLine words={view.nothing} says={view.isClaim ? 'well' : 'unknown'} iconPx={iconPx} />
      )}
      <ul aria-label="Findings" className="flex flex-col gap-(--row-gap)">
        {findings.map((finding) => (
          <li key={finding.id}>
            <FindingTile {...finding} iconPx={iconPx} />
          </li>
        ))}
      </ul>
      <MoreLine words={more} />
    </SceneBox>
  );
}

const FindingTile = memo(function FindingTile(props: ShownFinding & { readonly iconPx: number }) {
  const { severity, title, age, seen, seenBeside, line, whole, iconPx } = props;
  const { shape, tone, word } = wallSeverity(severity);
  return (
    <WallTile tone={tone} seen={seen.startsWith('acknowledged')} title={whole}>
      <p className="flex items-center justify-between gap-[0.5em] whitespace-nowrap">
        <span className="flex items-center gap-[0.5em]">
          <WallState shape={shape} tone={tone} words={word} iconPx={iconPx} />
          <span className="font-semibold">{title}</span>
        </span>
        <span className="flex items-center gap-[0.5em]">
          {seenBeside === 'title' && <bdi>{seen}</bdi>}
          <span className="wall-figure font-medium">{age}</span>
        </span>
      </p>
      <p className="whitespace-pre">
        <bdi>{line}</bdi>
        {seenBeside === 'sentence' && (
          <>
            {between}
            <bdi>{seen}</bdi>
          </>
        )}
      </p>
    </WallTile>
  );
});
