import type { EpochMs } from '@/lib/domain/time';
import type { QueueRow } from '@/lib/domain/workload-page/types';
import { formatCount, formatDuration } from '@/lib/format';
import { AgedValue } from '../status/aged-value';
import { UncopiedState } from '../status/need-state';
import { Panel } from '../ui/panel';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';
import { ValueAge } from './value-age';

export interface QueueTableProps {
  readonly queues: readonly QueueRow[];
  readonly now: EpochMs;
  readonly simulated: boolean;
}

const figures = ['Messages', 'Oldest waits'];

/** What waits in the queues of each region, and what would be out of reach with it. */
export function QueueTable({ queues, now, simulated }: QueueTableProps) {
  return (
    <Panel id="queues-title" title="Queues" simulated={simulated} aside="Nothing copies them to another region">
      <ScrollArea label="Queues of the workload by region">
        <table className="w-full border-collapse text-left text-table">
          <TableHead names={['Queue', 'Region', ...figures, 'If the region is lost']} numeric={figures} />
          <tbody>
            {queues.map((queue) => (
              <Row key={queue.id} queue={queue} now={now} />
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </Panel>
  );
}

function Row({ queue, now }: { readonly queue: QueueRow; readonly now: EpochMs }) {
  const { storeId, resource, region, role, messages, oldestMessageAgeSeconds: oldest, stranded } = queue;
  return (
    <tr
      data-testid={`queue-${storeId}-${region}`}
      data-region={region}
      data-freshness={messages.freshness}
      className="border-line border-t align-top"
    >
      <th scope="row" className="min-w-40 px-3 py-1.5 font-normal [overflow-wrap:anywhere]">
        <bdi>{storeId}</bdi>
        <span className="block font-mono text-ink-faint text-note">{resource}</span>
      </th>
      <td className="whitespace-nowrap px-3 py-1.5">
        {region}
        <span className="block text-ink-faint text-note">{role}</span>
      </td>
      <td className="px-3 py-1.5 text-right">
        <AgedValue name="messages" {...messages} now={now} show={showMessages} />
        <ValueAge {...messages} now={now} />
      </td>
      <td className="px-3 py-1.5 text-right">
        <AgedValue name="oldest" {...oldest} now={now} show={formatDuration} />
        <ValueAge {...oldest} now={now} />
      </td>
      <td className="min-w-52 px-3 py-1.5">
        <UncopiedState sentence={upperFirst(stranded)} />
      </td>
    </tr>
  );
}

function showMessages(messages: number | 'absent'): string {
  return messages === 'absent' ? 'no such queue' : formatCount(messages);
}

/** A region code stays as it is. */
function upperFirst(sentence: string): string {
  return /^[a-z]+ /.test(sentence) ? `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}` : sentence;
}
