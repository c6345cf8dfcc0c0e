import 'server-only';
import type { Actor } from '@/lib/access/actor';
import { requirePermission } from '@/lib/access/permissions';
import { streamBeatSeconds } from '@/lib/domain/wall/reliance';
import { parseStreamHead } from '@/lib/persistence/stream-head';
import { webLinkWatch } from './access-links/web-link-watch';
import { readClock } from './fleet-clock';
import { readBuild } from './read-build';
import { openConnection } from './stream/connection';
import { streamHubReady } from './stream/web-hub';

export interface FleetStreamRequest {
  /** `epoch.version` the client knows: Last-Event-ID, or what its page was read at. */
  readonly since: string;
  /** How often the stream speaks while nothing changes: a wall is told sooner that nobody speaks any more. */
  readonly heartbeat: 'usual' | 'wall';
  readonly signal: AbortSignal;
  readonly recheckActor: () => Promise<Actor | 'nobody'>;
}

/** Opens the stream of changes for an actor. Throws AccessRefused. */
export async function openFleetStream(
  actor: Actor | 'nobody',
  request: FleetStreamRequest,
): Promise<ReadableStream<Uint8Array>> {
  const allowed = requirePermission(actor, 'read-fleet');
  const hub = await streamHubReady();
  return openConnection({
    hub,
    actor: allowed,
    // A place that cannot be read is one of no store: the client is told to read anew.
    since: parseStreamHead(request.since) ?? { epoch: 'none', version: 0 },
    signal: request.signal,
    recheckActor: request.recheckActor,
    watchAccessLink: (accessLinkId, onEnded) => webLinkWatch().watch(accessLinkId, onEnded),
    readClock,
    build: readBuild(),
    ...(request.heartbeat === 'wall' ? { keepAliveMs: streamBeatSeconds * 1000 } : {}),
  });
}
