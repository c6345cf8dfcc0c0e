import { oldestPending, pendingAfter } from './commit-log';
import { defaultWorkloads } from './default-fleet';
import { type FleetLog, fleetLinks, fleetLogs } from './replication-links';
import { servedShareLately } from './served-lately';
import type { Simulation } from './simulation';
import type { LinkTruth, StoreTruth, Truth } from './types';

/** What really happened, counted from the queues of committed writes. */
export function tellTruth(simulation: Simulation): Truth {
  const { state } = simulation;
  return {
    now: state.second * 1000,
    faults: state.faults.map((each) => ({ ...each })),
    links: fleetLinks.flatMap((link): LinkTruth[] => {
      const log = state.logs[link.log];
      const position = state.positions[link.id];
      if (log === undefined || position === undefined) return [];
      const oldest = oldestPending(log, position);
      const failed = state.objectFailures[link.id]?.failed ?? 0;
      return [
        {
          workload: link.workload,
          store: link.store,
          source: link.source,
          target: link.target,
          committed: log.committed,
          replicated: log.committed - pendingAfter(log, position) - failed,
          failed,
          recoverableUntil: Math.floor(position * 1000),
          lossSeconds: oldest === undefined ? 0 : Math.max(0, log.newestAt - oldest),
        },
      ];
    }),
    stores: fleetLogs.flatMap((log) => storeTruthOf(simulation, log) ?? []),
    users: defaultWorkloads
      .filter((workload) => workload.populations.length > 0)
      .map((workload) => usersOf(simulation, workload.id)),
  };
}

function storeTruthOf(simulation: Simulation, { id, workload, store, region }: FleetLog): StoreTruth | undefined {
  const { state } = simulation;
  const log = state.logs[id];
  const links = fleetLinks.filter((link) => link.log === id);
  if (log === undefined || links.length === 0) return undefined;
  const pending = links.map((link) => pendingAfter(log, state.positions[link.id] ?? 0));
  const lost = Math.max(...links.map((link) => state.objectFailures[link.id]?.failed ?? 0));
  return {
    workload: workload.id,
    store: store.id,
    region,
    committed: log.committed,
    replicated: log.committed - Math.max(...pending) - lost,
    lost,
    stranded: simulation.isReachable(region) ? 0 : Math.min(...pending),
  };
}

function usersOf(simulation: Simulation, workload: string): Truth['users'][number] {
  const service = simulation.flowsAt(simulation.state.second).services.get(workload);
  const byRegion: Record<string, number> = {};
  let servedShare = 0;
  for (const each of service?.regions ?? []) {
    const share =
      service === undefined || service.demanded === 0 ? 0 : (each.requests - each.errors) / service.demanded;
    byRegion[each.region] = share;
    servedShare += share;
  }
  const lately = servedShareLately(simulation.state.served?.[workload]);
  // A world that was only just born remembers no minute: it is as it is now.
  return { workload, servedShare, servedShareOfLastMinute: lately ?? servedShare, byRegion };
}
