import type { Acknowledgement } from '../findings/acknowledgement';
import { fetchFleetFrom, SignedOut } from '../shell/fleet-cache';
import { FleetStream } from '../shell/fleet-stream';
import type { WallPorts } from './wall-fleet';

/** The browser that a wall runs in. What it asks for says which wall it is for: a read-only link opens that one alone. */
export function browserPorts(wall: string): WallPorts {
  const query = new URLSearchParams({ wall });
  return {
    openStream: (since, events) => new FleetStream(since, events, { heartbeat: 'wall', wall }),
    fetchFleet: () => fetchFleetFrom(`/api/fleet?${query}`),
    fetchSeen: () => fetchSeenFrom(`/api/acknowledgements?${query}`),
    wallMs: () => Date.now(),
    steadyMs: () => performance.now(),
  };
}

/** Who has seen what. Throws SignedOut on 401 and an error on anything else that is no answer. */
async function fetchSeenFrom(address: string): Promise<readonly Acknowledgement[]> {
  const answer = await fetch(address, { cache: 'no-store' });
  if (answer.status === 401) throw new SignedOut();
  if (!answer.ok) throw new Error(`the console answered ${answer.status}`);
  return (await answer.json()) as readonly Acknowledgement[];
}
