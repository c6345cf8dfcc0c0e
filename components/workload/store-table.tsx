import type { LinkHistory } from '@/lib/domain/history/types';
import type { LinkStanding } from '@/lib/domain/overview/types';
import { nameStoreKind } from '@/lib/domain/store-kind-name';
import type { EpochMs } from '@/lib/domain/time';
import type { StoreLinkView, StoreView } from '@/lib/domain/workload-page/types';
import { formatCount, formatDuration, formatRate } from '@/lib/format';
import { atMostWords, measuredWords } from '../overview/workload-objectives';
import { storeAnchor } from '../shell/addresses';
import { AgedValue } from '../status/aged-value';
import { BulletBar } from '../status/bullet-bar';
import { ComplianceStatus } from '../status/compliance-status';
import { StatusIcon } from '../status/status-icon';
import { Panel } from '../ui/panel';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';
import { ValueAge } from './value-age';

export interface StoreTableProps {
  readonly stores: readonly StoreView[];
  /** Of the last 24 hours; empty until it was read. */
  readonly history: readonly LinkHistory[];
  readonly now: EpochMs;
  readonly simulated: boolean;
}

const columns = [
  'From → to',
  'Measured',
  'At most',
  'Against the objective',
  'Verdict',
  'Writes',
  'Backlog',
  'Evidence',
];

/** Each store with its directions of replication, both figures of potential data loss and the objective. */
export function StoreTable({ stores, history, now, simulated }: StoreTableProps) {
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
              <tbody key={store.id} id={storeAnchor(store.id)} className="target:bg-raised">
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
                {store.links.length === 0 && (
                  <tr>
                    <td colSpan={columns.length} className="px-3 pb-2 text-ink-muted">
                      {withoutLinks[store.kind] ?? 'No direction of replication is known of this store.'}
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
              </tbody>
            ))}
          </table>
        </ScrollArea>
      )}
    </Panel>
  );
}

/** Kinds of store that are copied by no link, and where they are shown instead. */
const withoutLinks: Partial<Readonly<Record<StoreView['kind'], string>>> = {
  'sqs-queue': 'Nothing copies it: see Queues.',
  backup: 'Copied as recovery points: see Backups.',
};

const standingWords: Readonly<Record<LinkStanding, string>> = {
  counted: 'counts for the objective',
  rebuildable: 'not counted: can be filled anew',
  unlawful: 'not counted: unlawful target',
};

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
        <span className="block text-ink-faint text-note" data-standing={link.standing}>
          {standingWords[link.standing]}
        </span>
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
      <td className="px-3 py-1.5 text-ink-muted">
        <Backlog backlog={row.backlog} now={now} />
      </td>
      <td className="min-w-40 px-3 py-1.5 text-ink-muted text-note">{row.evidence}</td>
    </tr>
  );
}

/** What waits to be copied, and what never will be. */
function Backlog({ backlog, now }: { readonly backlog: StoreLinkView['backlog']; readonly now: EpochMs }) {
  if (backlog === 'not-told') return <span title="This kind of store does not tell what waits">–</span>;
  const { pendingOperations, failed } = backlog;
  return (
    <span className="block min-w-32" data-testid="backlog">
      <AgedValue name="waiting" {...pendingOperations} now={now} show={(count) => `${formatCount(count)} waiting`} />
      <ValueAge {...pendingOperations} now={now} />
      {failed !== 'none' && (
        <span className="mt-0.5 flex items-start gap-1.5 text-ink">
          <StatusIcon shape="triangle-mark" tone="warning" />
          <span>{failed}</span>
        </span>
      )}
    </span>
  );
}
