import type { LinkHistory } from '@/lib/domain/history/types';
import type { QueueView } from '@/lib/domain/overview/types';
import { nameStoreKind } from '@/lib/domain/store-kind-name';
import type { EpochMs } from '@/lib/domain/time';
import type { StoreLinkView, StoreVaultView, StoreView } from '@/lib/domain/workload-page/types';
import { formatDuration, formatMoment, formatRate } from '@/lib/format';
import { atMostWords, measuredWords } from '../overview/workload-objectives';
import { AgedValue } from '../status/aged-value';
import { BulletBar } from '../status/bullet-bar';
import { ComplianceStatus } from '../status/compliance-status';
import { Panel } from '../ui/panel';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';

export interface StoreTableProps {
  readonly workloadId: string;
  readonly stores: readonly StoreView[];
  /** Of the last 24 hours; empty until it was read. */
  readonly history: readonly LinkHistory[];
  readonly now: EpochMs;
  readonly simulated: boolean;
}

const columns = ['From → to', 'Measured', 'At most', 'Against the objective', 'Verdict', 'Writes', 'Evidence'];

/** Each store with its directions of replication, both figures of potential data loss and the objective. */
export function StoreTable({ workloadId, stores, history, now, simulated }: StoreTableProps) {
  return (
    <Panel
      id="stores-title"
      title="Stores and replication"
      simulated={simulated}
      aside="Thick bar measured, thin bar at most, line the objective, dashed tick worst of 24 h"
    >
      {stores.length === 0 ? (
        <p className="px-4 py-3 text-ink-muted text-table">The fleet declares no store of this workload.</p>
      ) : (
        <ScrollArea label="Stores and replication">
          <table className="w-full border-collapse text-left text-table">
            <TableHead names={columns} />
            {stores.map((store) => (
              <tbody key={store.id}>
                <tr className="border-line border-t">
                  <th scope="rowgroup" colSpan={columns.length} className="px-3 pt-2 pb-1 font-normal">
                    <span className="font-semibold text-ink">
                      <bdi>{store.id}</bdi>
                    </span>{' '}
                    <span className="text-ink-muted">{nameStoreKind(store.kind)}</span>{' '}
                    <span className="font-mono text-ink-faint text-note [overflow-wrap:anywhere]">
                      {store.resource}
                    </span>
                  </th>
                </tr>
                {store.links.length + store.vaults.length + store.queues.length === 0 && (
                  <tr>
                    <td colSpan={columns.length} className="px-3 pb-2 text-ink-muted">
                      No direction of replication is known of this store.
                    </td>
                  </tr>
                )}
                {store.links.map((row) => (
                  <LinkRow
                    key={row.link.id}
                    row={row}
                    history={history.find(({ linkId }) => linkId === row.link.id)}
                    now={now}
                  />
                ))}
                {store.vaults.map((row) => (
                  <VaultRow key={row.vault.id} workloadId={workloadId} row={row} now={now} />
                ))}
                {store.queues.map((queue) => (
                  <QueueRow key={queue.id} workloadId={workloadId} queue={queue} />
                ))}
              </tbody>
            ))}
          </table>
        </ScrollArea>
      )}
    </Panel>
  );
}

interface LinkRowProps {
  readonly row: StoreLinkView;
  readonly history: LinkHistory | undefined;
  readonly now: EpochMs;
}

function LinkRow({ row, history, now }: LinkRowProps) {
  const { link, objectiveSeconds } = row;
  const { measured, atMost } = link.loss;
  return (
    <tr
      data-testid={`link-${link.id.replaceAll('/', '-').replaceAll('>', '-')}`}
      data-compliance={link.verdict.state}
      data-source={link.source}
      data-target={link.target}
      className="align-top"
    >
      <th scope="row" className="whitespace-nowrap px-3 py-1.5 font-normal">
        {link.source} → {link.target}
      </th>
      <td className="min-w-36 px-3 py-1.5">{measuredWords(link.loss, now)}</td>
      <td className="min-w-28 px-3 py-1.5">{atMostWords(link.loss)}</td>
      <td className="px-3 py-1.5">
        {objectiveSeconds === 'none' ? (
          <span className="text-ink-muted">No objective set</span>
        ) : (
          <>
            <BulletBar
              measuredSeconds={measured.state === 'known' ? measured.seconds : 'not-measured'}
              atMostSeconds={atMost.state === 'unbounded' ? 'unbounded' : atMost.seconds}
              objectiveSeconds={objectiveSeconds}
              worstSeconds={history === undefined || history.peak === 'none' ? 'unknown' : history.peak.lagSeconds}
            />
            <span className="block text-ink-faint text-note">
              objective {formatDuration(objectiveSeconds, 'down')}
              {history !== undefined && history.peak !== 'none'
                ? `, worst ${formatDuration(history.peak.lagSeconds)}`
                : ''}
            </span>
          </>
        )}
      </td>
      <td className="min-w-44 px-3 py-1.5">
        <ComplianceStatus {...link.verdict} />
      </td>
      <td className="whitespace-nowrap px-3 py-1.5 text-ink-muted">
        <AgedValue name="writes" {...row.writesPerSecond} now={now} show={formatRate} />
      </td>
      <td className="min-w-40 px-3 py-1.5 text-ink-muted text-note">{row.evidence}</td>
    </tr>
  );
}

interface VaultRowProps {
  readonly workloadId: string;
  readonly row: StoreVaultView;
  readonly now: EpochMs;
}

/** A vault of backups: what could be brought back is as old as its newest complete point, whatever happens since. */
function VaultRow({ workloadId, row, now }: VaultRowProps) {
  const { vault, objectiveSeconds } = row;
  const { storeId, region, resource, newest, recoveryPointAgeSeconds: age, verdict } = vault;
  return (
    <tr
      data-testid={`vault-${workloadId}-${storeId}-${region}`}
      data-compliance={verdict.state}
      data-region={region}
      className="align-top"
    >
      <th scope="row" className="whitespace-nowrap px-3 py-1.5 font-normal">
        {region}
      </th>
      <td className="min-w-36 px-3 py-1.5">
        {newest === 'none' ? 'No complete recovery point is known' : `Point of ${formatMoment(newest.createdAt, now)}`}
      </td>
      <td className="min-w-28 px-3 py-1.5">
        {age === 'none' ? 'No bound: nothing to restore is known' : formatDuration(age)}
      </td>
      <td className="px-3 py-1.5 text-ink-faint text-note">
        {objectiveSeconds === 'none' ? 'No objective set' : `objective ${formatDuration(objectiveSeconds, 'down')}`}
      </td>
      <td className="min-w-44 px-3 py-1.5">
        <ComplianceStatus {...verdict} />
      </td>
      <td className="whitespace-nowrap px-3 py-1.5 text-ink-faint">–</td>
      <td className="min-w-40 px-3 py-1.5 text-ink-muted text-note">
        Recovery points in vault <bdi>{resource}</bdi>
      </td>
    </tr>
  );
}

/** A queue that nothing copies: no loss, but out of reach while its region is lost. */
function QueueRow({ workloadId, queue }: { readonly workloadId: string; readonly queue: QueueView }) {
  const { storeId, region, stranded } = queue;
  return (
    <tr data-testid={`queue-${workloadId}-${storeId}-${region}`} data-region={region} className="align-top">
      <th scope="row" className="whitespace-nowrap px-3 py-1.5 font-normal">
        {region}
      </th>
      <td colSpan={columns.length - 1} className="px-3 py-1.5">
        Not replicated: {stranded}
      </td>
    </tr>
  );
}
