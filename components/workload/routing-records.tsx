import { newestValue } from '@/lib/domain/observe';
import type { EpochMs } from '@/lib/domain/time';
import type { EntryPointView, RecordView } from '@/lib/domain/workload-page/types';
import { formatAge, formatDuration } from '@/lib/format';
import { ConditionMark } from '../status/condition-mark';
import { Panel } from '../ui/panel';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';

export interface RoutingRecordsProps {
  readonly entryPoints: readonly EntryPointView[];
  readonly now: EpochMs;
  readonly simulated: boolean;
}

/** How users are sent to a region: record by record, and what Route 53 answers now. */
export function RoutingRecords({ entryPoints, now, simulated }: RoutingRecordsProps) {
  return (
    <Panel id="routing-title" title="Routing" simulated={simulated}>
      {entryPoints.length === 0 && (
        <p className="px-4 py-3 text-ink-muted text-table">The fleet declares no entry point of this workload.</p>
      )}
      {entryPoints.map((entryPoint) => (
        <EntryPoint key={entryPoint.id} entryPoint={entryPoint} now={now} />
      ))}
    </Panel>
  );
}

function EntryPoint({ entryPoint, now }: { readonly entryPoint: EntryPointView; readonly now: EpochMs }) {
  const { id, hostname, policy, answerSentence, probeSentence, records } = entryPoint;
  return (
    <section aria-label={hostname} data-testid={`entry-point-${id}`} className="text-table">
      <div className="grid gap-x-6 gap-y-0.5 px-4 py-2">
        <h3 className="font-semibold text-ink [overflow-wrap:anywhere]">{hostname}</h3>
        <p className="text-ink-muted">
          {answerSentence}
          {answerDetail(entryPoint, now)}. {probeSentence}. Policy: {policy}.
        </p>
      </div>
      {records === 'not-read-yet' ? (
        <p className="border-line border-t px-4 py-3 text-ink-muted">Its records have not been read yet.</p>
      ) : (
        <ScrollArea label={`Records of ${hostname}`}>
          <table className="w-full border-collapse text-left text-table">
            <TableHead names={['Record', 'Policy', 'Leads to', 'Present answer leads here', 'Health', 'TTL']} />
            <tbody>
              {records.map((record) => (
                <RecordRow key={`${record.name} ${record.type} ${record.setIdentifier}`} record={record} />
              ))}
            </tbody>
          </table>
        </ScrollArea>
      )}
    </section>
  );
}

/** Addresses, lifetime and age of the newest answer. */
function answerDetail({ answer }: EntryPointView, now: EpochMs): string {
  if (answer === 'never-asked') return '';
  const newest = newestValue(answer.observation);
  if (newest === 'none') return '';
  const { addresses, ttlSeconds } = newest.value;
  return ` (${addresses.join(', ')}; TTL ${formatDuration(ttlSeconds)}; ${formatAge(newest.measuredAt, now)})`;
}

const answeredWords: Readonly<Record<RecordView['answered'], string>> = {
  yes: 'Yes',
  no: 'No',
  unknown: 'Unknown',
};

function RecordRow({ record }: { readonly record: RecordView }) {
  const { name, type, setIdentifier, policy, targets, region, answered, condition, ttlSeconds, healthCheck } = record;
  const further = region === 'none';
  return (
    <tr data-answered={answered} data-region={region} className="border-line border-t align-top">
      <th scope="row" className="min-w-40 px-3 py-1.5 font-normal [overflow-wrap:anywhere]">
        {name} <span className="text-ink-faint">{type}</span>
        {setIdentifier !== 'none' && <span className="block text-ink-faint text-note">{setIdentifier}</span>}
      </th>
      <td className="whitespace-nowrap px-3 py-1.5">{policy}</td>
      <td className="min-w-48 px-3 py-1.5">
        {further ? '' : region}
        <span className="block text-ink-faint text-note [overflow-wrap:anywhere]">{targets.join(', ')}</span>
      </td>
      <td className={`whitespace-nowrap px-3 py-1.5 ${answered === 'yes' ? 'text-ink' : 'text-ink-muted'}`}>
        {further ? 'Through further records' : answeredWords[answered]}
      </td>
      <td className="min-w-44 px-3 py-1.5">
        <ConditionMark
          state={condition.state}
          by={healthCheck !== 'none' && healthCheck.by === 'routing-control' ? 'switch' : 'check'}
          sentence={condition.sentence}
        />
      </td>
      <td className="whitespace-nowrap px-3 py-1.5 text-ink-muted">
        {ttlSeconds === 'from-target' ? 'of its target' : formatDuration(ttlSeconds)}
      </td>
    </tr>
  );
}
