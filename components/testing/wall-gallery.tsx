'use client';

import { useMemo, useState } from 'react';
import { buildFleetOverview } from '@/lib/domain/overview/build-fleet-overview';
import { findCriticals } from '@/lib/domain/wall/criticals';
import { wallSizes } from '@/lib/domain/wall/text-sizes';
import { usualWall, type WallSceneName, wallScenes } from '@/lib/domain/wall/types';
import type { Acknowledgement } from '../findings/acknowledgement';
import type { FleetReading } from '../shell/fleet-cache';
import { useLiveFleet } from '../shell/live-entities';
import { useUrlState } from '../url/use-url-state';
import { WallScene } from '../wall/scenes/wall-scene';
import { SignedOutWall } from '../wall/signed-out-wall';
import { Ticker } from '../wall/ticker';
import type { PanelSize } from '../wall/use-panel-size';
import { Wall } from '../wall/wall';
import { StillWallClock, WallClock } from '../wall/wall-clock';
import { WallFleet, type WallPorts } from '../wall/wall-fleet';
import { WallPanel } from '../wall/wall-panel';
import { WallPicture } from '../wall/wall-picture';
import { WallRoot } from '../wall/wall-root';
import { wallSpec } from '../wall/wall-spec';

const declaration = { ...usualWall, title: 'Network operations' };
const spec = wallSpec(declaration);

/**
 * A wall that stands still: its frame and the scene that the address names, e.g. `?page=wall&scene=fleet&metres=6`. Before
 * its panel is measured, and so in a document, every scene one below the other.
 */
export function WallGallery({ subject }: { readonly subject: string }) {
  const still = useStillWall();
  const url = useUrlState(spec);
  const { metres, theme } = url.values;
  if (subject === 'opening') return <Wall declaration={declaration} {...still} build="picture" />;
  if (subject === 'signed-out') {
    return (
      <StillWallClock now={still.now}>
        <SignedOutWall title={declaration.title} since={still.now} back="/wall/noc" />
      </StillWallClock>
    );
  }
  return (
    <WallRoot theme={theme} metres={metres} before={<LooseScenes {...still} url={url} size={usualPanel} />}>
      {(size) => <StillPicture {...still} url={url} size={size} />}
    </WallRoot>
  );
}

interface StillWall {
  readonly initial: FleetReading;
  /** Everything critical but the first is seen, so that both looks are in one picture. */
  readonly seen: readonly Acknowledgement[];
  readonly now: number;
}

function useStillWall(): StillWall {
  const { entities, now } = useLiveFleet();
  return useMemo(() => {
    const clock = { serverWallMs: now, anchor: { anchorFleetMs: now, anchorWallMs: now, speed: 1 } };
    const criticals = buildFleetOverview(entities, now).findings.filter(({ severity }) => severity === 'critical');
    const seen = criticals
      .slice(1)
      .map(({ id, since }) => ({ findingId: id, since, actor: 'ada', at: since + 60_000 }));
    return { initial: { entities, since: 'picture', clock }, seen, now };
  }, [entities, now]);
}

/** The browser of a picture: no stream, no answers, and a clock that stands. */
function stillPorts(now: number): WallPorts {
  const never = () => new Promise<never>(() => undefined);
  const nothing = () => undefined;
  return {
    openStream: () => ({ open: nothing, resumeFrom: nothing, retryLater: nothing, close: nothing }),
    fetchFleet: never,
    fetchSeen: never,
    wallMs: () => now,
    steadyMs: () => now,
  };
}

interface StillPictureProps extends StillWall {
  readonly url: ReturnType<typeof useUrlState<typeof spec>>;
  readonly size: PanelSize;
}

function StillPicture({ initial, seen, now, url, size }: StillPictureProps) {
  const [fleet] = useState(() => new WallFleet(initial, seen, stillPorts(now)));
  const [ticker] = useState(() => new Ticker());
  return (
    <WallClock ticker={ticker} readNow={fleet.readNow}>
      <WallPicture
        declaration={declaration}
        title={declaration.title}
        fleet={fleet}
        reading={fleet.read()}
        ticker={ticker}
        url={url}
        size={size}
        build="picture"
      />
    </WallClock>
  );
}

const usualPanel = { widthPx: 1920, heightPx: 1080 };
const loose = wallSizes(4, 1920, { widthPx: 1872, heightPx: 880 });

/** The frame, which has no scene before it is measured, and every scene in the room it has in it. */
function LooseScenes(props: StillPictureProps) {
  const { initial, seen, now } = props;
  const input = useMemo(() => {
    const overview = buildFleetOverview(initial.entities, now);
    const criticals = findCriticals(overview.findings, initial.entities, seen, wallScenes);
    return { entities: initial.entities, overview, criticals };
  }, [initial, seen, now]);
  return (
    <div>
      <StillPicture {...props} />
      <StillWallClock now={now}>
        {wallScenes.map((scene: WallSceneName) => (
          <WallPanel key={scene} sizes={loose}>
            <WallScene name={scene} input={input} sizes={loose} />
          </WallPanel>
        ))}
      </StillWallClock>
    </div>
  );
}
