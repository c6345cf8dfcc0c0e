import 'server-only';
import { readChangesSince } from '@/lib/persistence/entities';
import { listenForChanges } from '@/lib/persistence/listen';
import { webStore } from '../web-store';
import { StreamHub } from './hub';

const shared = globalThis as typeof globalThis & { antipodeHub?: StreamHub; antipodeHubStarted?: Promise<void> };

/** The one hub of this process, started on first use. */
export function openStreamHub(): StreamHub {
  if (shared.antipodeHub === undefined) {
    const store = webStore();
    const hub = new StreamHub({
      listen: (onHead) => listenForChanges(store, onHead),
      readChangesSince: (since) => readChangesSince(store, since),
      nowMs: Date.now,
    });
    shared.antipodeHub = hub;
    // Listening retries by itself while the store is away; until it knows a head, clients are told to read anew.
    shared.antipodeHubStarted = hub.start();
  }
  return shared.antipodeHub;
}

/** Resolves when the hub has looked at the store once, reachable or not. */
export async function streamHubReady(): Promise<StreamHub> {
  const hub = openStreamHub();
  await shared.antipodeHubStarted;
  return hub;
}
