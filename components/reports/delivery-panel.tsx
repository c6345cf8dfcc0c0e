import type { Destination, ReportDelivery } from '@/lib/domain/reports/delivery';
import type { EpochMs } from '@/lib/domain/time';
import { formatCount } from '@/lib/domain/wording/list';
import { formatMoment, formatMonth } from '@/lib/format';
import { executiveReportAddress } from '../shell/addresses';
import { DeliveryStatus } from '../status/report-status';
import { Moment } from '../time/moment';
import { NameLink } from '../ui/name-link';
import { Panel } from '../ui/panel';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';

export interface DeliveryPanelProps {
  readonly deliveries: readonly ReportDelivery[];
  /** Why whoever looks is shown none, as a sentence. */
  readonly whyNone: string | 'shown';
  readonly now: EpochMs;
  readonly simulated: boolean;
}

/** Where reports are delivered to, and what became of the newest one at each place. */
export function DeliveryPanel({ deliveries, whyNone, now, simulated }: DeliveryPanelProps) {
  return (
    <Panel id="deliveries-title" title="Deliveries" simulated={simulated} aside="the newest to each place">
      {deliveries.length === 0 ? (
        <p className="max-w-[90ch] px-4 py-3 text-ink-muted text-table">
          {whyNone === 'shown' ? (
            <>
              None is declared. The section <code className="font-mono text-note">reports</code> of the fleet file names
              folders, buckets and addresses that each edition is handed to.
            </>
          ) : (
            whyNone
          )}
        </p>
      ) : (
        <ScrollArea label="Deliveries">
          <table className="w-full border-collapse text-left text-table" data-testid="report-deliveries">
            <TableHead names={['Delivery', 'To', 'Of', 'State', 'Since', 'What became of it']} />
            <tbody>
              {deliveries.map((delivery) => (
                <DeliveryRow
                  key={`${delivery.deliveryId} ${placeWords(delivery.destination)}`}
                  delivery={delivery}
                  now={now}
                />
              ))}
            </tbody>
          </table>
        </ScrollArea>
      )}
    </Panel>
  );
}

const occasions = { 'month-closed': 'each edition', weekly: 'every week' } as const;

function DeliveryRow({ delivery, now }: { readonly delivery: ReportDelivery; readonly now: EpochMs }) {
  const { deliveryId, destination, occasion, subject, state, since, attempts, sentence, nextAttemptAt } = delivery;
  return (
    <tr className="border-line border-t align-top" data-testid={`delivery-${deliveryId}`} data-state={state}>
      <th scope="row" className="min-w-32 px-3 py-1.5 font-normal [overflow-wrap:anywhere]">
        {deliveryId}
        <span className="block text-ink-muted text-note">{occasions[occasion]}</span>
      </th>
      <td className="min-w-48 px-3 py-1.5 [overflow-wrap:anywhere]">
        <bdi>{placeWords(destination)}</bdi>
      </td>
      <td className="whitespace-nowrap px-3 py-1.5">
        {subject === 'none' ? (
          <span className="text-ink-muted">none yet</span>
        ) : (
          <>
            <NameLink href={executiveReportAddress(subject.month)}>{formatMonth(subject.month)}</NameLink>
            <span className="block text-ink-muted text-note">{partWords(subject.part)}</span>
          </>
        )}
      </td>
      <td className="min-w-44 px-3 py-1.5">
        <DeliveryStatus state={state} />
      </td>
      <td className="whitespace-nowrap px-3 py-1.5 tabular-nums">
        <Moment at={since} now={now} />
        {attempts > 1 && <span className="block text-ink-muted text-note">{formatCount(attempts, 'attempt')}</span>}
      </td>
      <td className="min-w-56 max-w-[60ch] px-3 py-1.5 text-ink-muted [overflow-wrap:anywhere]">
        {sentence === '' ? 'Not tried yet.' : sentence}
        {nextAttemptAt !== 'none' && ` Next attempt at ${formatMoment(nextAttemptAt, now)}.`}
      </td>
    </tr>
  );
}

function partWords(part: Exclude<ReportDelivery['subject'], 'none'>['part']): string {
  return part.kind === 'edition' ? `edition ${part.edition}` : `so far, week of ${part.monday}`;
}

function placeWords(destination: Destination): string {
  switch (destination.kind) {
    case 'folder':
      return `folder ${destination.folder}`;
    case 'bucket':
      return `s3://${destination.bucket}, ${destination.region}`;
    case 'mail':
      return `mail to ${destination.to.join(', ')}`;
  }
}
