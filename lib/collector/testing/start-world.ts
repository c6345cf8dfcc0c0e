import { type BillingMeter, createAwsEdge } from '@/lib/aws';
import type { FleetClockAnchor } from '@/lib/domain/time';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { createProber } from '@/lib/probes';
import { type RunningSimulator, startSimulator } from '@/lib/simulator/start-simulator';
import type { GivenFault } from '@/lib/simulator/world/types';
import { toAccountAccess } from '../account-access';
import { createFleetClock, type FleetClock } from '../fleet-clock';
import { toEdgeOptions } from '../outside';
import { type CollectorPorts, createAwsReader } from '../ports';

export interface SimulatedWorld {
  readonly anchor: FleetClockAnchor;
  readonly clock: FleetClock;
  readonly simulator: RunningSimulator;
  readonly ports: CollectorPorts;
  fail(region: string): Promise<void>;
  /** Stops all replication of one store. */
  stall(workload: string, store: string): Promise<void>;
  heal(region: string): Promise<void>;
  /** Begins a fault of any kind, given as data. */
  begin(fault: GivenFault): Promise<void>;
  /** Ends every fault. */
  healAll(): Promise<void>;
  stop(): Promise<void>;
}

export interface WorldOptions {
  /** Has the simulator count what AWS would bill. */
  readonly counted?: true;
  /** Told what the edge counts. */
  readonly meter?: BillingMeter;
  /** Fleet time at which it starts. Default: the time it is. */
  readonly startsAt?: number;
}

/** A simulated fleet of the suite's own, asked over the wire as AWS is, with fleet time `speed` times as fast. */
export async function startWorld(seed: number, speed: number, options: WorldOptions = {}): Promise<SimulatedWorld> {
  const wall = Date.now();
  const { meter, startsAt = wall, counted: truth } = options;
  const anchor = { anchorFleetMs: startsAt, anchorWallMs: wall, speed };
  const simulator = await startSimulator({ port: 0, dnsPort: 0, httpPort: 0, seed, clock: anchor, truth });
  const clock = createFleetClock(anchor);
  const dns = `127.0.0.1:${simulator.dnsPort}`;
  const edge = createAwsEdge(
    { mode: 'simulator', endpoint: simulator.url, dns },
    {
      ...toEdgeOptions(clock),
      accounts: (accountId) => toAccountAccess(defaultFleet, accountId),
      ...(meter === undefined ? {} : { meter, pace: 'unlimited' as const }),
    },
  );
  const prober = createProber({
    mode: 'simulator',
    dns,
    httpProxy: `http://127.0.0.1:${simulator.httpPort}`,
  });
  const control = async (path: string, body: object) => {
    const answer = await fetch(`${simulator.url}/_simulator/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`The simulator refused ${path}: ${answer.status} ${await answer.text()}`);
  };
  return {
    anchor,
    clock,
    simulator,
    ports: { aws: createAwsReader(edge), prober },
    fail: (region) => control('faults', { kind: 'region-outage', region }),
    stall: (workload, store) => control('faults', { kind: 'replication-stalled', workload, store }),
    heal: (region) => control('heal', { region }),
    begin: (fault) => control('faults', fault),
    healAll: () => control('heal', {}),
    stop: async () => {
      edge.close();
      await simulator.stop();
    },
  };
}
