import type { BackupEntity, Cadence } from '@/lib/domain/entities';
import type { RegionCode, StoreDeclaration, Workload } from '@/lib/domain/fleet';
import { toObserved } from '@/lib/domain/observe';
import { findNewestComplete } from '@/lib/stores/backup';
import { storeAdapters } from '@/lib/stores/registry';
import { carry, neverAsked, type Reading } from '../carry';
import type { AwsReader } from '../ports';
import { awsDeadlineMs, type Merge, type MergeContext, type SourceKind, toAskedCadence, toSourceId } from '../source';
import { joinOutcomes } from './join-outcomes';
import { type Place, placesWith, runsIn } from './places';
import { storesOfKind } from './stores-of-kind';

const periodSeconds = 300;
/** Points older than this are no protection worth naming; a vault may hold years of them. */
export const lookBackMs = 40 * 86_400_000;
const { api, call, kind } = storeAdapters.backup;

/** What the backup vaults of every region can bring back. */
export const backups: SourceKind = (fleet, settings) =>
  placesWith(fleet, (workload, region) => runsIn(workload, region) && hasBackup(workload)).map((place) => {
    const placed = storesOfKind(fleet, place, kind);
    const cadence = toAskedCadence(periodSeconds, awsDeadlineMs, settings);
    return {
      id: toSourceId(place.accountId, place.region, api),
      ...place,
      api,
      call,
      rhythm: { periodSeconds, phaseSeconds: 0 },
      deadlineMs: awsDeadlineMs,
      ask: async ({ ports, scope, counters, askedAt }) =>
        joinOutcomes(
          await Promise.all(
            placed.map(async (one) => {
              counters.countCall(call);
              const vault = vaultIn(one.workload, one.store, place.region);
              const answer = await ports.aws.recoveryPoints(scope, vault, askedAt - lookBackMs);
              const reading = (context: MergeContext) => toReading(answer, context);
              return { answer, merge: mergeBackup(place, one, reading, cadence) };
            }),
          ),
        ),
      lose: (reason) => (context) => {
        for (const one of placed) mergeBackup(place, one, () => ({ state: 'missing', reason }), cadence)(context);
      },
    };
  });

/** Of an answer that is not whole nobody knows whether the newest point is in it. */
function toReading(
  answer: Awaited<ReturnType<AwsReader['recoveryPoints']>>,
  { askedAt, receivedAt }: MergeContext,
): Reading<Newest> {
  if (answer.state !== 'answered') return { state: 'missing', reason: answer.state };
  if (answer.notices.length > 0) return { state: 'missing', reason: 'unusable' };
  const newest = answer.value === 'absent' ? 'absent' : findNewestComplete(answer.value);
  return toObserved(newest, askedAt, receivedAt, 'aws-api');
}

type Newest = BackupEntity['newest'] extends infer O ? (O extends { readonly value: infer V } ? V : never) : never;

function hasBackup(workload: Workload): boolean {
  return workload.stores.some((store) => store.kind === kind);
}

/** The primary region holds the vault that backups are made into, the others the one that copies go to. */
export function vaultIn(
  { regions }: Workload,
  { resource, copyResource }: StoreDeclaration,
  region: RegionCode,
): string {
  const isPrimary = regions.some((declared) => declared.region === region && declared.role === 'primary');
  return isPrimary ? resource : (copyResource ?? resource);
}

function mergeBackup(
  place: Place,
  { workload, store }: { readonly workload: Workload; readonly store: StoreDeclaration },
  toNewest: (context: MergeContext) => Reading<Newest>,
  cadence: Cadence,
): Merge {
  return (context) => {
    const { snapshot, receivedAt } = context;
    const id = `${workload.id}/${store.id}/${place.region}`;
    const before = snapshot.find('backup', id)?.newest ?? neverAsked<Newest>(receivedAt);
    snapshot.put({
      kind: 'backup',
      id,
      workloadId: workload.id,
      storeId: store.id,
      ...place,
      resource: vaultIn(workload, store, place.region),
      newest: carry(before, toNewest(context), cadence, receivedAt),
      cadence,
    });
  };
}
