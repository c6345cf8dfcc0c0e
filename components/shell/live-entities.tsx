'use client';

import { QueryClient, QueryClientProvider, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { Entity } from '@/lib/domain/entities';
import { type EpochMs, toFleetTime } from '@/lib/domain/time';
import { BrowserClock } from './browser-clock';
import { applyPatches, type FleetReading, fetchFleet, fleetKey, SignedOut } from './fleet-cache';
import { FleetStream } from './fleet-stream';

/** How the page itself is doing, apart from the fleet it shows. */
export interface LiveState {
  readonly entities: readonly Entity[];
  /** Fleet time, each second; stands still while paused. */
  readonly now: EpochMs;
  /** `lost` since a moment of fleet time when the stream broke and is being tried again. */
  readonly connection: { readonly state: 'connected' } | { readonly state: 'lost'; readonly since: EpochMs };
  readonly paused: { readonly state: 'running' } | { readonly state: 'paused'; readonly since: EpochMs };
  pause(): void;
  resume(): void;
}

const LiveContext = createContext<LiveState | 'outside'>('outside');

/** The fleet as it is now. Only inside LiveEntities. */
export function useLiveFleet(): LiveState {
  const live = useContext(LiveContext);
  if (live === 'outside') throw new Error('useLiveFleet is used outside of LiveEntities');
  return live;
}

/** Fleet time, each second, corrected for the browser's clock. Only inside LiveEntities. */
export function useFleetNow(): EpochMs {
  return useLiveFleet().now;
}

/** Keeps what the server read fresh by the stream, for everything inside. */
export function LiveEntities({ initial, children }: { readonly initial: FleetReading; readonly children: ReactNode }) {
  const [client] = useState(() => new QueryClient({ defaultOptions: { queries: { retry: 1, staleTime: Infinity } } }));
  return (
    <QueryClientProvider client={client}>
      <LiveFleet initial={initial}>{children}</LiveFleet>
    </QueryClientProvider>
  );
}

function LiveFleet({ initial, children }: { readonly initial: FleetReading; readonly children: ReactNode }) {
  const client = useQueryClient();
  const { data } = useQuery({ queryKey: fleetKey, queryFn: fetchFleet, initialData: initial, refetchOnMount: false });
  const { now, readNow, observe } = useTickingClock(initial);
  const [connection, setConnection] = useState<LiveState['connection']>({ state: 'connected' });
  const [paused, setPaused] = useState<LiveState['paused']>({ state: 'running' });
  const isPaused = paused.state === 'paused';
  const firstPlace = useRef(initial.since);

  useEffect(() => {
    if (isPaused) return;
    const lost = () =>
      setConnection((before) => (before.state === 'lost' ? before : { state: 'lost', since: readNow() }));
    const readAnew = async () => {
      try {
        const reading = await client.fetchQuery({
          queryKey: fleetKey,
          queryFn: fetchFleet,
          staleTime: 0,
          retry: false,
        });
        if (open) stream.resumeFrom(reading.since);
      } catch (error) {
        if (error instanceof SignedOut) goToSignIn();
        else if (open) stream.retryLater();
      }
    };
    const stream = new FleetStream(firstPlace.current, {
      onBatch: (patches, since) =>
        client.setQueryData<FleetReading>(fleetKey, (before) => before && applyPatches(before, patches, since)),
      onResync: () => void readAnew(),
      onClock: observe,
      onConnected: () => setConnection({ state: 'connected' }),
      onLost: (attempt) => {
        lost();
        // The browser does not say why a stream was refused; an ordinary request does.
        if (attempt === 3) void fetchFleet().catch((error) => error instanceof SignedOut && goToSignIn());
      },
      onSignedOut: goToSignIn,
    });
    let open = true;
    stream.open();
    return () => {
      open = false;
      // Whoever resumes after a pause reads everything anew.
      firstPlace.current = 'paused';
      stream.close();
    };
  }, [client, isPaused, observe, readNow]);

  const pause = useCallback(() => setPaused({ state: 'paused', since: readNow() }), [readNow]);
  const resume = useCallback(() => setPaused({ state: 'running' }), []);
  const shownNow = paused.state === 'paused' ? paused.since : now;
  const live = useMemo(
    () => ({ entities: data.entities, now: shownNow, connection, paused, pause, resume }),
    [data.entities, shownNow, connection, paused, pause, resume],
  );
  return <LiveContext.Provider value={live}>{children}</LiveContext.Provider>;
}

function useTickingClock(initial: FleetReading) {
  const { anchor, serverWallMs } = initial.clock;
  const clock = useRef<BrowserClock>(undefined);
  // The server's own moment first, so that the browser's first picture is the one the server sent.
  const [now, setNow] = useState(() => toFleetTime(anchor, serverWallMs));
  const ensure = useCallback(() => {
    clock.current ??= new BrowserClock({ anchor, serverWallMs }, Date.now());
    return clock.current;
  }, [anchor, serverWallMs]);
  const readNow = useCallback(() => ensure().fleetTime(Date.now()), [ensure]);
  const observe = useCallback((reading: FleetReading['clock']) => ensure().observe(reading, Date.now()), [ensure]);
  useEffect(() => {
    const timer = setInterval(() => setNow(readNow()), 1000);
    return () => clearInterval(timer);
  }, [readNow]);
  return { now, readNow, observe };
}

function goToSignIn(): void {
  window.location.assign('/sign-in');
}

/** Shows a fixed picture of the fleet, without a stream; for the gallery of states. */
export function StillEntities({
  entities,
  now,
  children,
}: {
  readonly entities: readonly Entity[];
  readonly now: EpochMs;
  readonly children: ReactNode;
}) {
  const live = useMemo(
    (): LiveState => ({
      entities,
      now,
      connection: { state: 'connected' },
      paused: { state: 'running' },
      pause: () => undefined,
      resume: () => undefined,
    }),
    [entities, now],
  );
  const [client] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={client}>
      <LiveContext.Provider value={live}>{children}</LiveContext.Provider>
    </QueryClientProvider>
  );
}
