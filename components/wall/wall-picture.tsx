'use client';

import { useCallback, useMemo, useRef } from 'react';
import { buildFleetOverview } from '@/lib/domain/overview/build-fleet-overview';
import { widestShiftPx } from '@/lib/domain/wall/burn-in';
import { findCriticals } from '@/lib/domain/wall/criticals';
import { isSameWall, wallsOf } from '@/lib/domain/wall/find-wall';
import { charactersThatFit } from '@/lib/domain/wall/fit';
import { isFlashing, positionOf, type RotationState } from '@/lib/domain/wall/rotation';
import { textSizes, type WallSizes, wallSizes } from '@/lib/domain/wall/text-sizes';
import type { SceneInput, WallDeclaration, WallSceneName } from '@/lib/domain/wall/types';
import { Announcer } from '../shell/announcer';
import { SimulatedBand } from '../shell/simulated-band';
import { WallEdge, wallEdgePx } from '../status/wall-edge';
import { RefusedValues } from '../url/refused-values';
import { WallScene } from './scenes/wall-scene';
import type { Ticker } from './ticker';
import { useAlarmSound } from './use-alarm-sound';
import { useBurnInShift } from './use-burn-in-shift';
import { useDocumentTitle } from './use-document-title';
import { useFreshStart } from './use-fresh-start';
import { type PanelSize, usePanelSize } from './use-panel-size';
import { type RotationRules, useRotation } from './use-rotation';
import { useWakeLock } from './use-wake-lock';
import { useWallKeys } from './use-wall-keys';
import type { LiveWallProps } from './wall';
import { WallBand } from './wall-band';
import { useWallSecond } from './wall-clock';
import type { WallFleet, WallReading } from './wall-fleet';
import { WallHeader } from './wall-header';
import { WallPanel } from './wall-panel';

export interface WallPictureProps {
  readonly declaration: WallDeclaration;
  readonly title: string;
  readonly fleet: WallFleet;
  readonly reading: WallReading;
  readonly ticker: Ticker;
  readonly url: LiveWallProps['url'];
  readonly size: PanelSize;
  readonly build: string;
}

/** With fewer characters in a line the frame leaves out what can be done without, so that the scene has room. */
const tightCharacters = 45;

const runAlone: ReadonlySet<WallSceneName> = new Set(['run']);
const nothingEmpty: ReadonlySet<WallSceneName> = new Set();

/** The frame of a wall and the scene that is on: built anew when the fleet or a verdict may have changed, not each second. */
export function WallPicture(props: WallPictureProps) {
  const { declaration, title, fleet, reading, ticker, url, size, build } = props;
  const { values, refused, set } = url;
  const input = useSceneInput(reading, declaration);
  const { overview, criticals } = input;
  const hasRun = useMemo(() => reading.entities.some(isLiveRun), [reading.entities]);
  const rules = useMemo(
    (): RotationRules => ({
      scenes: declaration.scenes,
      empty: hasRun ? nothingEmpty : runAlone,
      criticals,
      paused: values.pause === 'on',
      pinned: values.scene === 'rotate' ? 'none' : (values.scene as WallSceneName),
    }),
    [declaration, hasRun, criticals, values.pause, values.scene],
  );
  const { rotation, turn } = useRotation(rules, ticker);
  const unseenCount = criticals.filter(({ seenBy }) => seenBy === 'nobody').length;
  const sound = useAlarmSound(rotation.alarm, values.sound === 'on');
  const wakeLock = useWakeLock();
  const isQuiet = unseenCount === 0 && !hasRun && overview.console.state === 'polling';
  const isOutdated = useIsOutdated(reading, declaration, build);
  useFreshStart({ ticker, isOutdated, isQuiet });

  const onPause = useCallback(() => set({ pause: values.pause === 'on' ? 'off' : 'on' }, 'replace'), [set, values]);
  const onSound = useCallback(() => set({ sound: values.sound === 'on' ? 'off' : 'on' }, 'replace'), [set, values]);
  const onTurn = useCallback(
    (by: 1 | -1) => {
      set({ pause: 'on' }, 'replace');
      turn(by);
    },
    [set, turn],
  );
  useWallKeys({ onPause, onSound, onTurn });

  const shifted = useRef<HTMLDivElement>(null);
  useBurnInShift(shifted, ticker);
  const room = useRef<HTMLDivElement>(null);
  const roomSize = usePanelSize(room);
  const sizes = useMemo(
    () => (roomSize === 'unknown' ? 'unknown' : wallSizes(values.metres, size.widthPx, roomSize)),
    [roomSize, values.metres, size.widthPx],
  );
  const { simulated } = overview.console;
  useDocumentTitle(`${simulated ? 'SIMULATED · ' : ''}${title} · Antipode`);
  const { textPx } = textSizes(values.metres, size.widthPx);
  const sidePx = Math.round(textPx * 0.3);
  const widthPx = size.widthPx - 2 * (sidePx + wallEdgePx + widestShiftPx);
  const isTight = charactersThatFit(widthPx, textPx) < tightCharacters;
  const frameSize = isTight ? 'tight-wall' : 'wall';
  return (
    <>
      <div ref={shifted} className="absolute flex flex-col" style={{ inset: wallEdgePx + widestShiftPx }}>
        <WallBand fleet={fleet} entities={reading.entities} console={overview.console} size={frameSize} />
        {simulated && <SimulatedBand size={frameSize} />}
        <main className="flex min-h-0 flex-1 flex-col" style={{ padding: `0 ${sidePx}px` }}>
          <WallHeader
            fleet={fleet}
            title={title}
            overview={overview}
            rotation={rotation}
            position={positionOf(rotation, rules)}
            criticalCount={criticals.length}
            unseenCount={unseenCount}
            sound={sound}
            wakeLock={wakeLock}
            widthPx={widthPx}
            isTight={isTight}
            textPx={textPx}
            onPause={onPause}
            onSound={onSound}
          />
          <RefusedValues refused={refused} size="wall" />
          <div ref={room} className="my-(--wall-gap) min-h-0 flex-1 overflow-hidden">
            {sizes !== 'unknown' && sizes.heightPx >= leastHeight(sizes) && (
              <WallPanel sizes={sizes}>
                <WallScene name={rotation.scene} input={input} sizes={sizes} />
              </WallPanel>
            )}
          </div>
        </main>
      </div>
      <AlarmEdge isUnseen={unseenCount > 0} rotation={rotation} />
      <Announcer overview={overview} />
    </>
  );
}

/** A state under its name: where a band leaves less than that, a scene would be cut, and is left out. */
function leastHeight({ textLinePx, figureLinePx, padPx }: WallSizes): number {
  return 2 * textLinePx + figureLinePx + 2 * padPx;
}

/** The edge of the wall while there is something critical that nobody has seen; it flashes for the first half minute. */
function AlarmEdge({ isUnseen, rotation }: { readonly isUnseen: boolean; readonly rotation: RotationState }) {
  useWallSecond();
  return isUnseen ? <WallEdge isFlashing={isFlashing(rotation, performance.now())} /> : null;
}

/** Whether another build of the console answers, or the fleet file says something else of this wall by now. */
function useIsOutdated({ entities, build }: WallReading, declaration: WallDeclaration, ownBuild: string): boolean {
  const isRedeclared = useMemo(() => {
    if (!entities.some(({ kind }) => kind === 'engine')) return false;
    const declared = wallsOf(entities).find(({ id }) => id === declaration.id);
    return declared === undefined || !isSameWall(declared, declaration);
  }, [entities, declaration]);
  return isRedeclared || (build !== 'not-told' && build !== ownBuild);
}

function useSceneInput({ entities, at, seen }: WallReading, { scenes }: WallDeclaration): SceneInput {
  const overview = useMemo(() => buildFleetOverview(entities, at), [entities, at]);
  const names = useMemo(() => scenes.map(({ scene }) => scene), [scenes]);
  const criticals = useMemo(
    () => findCriticals(overview.findings, entities, seen, names),
    [overview.findings, entities, seen, names],
  );
  return useMemo(() => ({ entities, overview, criticals }), [entities, overview, criticals]);
}

function isLiveRun(entity: WallReading['entities'][number]): boolean {
  return entity.kind === 'execution' && entity.execution.endedAt === 'not-yet';
}
