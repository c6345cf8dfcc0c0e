import type { Acknowledgement } from '../findings/acknowledgement';
import { fetchFleet, SignedOut } from '../shell/fleet-cache';
import { FleetStream } from '../shell/fleet-stream';
import type { WallPorts } from './wall-fleet';

/** The browser a wall runs in. */
export const browserPorts: WallPorts = {
  openStream: (since, events) => new FleetStream(since, events, { heartbeat: 'wall' }),
  fetchFleet,
  fetchSeen,
  wallMs: () => Date.now(),
  steadyMs: () => performance.now(),
};

/** Who has seen what. Throws SignedOut on 401 and an error on anything else that is no answer. */
async function fetchSeen(): Promise<readonly Acknowledgement[]> {
  const answer = await fetch('/api/acknowledgements', { cache: 'no-store' });
  if (answer.status === 401) throw new SignedOut();
  if (!answer.ok) throw new Error(`the console answered ${answer.status}`);
  return (await answer.json()) as readonly Acknowledgement[];
}
