import type { RegionCode, Workload } from '../fleet';
import type { FleetEvidence } from '../fleet-evidence';
import { judgeDistribution } from '../needs/judge-distribution';
import { judgeKey } from '../needs/judge-key';
import { judgeSecret } from '../needs/judge-secret';
import type { EpochMs } from '../time';
import type { WorkloadSubject } from './types';

/** What a workload needs beside its stores, judged at `now`. */
export function viewNeeds(
  workload: Workload,
  evidence: FleetEvidence,
  dark: ReadonlySet<RegionCode>,
  now: EpochMs,
): Pick<WorkloadSubject, 'secrets' | 'keys' | 'distributions'> {
  const at = { isDark: (region: RegionCode) => dark.has(region), now };
  return {
    secrets: (workload.secrets ?? []).flatMap(({ name }) => judgeSecret(name, workload, evidence.secrets, at)),
    keys: (workload.keys ?? []).flatMap(({ alias }) => judgeKey(alias, workload, evidence.keys, at)),
    distributions: (workload.distributions ?? []).map(({ id }) =>
      judgeDistribution(id, workload, evidence.distributions, at),
    ),
  };
}
