'use client';

import { memo, useMemo } from 'react';
import { iconSize } from '@/lib/domain/wall/scenes/icon-room';
import { barPx, clockPx, layOutRuns } from '@/lib/domain/wall/scenes/lay-out-runs';
import { firstThatFits, measureText, shortenToWidth } from '@/lib/domain/wall/scenes/measure-text';
import type { LastRunView, RunBlockView, RunClockView, RunSceneView } from '@/lib/domain/wall/scenes/run';
import { wordClock } from '@/lib/domain/wall/scenes/run-clock';
import type { WallSizes } from '@/lib/domain/wall/text-sizes';
import { WallClockBar, WallState, WallTile, wallClock, wallRun } from '../../status/wall-tile';
import { useWallSecond } from '../wall-clock';
import { SceneBox } from './scene-box';
import { MoreLine, NothingLine } from './scene-lines';

export interface RunSceneProps {
  readonly view: RunSceneView;
  readonly sizes: WallSizes;
}

/** What is being moved, how far it is, and how much of the objective is left; or what was moved last. */
export function RunScene({ view, sizes }: RunSceneProps) {
  const { runs, more, hasSteps, isLarge } = useMemo(() => layOutRuns(view, sizes), [view, sizes]);
  const lengths = useMemo(() => ({ '--bar': `${barPx(sizes)}px`, '--clock': `${clockPx(sizes)}px` }), [sizes]);
  const iconPx = iconSize(sizes.figurePx);
  return (
    <SceneBox name="Recovery under way" sizes={sizes} lengths={lengths}>
      {view.nothing !== 'none' && (
        <NothingLine words={view.nothing} says={view.isClaim ? 'idle' : 'unknown'} iconPx={iconPx} />
      )}
      {runs.map((run) => (
        <RunBlock key={run.id} run={run} sizes={sizes} hasSteps={hasSteps} isLarge={isLarge} />
      ))}
      <MoreLine words={more} />
      {runs.length === 0 && view.last !== 'none' && <LastRun {...view.last} iconPx={iconPx} />}
    </SceneBox>
  );
}

interface RunBlockProps {
  readonly run: RunBlockView;
  readonly sizes: WallSizes;
  readonly hasSteps: boolean;
  readonly isLarge: boolean;
}

const RunBlock = memo(function RunBlock({ run, sizes, hasSteps, isLarge }: RunBlockProps) {
  const { shape, tone } = wallRun(run.state, run.asks, run.isSilent);
  const { widthPx, padPx, textPx, figurePx } = sizes;
  const roomPx = widthPx - 2 * padPx;
  const iconPx = iconSize(figurePx);
  const pair = `${run.from} → ${run.to}`;
  const practice = run.practice === '' ? '' : `${run.practice}  `;
  const nameEms = (roomPx - measureText(`${practice}${pair}  `) * figurePx) / textPx;
  const words = firstThatFits(run.stateWordings, (roomPx - 1.4 * iconPx) / figurePx);
  const state = words === 'none' ? (run.stateWordings.at(-1) ?? '') : words;
  const doing = shortenToWidth(hasSteps ? run.doing : '', roomPx / textPx - 3);
  const hasStep = !run.isSilent && !state.includes('step');
  const stepFits = measureText(`${state}, ${run.step}`) * figurePx + 1.4 * iconPx <= roomPx;
  return (
    <div data-testid={`wall-run-${run.id}`} data-execution-state={run.state}>
      <WallTile tone={tone} className="flex flex-col gap-(--wall-gap) p-(--wall-pad)!">
        <p className="flex items-baseline gap-[0.5em] whitespace-nowrap">
          <span className="wall-figure font-semibold whitespace-pre">
            {practice}
            {pair}
          </span>
          <bdi title={run.workload}>{nameEms < 2 ? '' : shortenToWidth(run.workload, nameEms - 1)}</bdi>
        </p>
        <WallState
          shape={shape}
          tone={tone}
          words={hasStep && stepFits ? `${state}, ${run.step}` : state}
          iconPx={iconPx}
        />
        <RunCountdown clock={run.clock} isLarge={isLarge} iconPx={isLarge ? iconSize(clockPx(sizes)) : iconPx} />
        {doing !== '' && (
          <p title={run.doing} className="whitespace-nowrap">
            <span className="text-ink-muted">At: </span>
            <bdi>{doing}</bdi>
          </p>
        )}
        <p className="[overflow-wrap:anywhere]">{run.waitsFor}</p>
      </WallTile>
    </div>
  );
});

interface RunCountdownProps {
  readonly clock: RunClockView;
  readonly isLarge: boolean;
  readonly iconPx: number;
}

/** Counts by the second, and renders nothing else with it. */
function RunCountdown({ clock, isLarge, iconPx }: RunCountdownProps) {
  const now = useWallSecond();
  const { elapsedHead, elapsed, objective, leftHead, left, isOver, share } = wordClock(clock, now);
  const { shape, tone } = wallClock(isOver, clock.isAtRisk, share !== 'none' || left !== '');
  return (
    <div data-testid="wall-run-clock" data-over={isOver}>
      <div
        className={`grid grid-cols-3 gap-(--wall-gap) ${isLarge ? '[--wall-figure-line:1.2] [--wall-figure:var(--clock)]' : ''}`}
      >
        <Counted head={elapsedHead} figure={elapsed} />
        <Counted head="Objective" figure={objective} />
        {left === '' ? (
          <span />
        ) : (
          <div className="min-w-0">
            <p className="whitespace-nowrap text-ink-muted">{leftHead}</p>
            <WallState shape={shape} tone={tone} words={left} iconPx={iconPx} />
          </div>
        )}
      </div>
      {share !== 'none' && (
        <div className="h-(--bar)">
          <WallClockBar share={share} tone={tone} />
        </div>
      )}
    </div>
  );
}

interface CountedProps {
  readonly head: string;
  readonly figure: string;
}

const Counted = memo(function Counted({ head, figure }: CountedProps) {
  return (
    <div className="min-w-0">
      <p className="whitespace-nowrap text-ink-muted">{head}</p>
      <p className="wall-figure whitespace-nowrap font-semibold">{figure}</p>
    </div>
  );
});

/** What was moved last is a claim of its own, with its date. */
function LastRun({ sentence, state, words, result, iconPx }: LastRunView & { readonly iconPx: number }) {
  const { shape, tone } = wallRun(state, false, false);
  return (
    <WallTile tone={tone} className="flex flex-col gap-(--wall-gap)">
      <p className="[overflow-wrap:anywhere]">
        <bdi>{sentence}</bdi>
      </p>
      <WallState shape={shape} tone={tone} words={words} iconPx={iconPx} />
      <p className="[overflow-wrap:anywhere]">{result}</p>
    </WallTile>
  );
}
