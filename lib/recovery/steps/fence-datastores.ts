import type { AccountId, RegionCode } from '@/lib/domain/fleet';
import type { CallRecord } from '@/lib/domain/recovery/execution';
import { type DatastoreView, datastoreMemberIn, viewDatastore } from './datastore-view';
import { type Finding, silent } from './fence-finding';
import type { StepPorts } from './step-kind';

interface Asked {
  readonly datastores: readonly string[];
  readonly region: RegionCode;
  readonly accountId: AccountId;
}

/** For each global datastore, whether the region itself says that it is not the primary. */
export async function readPrimaries(
  { datastores, region, accountId }: Asked,
  ports: StepPorts,
): Promise<readonly { readonly finding: Finding; readonly call: CallRecord }[]> {
  return Promise.all(
    datastores.map(async (datastore) => {
      const view = await viewDatastore(ports, { accountId, datastore }, region, 'leftRegionMs');
      return { finding: judgePrimary(view, datastore, region), call: view.call };
    }),
  );
}

function judgePrimary(view: DatastoreView, name: string, region: RegionCode): Finding {
  if (view.state === 'unreadable')
    return { holds: 'unknown', words: silent(`who writes ${name}`, region, view.sentence) };
  if (view.state === 'absent') return { holds: 'unknown', words: `${name} is not known in ${region}` };
  const own = datastoreMemberIn(view.group, region);
  // While it is modified its roles may be changing hands.
  if (view.group.status !== 'available') return { holds: 'unknown', words: `${name} is ${view.group.status}` };
  if (own === 'none' || own.role === 'unknown') {
    return { holds: 'unknown', words: `${region} does not say what it is to ${name}` };
  }
  if (own.role === 'primary') return { holds: 'no', words: `${region} says that it writes ${name}` };
  return { holds: 'yes', words: `${region} says that it does not write ${name}` };
}
