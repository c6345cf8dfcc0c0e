import { type Actor, isInScope } from '@/lib/access/actor';
import { isPermitted } from '@/lib/access/permissions';
import type { StreamHead } from '@/lib/persistence';
import { type Batch, toEvent } from './frame';
import type { StreamHub, Viewer } from './hub';

export interface ConnectionOptions {
  readonly hub: StreamHub;
  readonly actor: Actor;
  readonly since: StreamHead;
  /** Ends the connection when the client is gone. */
  readonly signal: AbortSignal;
  /** Reads the session again: who the client is now. */
  readonly recheckActor: () => Promise<Actor | 'nobody'>;
  /** Tells when a read-only link has ended; answers how to stop asking. */
  readonly watchAccessLink: (accessLinkId: string, onEnded: () => void) => () => void;
  /** Payload of the `clock` event, sent at once and with each keep-alive. */
  readonly readClock: () => unknown;
  /** Which build answers, told once as the `build` event: a page of another one starts afresh. */
  readonly build?: string;
  readonly recheckMs?: number;
  readonly keepAliveMs?: number;
  /** Bytes that may wait for a slow reader before it is told to read anew. */
  readonly queueBytes?: number;
}

const keepAliveComment = new TextEncoder().encode(': keep-alive\n\n');

/**
 * One viewer's stream: the batches of the hub filtered by the actor's scope. Ends with `resync` when the client must
 * read everything anew (its place is not in the buffer, it reads too slowly, or it looks as somebody else now) and with
 * `signed-out` when its session or its read-only link has ended. Memory is bounded by `queueBytes` and one batch.
 */
export function openConnection(options: ConnectionOptions): ReadableStream<Uint8Array> {
  const { hub, signal, queueBytes = 1024 * 1024 } = options;
  let actor = options.actor;
  let release: () => void = () => undefined;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let open = true;
        const send = (bytes: Uint8Array) => {
          if (open) controller.enqueue(bytes);
        };
        const finish = () => {
          if (!open) return;
          release();
          controller.close();
        };
        const endWith = (event: string) => {
          send(toEvent(event, {}));
          finish();
        };
        const viewer: Viewer = {
          onBatch: (batch) => {
            if (controller.desiredSize === null || controller.desiredSize <= 0) return endWith('resync');
            for (const bytes of visibleFrames(batch, actor)) send(bytes);
          },
          onResync: () => endWith('resync'),
        };
        const keepAlive = setInterval(() => {
          send(keepAliveComment);
          send(toEvent('clock', options.readClock()));
        }, options.keepAliveMs ?? 15_000);
        const lookAgain = () =>
          void recheckSession(options.recheckActor, actor).then((found) => {
            const verdict = judgeViewer(actor, found);
            // Without a word the client comes back, and is told then.
            if (verdict === 'not-known') finish();
            else if (verdict !== 'the-same') endWith(verdict);
            else if (typeof found !== 'string') actor = found;
          });
        const recheck = setInterval(lookAgain, options.recheckMs ?? 30_000);
        const { accessLinkId } = actor;
        const stopWatching =
          accessLinkId === undefined ? () => undefined : options.watchAccessLink(accessLinkId, lookAgain);
        release = () => {
          open = false;
          clearInterval(keepAlive);
          clearInterval(recheck);
          stopWatching();
          signal.removeEventListener('abort', finish);
          hub.leave(viewer);
        };
        signal.addEventListener('abort', finish);
        if (signal.aborted) return finish();
        if (options.build !== undefined) send(toEvent('build', { build: options.build }));
        send(toEvent('clock', options.readClock()));
        if (hub.join(viewer, options.since) === 'resync') endWith('resync');
      },
      cancel: () => release(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: queueBytes }),
  );
}

function* visibleFrames(batch: Batch, actor: Actor): Generator<Uint8Array> {
  for (const frame of batch.frames) {
    if (isInScope(actor.scope, frame.labels)) yield frame.bytes;
  }
  yield batch.headFrame;
}

type Found = Actor | 'nobody' | 'not-known';

/**
 * Fails closed: a session that cannot be read, or may no longer read the fleet, has ended. Read-only links alone are read
 * in the store: while that is away nothing is known of them, and nothing comes from it either.
 */
async function recheckSession(recheckActor: () => Promise<Actor | 'nobody'>, { accessLinkId }: Actor): Promise<Found> {
  const found = await recheckActor().catch((): Found => (accessLinkId === undefined ? 'nobody' : 'not-known'));
  return typeof found === 'string' || isPermitted(found, 'read-fleet') ? found : 'nobody';
}

/**
 * What becomes of a stream by who the client is now. A person in place of a link, or the other way round, reads everything
 * anew; another link was made for another screen, and this one's is gone.
 */
function judgeViewer(before: Actor, found: Found): 'the-same' | 'not-known' | 'resync' | 'signed-out' {
  if (found === 'nobody') return 'signed-out';
  if (found === 'not-known') return 'not-known';
  if (before.accessLinkId === found.accessLinkId) return 'the-same';
  return before.accessLinkId === undefined || found.accessLinkId === undefined ? 'resync' : 'signed-out';
}
