import type { SourceEntity } from '../entities';
import type { StoreDeclaration, StoreKind, Workload } from '../fleet';
import type { WorkloadView } from '../overview/types';
import type { EpochMs } from '../time';
import { formatMoment } from '../wording/moment';
import type { FindingContext, FindingDraft } from './finding';

/** Stores that nothing copies: known and accepted, or not; either way a person should know. */
export function unreplicatedFindings(context: FindingContext): readonly FindingDraft[] {
  const { evidence, overview, now } = context;
  const known: Known = {
    copied: new Set(evidence.links.map(({ workloadId, storeId }) => `${workloadId}/${storeId}`)),
    sources: new Map(evidence.sources.map((source) => [source.id, source])),
  };
  return overview.workloads.flatMap((workload) => {
    const declared = evidence.workloads.find(({ id }) => id === workload.id)?.workload;
    const replicating = (declared?.stores ?? []).filter(
      ({ kind, rebuildable }) => kind in apiOf && rebuildable !== true,
    );
    return [
      ...[...new Set(workload.queues.map(({ storeId }) => storeId))].map((storeId) => queue(workload, storeId, now)),
      ...(declared === undefined ? [] : replicating.flatMap((store) => withoutCopy(declared, store, known, now))),
    ];
  });
}

interface Known {
  /** Stores of which a link is known, by workload and id. */
  readonly copied: ReadonlySet<string>;
  readonly sources: ReadonlyMap<string, SourceEntity>;
}

function queue(workload: WorkloadView, storeId: string, now: number): FindingDraft {
  const queues = workload.queues.filter((one) => one.storeId === storeId);
  return {
    ...labels(workload, storeId),
    severity: 'notice',
    sentence: `${workload.name}: ${storeId} is not replicated; what waits in it is out of reach while its region is lost`,
    evidence: queues.map(({ resource, stranded }) => `${resource}: ${stranded}`),
    clear: 'Stays while the queue is declared. Make sure that what it holds can be sent again',
    since: now,
  };
}

/** Kinds that replicate, by the API that would know of a copy. */
const apiOf: Partial<Record<StoreKind, string>> = {
  'aurora-global': 'rds',
  'rds-replica': 'rds-instances',
  'dynamodb-global-table': 'dynamodb',
  's3-replication': 's3',
};

/** Every region of the workload was asked and none knows of a copy. One that does not answer may hold one. */
function withoutCopy(
  workload: Workload,
  store: StoreDeclaration,
  { copied, sources }: Known,
  now: EpochMs,
): FindingDraft[] {
  if (copied.has(`${workload.id}/${store.id}`)) return [];
  const asked = workload.regions.map(({ region }) =>
    sources.get(`${workload.accountId}/${region}/${apiOf[store.kind]}`),
  );
  const answered = asked.filter((source) => source?.state === 'answered' && source.message === '');
  if (asked.length === 0 || answered.length < asked.length) return [];
  return [
    {
      ...labels(workload, store.id),
      severity: workload.tier <= 1 ? 'warning' : 'notice',
      sentence: `${workload.name}: nothing copies ${store.id} out of its region; it is lost with it`,
      evidence: answered.flatMap((source) =>
        source === undefined || source.lastAnswerAt === 'never'
          ? []
          : [`${source.call} in ${source.region} at ${formatMoment(source.lastAnswerAt, now, 'second')} names no copy`],
      ),
      clear: `Clears when ${store.resource} replicates to another region of the workload`,
      since: now,
    },
  ];
}

function labels({ id, accountId }: Pick<WorkloadView, 'id' | 'accountId'>, storeId: string) {
  const code = 'store-unprotected' as const;
  return { accountId, region: 'none' as const, workloadId: id, subject: `${id}/${storeId}`, code };
}
