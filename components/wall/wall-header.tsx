'use client';

import type { FleetOverview } from '@/lib/domain/overview/types';
import { charactersThatFit, widthOfCharacters } from '@/lib/domain/wall/fit';
import { fleetStateWords, freshnessWords } from '@/lib/domain/wall/fleet-state';
import type { RotationState } from '@/lib/domain/wall/rotation';
import { shortenName } from '@/lib/domain/wall/shorten-name';
import { wallSceneTitles } from '@/lib/domain/wall/types';
import { formatCount } from '@/lib/domain/wording/list';
import { formatIso, formatUtc } from '@/lib/format';
import { healthLooks } from '../status/health-status';
import { severityLooks } from '../status/severity-mark';
import { StatusIcon } from '../status/status-icon';
import { Heartbeat } from './heartbeat';
import type { SoundState } from './use-alarm-sound';
import type { WakeLock } from './use-wake-lock';
import { useWallSecond } from './wall-clock';
import type { WallFleet } from './wall-fleet';

export interface WallHeaderProps {
  readonly fleet: WallFleet;
  readonly title: string;
  readonly overview: FleetOverview;
  readonly rotation: RotationState;
  readonly position: { readonly at: number; readonly of: number };
  /** Critical findings and runs, seen or not; and those that nobody has seen. */
  readonly criticalCount: number;
  readonly unseenCount: number;
  readonly sound: SoundState;
  readonly wakeLock: WakeLock;
  readonly widthPx: number;
  readonly textPx: number;
  /** There are so few characters in a line that only what nobody can do without stands in the header. */
  readonly isTight: boolean;
  readonly onPause: () => void;
  readonly onSound: () => void;
}

/** Which wall and scene it is, why it stays, what state the fleet is in, what time it is, and how old all of it is. */
export function WallHeader(props: WallHeaderProps) {
  const { fleet, title, rotation, textPx, widthPx, isTight } = props;
  const scene = wallSceneTitles[rotation.scene];
  // The clock, the heartbeat and the rotation are whole always; a long title gives way.
  const room = charactersThatFit(widthPx, textPx) - scene.length - 30;
  return (
    <header className="flex shrink-0 flex-col gap-x-(--wall-gap) border-line border-b pb-1">
      <div className="flex flex-wrap items-center gap-x-(--wall-gap)">
        <h1 className={isTight ? 'sr-only' : 'wall-text whitespace-nowrap font-semibold'} title={title}>
          {shortenName(title, Math.max(8, room))}
        </h1>
        <h2 data-testid="wall-scene" data-scene={rotation.scene} className="wall-text whitespace-nowrap">
          {!isTight && (
            <span aria-hidden="true" className="text-ink-muted">
              {'· '}
            </span>
          )}
          {scene}
        </h2>
        <Rotation {...props} />
        <span className="ml-auto flex items-center gap-(--wall-gap)">
          <Signs {...props} />
          <Clock fleet={fleet} sizePx={textPx} />
        </span>
      </div>
      <FleetState {...props} />
    </header>
  );
}

/** Where the rotation is and why it stands; pressing it pauses it or lets it go on. */
function Rotation({ rotation, position, unseenCount, isTight, onPause }: WallHeaderProps) {
  const { why } = rotation;
  const count = `${position.at} of ${position.of}`;
  const words = {
    rotating: count,
    paused: `Paused, ${count}`,
    pinned: 'Fixed',
    held: isTight ? `Held: ${unseenCount}` : `Held: ${unseenCount} critical unseen`,
  }[why];
  const doing = why === 'paused' ? 'Resume the rotation' : 'Pause the rotation';
  return (
    <button
      type="button"
      data-testid="wall-rotation"
      data-why={why}
      title={`${doing} (space)`}
      disabled={why === 'pinned'}
      onClick={onPause}
      className={`wall-text whitespace-nowrap rounded-control px-1 ${why === 'held' ? 'font-semibold text-ink' : 'text-ink-muted'}`}
    >
      {words}
      <span className="sr-only">. {why === 'pinned' ? 'The address names the scene' : doing}</span>
    </button>
  );
}

/** What the machine that shows the wall does or does not do for it. */
function Signs({ sound, wakeLock, isTight, onSound }: WallHeaderProps) {
  const words = { off: 'Sound off', on: 'Sound on', blocked: isTight ? 'Sound blocked' : 'Sound blocked: press a key' }[
    sound
  ];
  return (
    <>
      {wakeLock === 'refused' && (
        <span data-testid="wall-may-sleep" className="wall-text whitespace-nowrap text-ink-muted">
          Screen may sleep
        </span>
      )}
      <button
        type="button"
        hidden={isTight && sound === 'off'}
        data-testid="wall-sound"
        data-sound={sound}
        title="Sound for a new critical (m)"
        aria-pressed={sound !== 'off'}
        onClick={onSound}
        className="wall-text whitespace-nowrap rounded-control px-1 text-ink-muted"
      >
        {words}
      </button>
    </>
  );
}

function Clock({ fleet, sizePx }: { readonly fleet: WallFleet; readonly sizePx: number }) {
  const now = useWallSecond();
  return (
    <>
      <time className="wall-text whitespace-nowrap" data-testid="wall-clock" dateTime={formatIso(now)}>
        {formatUtc(now, 'second')}
      </time>
      <Heartbeat second={now / fleet.speed} silentMs={fleet.readSilence().silentMs} sizePx={sizePx} />
    </>
  );
}

/** The worst leads: what is critical has its mark here even while all users are served. */
function FleetState({ overview, criticalCount, widthPx, textPx, isTight }: WallHeaderProps) {
  const { headline, freshness, now } = overview;
  const critical = criticalCount === 0 ? '' : `${formatCount(criticalCount, 'critical', 'critical')}; `;
  const look = criticalCount === 0 ? healthLooks[headline.health] : severityLooks.critical;
  const age = freshnessWords(freshness, now);
  const beside = widthPx - widthOfCharacters(age.length + critical.length + 4, textPx);
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-(--wall-gap)">
      <p
        data-testid="wall-fleet-state"
        data-health={headline.health}
        data-critical={criticalCount}
        className="wall-text flex items-center gap-3"
      >
        <StatusIcon shape={look.shape} tone={look.tone} size={textPx} />
        {critical}
        {fleetStateWords(headline, beside, textPx)}
      </p>
      {(!isTight || freshness.late + freshness.failed > 0) && (
        <p data-testid="wall-freshness" className="wall-text text-ink-muted">
          {age}
        </p>
      )}
    </div>
  );
}
