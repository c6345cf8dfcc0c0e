import type { RegionCode, Workload } from '../fleet';
import type { FleetEvidence } from '../fleet-evidence';
import { toMissing } from '../observe';
import type { WorkloadView } from '../overview/types';
import type { EpochMs } from '../time';
import { signalView } from './signal-view';
import type { BackupRow } from './types';

/** Every vault of a workload in every region it runs in: one that was not read yet is not an empty one. */
export function viewBackups(
  workload: Workload,
  view: WorkloadView,
  { backups }: FleetEvidence,
  dark: ReadonlySet<RegionCode>,
  now: EpochMs,
): readonly BackupRow[] {
  return workload.stores
    .filter(({ kind }) => kind === 'backup')
    .flatMap((store) =>
      workload.regions.map(({ region, role }): BackupRow => {
        const id = `${workload.id}/${store.id}/${region}`;
        const entity = backups.find((candidate) => candidate.id === id);
        return {
          id,
          storeId: store.id,
          region,
          role,
          newest:
            entity === undefined
              ? { observation: toMissing<never>('not-asked-yet', now), freshness: 'never' }
              : signalView(entity.newest, entity.cadence, dark.has(region), now),
          backup: view.backups.find((candidate) => candidate.id === id) ?? 'not-read-yet',
        };
      }),
    );
}
