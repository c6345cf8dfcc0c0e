import { defaultFleet } from './default-fleet';
import type { FleetDeclaration } from './fleet-declaration';
import { generateFleet, mostOf } from './generate-fleet';

/** How fleets are named, for people. */
export const fleetNames = `"default", "default-quick", where copies of databases are built anew and backups restored in minutes instead of hours, or "generated:<workloads>x<regions>x<accounts>", with ":<seed>" behind it if another than seed 1 is wanted: 1 to ${mostOf.workloads} workloads, 2 to ${mostOf.regions} regions, 1 to ${mostOf.accounts} accounts`;

/** The fleet of that name; undefined for a name that no fleet has. */
export function findFleetNamed(name: string): FleetDeclaration | undefined {
  if (name === 'default') return defaultFleet;
  if (name === 'default-quick') return inMinutes(defaultFleet);
  const sizes = /^generated:(\d{1,3})x(\d{1,2})x(\d{1,2})(?::(\d{1,9}))?$/.exec(name);
  if (sizes === null) return undefined;
  const [workloads = 0, regions = 0, accounts = 0, seed = 1] = sizes
    .slice(1)
    .flatMap((text) => (text ? Number(text) : []));
  if (workloads < 1 || regions < 2 || accounts < 1) return undefined;
  if (workloads > mostOf.workloads || regions > mostOf.regions || accounts > mostOf.accounts) return undefined;
  return generateFleet({ seed, workloads, regions, accounts });
}

/** What comes back while one waits; AWS prepares every restore for some minutes besides. */
const smallBackup = { sizeBytes: 200_000_000, growthBytes: 0 };

/** Long enough to be seen, short enough to be waited for. */
const minutes = { switchoverSeconds: [60, 70], failoverSeconds: [60, 70], rebuildSeconds: [60, 90] } as const;
const replicaMinutes = { rebuildSeconds: [60, 90], promotionSeconds: [90, 120], deletionSeconds: [60, 90] } as const;

function inMinutes(fleet: FleetDeclaration): FleetDeclaration {
  return {
    ...fleet,
    workloads: fleet.workloads.map((workload) => ({
      ...workload,
      ...(workload.backup === undefined ? {} : { backup: { ...workload.backup, ...smallBackup } }),
      stores: workload.stores.map((store) =>
        store.kind === 'aurora-global'
          ? { ...store, pace: minutes }
          : store.kind === 'rds-replica'
            ? { ...store, pace: replicaMinutes }
            : store,
      ),
    })),
  };
}
