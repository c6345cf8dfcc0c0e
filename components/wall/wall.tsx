'use client';

import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { WallDeclaration } from '@/lib/domain/wall/types';
import type { Acknowledgement } from '../findings/acknowledgement';
import type { FleetReading } from '../shell/fleet-cache';
import { useUrlState } from '../url/use-url-state';
import { browserPorts } from './browser-ports';
import { SignedOutWall } from './signed-out-wall';
import { Ticker } from './ticker';
import type { PanelSize } from './use-panel-size';
import { WallClock } from './wall-clock';
import { WallFleet } from './wall-fleet';
import { WallPicture } from './wall-picture';
import { WallRoot } from './wall-root';
import { wallSpec } from './wall-spec';

export interface WallProps {
  readonly declaration: WallDeclaration;
  readonly initial: FleetReading;
  readonly seen: readonly Acknowledgement[];
  /** Which build of the console made this page. */
  readonly build: string;
}

/** A wall: nothing to navigate, everything in its address, and made to hang for weeks. */
export function Wall(props: WallProps) {
  const { declaration } = props;
  const spec = useMemo(() => wallSpec(declaration), [declaration]);
  const url = useUrlState(spec);
  const { theme, metres } = url.values;
  return (
    <WallRoot theme={theme} metres={metres} before={<Opening title={titleOf(declaration)} />}>
      {(size) => <LiveWall {...props} url={url} size={size} />}
    </WallRoot>
  );
}

/** Before the panel is measured: which wall it will be, and nothing that could be taken for a state. */
function Opening({ title }: { readonly title: string }) {
  return (
    <main className="p-6">
      <h1 className="wall-text font-semibold">{title}</h1>
    </main>
  );
}

/** What a wall is called. */
export function titleOf({ id, title }: WallDeclaration): string {
  return title ?? `Wall ${id}`;
}

export interface LiveWallProps extends WallProps {
  readonly url: ReturnType<typeof useUrlState<ReturnType<typeof wallSpec>>>;
  readonly size: PanelSize;
}

function LiveWall({ declaration, initial, seen, build, url, size }: LiveWallProps) {
  const [fleet] = useState(() => new WallFleet(initial, seen, browserPorts(declaration.id)));
  const [ticker] = useState(() => new Ticker());
  const reading = useSyncExternalStore(fleet.subscribe, fleet.read);
  const { session } = reading;
  useEffect(() => {
    fleet.start();
    const stop = ticker.subscribe(fleet.tick);
    return () => {
      stop();
      fleet.stop();
    };
  }, [fleet, ticker]);
  useEffect(() => {
    if (session.state === 'back') window.location.reload();
  }, [session]);
  const title = titleOf(declaration);
  if (session.state !== 'signed-in') {
    const since = session.state === 'signed-out' ? session.since : reading.at;
    return <SignedOutWall title={title} since={since} back={window.location.pathname + window.location.search} />;
  }
  return (
    <WallClock ticker={ticker} readNow={fleet.readNow}>
      <WallPicture
        declaration={declaration}
        title={title}
        fleet={fleet}
        reading={reading}
        ticker={ticker}
        url={url}
        size={size}
        build={build}
      />
    </WallClock>
  );
}
