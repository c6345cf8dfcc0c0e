import type { AccountId, Fleet, RegionCode, Workload } from '@/lib/domain/fleet';

/** One API endpoint of AWS: an account in a region. */
export interface Place {
  readonly accountId: AccountId;
  readonly region: RegionCode;
}

/** The region that serves AWS's global APIs: Route 53 and AWS Health. */
export const globalServicesRegion: RegionCode = 'us-east-1';

/** Stands for "no region" in the identity of what belongs to an entry point as a whole. */
export const noRegion: RegionCode = 'global';

/** Every account in every region of the fleet, whether a workload runs there or not. */
export function everyPlace(fleet: Fleet): readonly Place[] {
  return fleet.accounts.flatMap((account) =>
    fleet.regions.map((region) => ({ accountId: account.id, region: region.code })),
  );
}

/** The places in which the fleet declares something of the kind that `isThere` looks for. */
export function placesWith(
  fleet: Fleet,
  isThere: (workload: Workload, region: RegionCode) => boolean,
): readonly Place[] {
  return everyPlace(fleet).filter(({ accountId, region }) =>
    fleet.workloads.some((workload) => workload.accountId === accountId && isThere(workload, region)),
  );
}

/** The workloads of an account that run in a region. */
export function workloadsAt(fleet: Fleet, { accountId, region }: Place): readonly Workload[] {
  return fleet.workloads.filter((workload) => workload.accountId === accountId && runsIn(workload, region));
}

/** Whether a workload is declared to run in a region. */
export function runsIn(workload: Workload, region: RegionCode): boolean {
  return workload.regions.some((declared) => declared.region === region);
}
