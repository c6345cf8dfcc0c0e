import type { AlarmView } from '@/lib/domain/region-page/types';
import type { EpochMs } from '@/lib/domain/time';
import { formatMoment } from '@/lib/format';
import { AlarmState } from '../status/alarm-state';
import { Panel } from '../ui/panel';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';

export interface AlarmTableProps {
  readonly alarms: readonly AlarmView[];
  readonly now: EpochMs;
  readonly simulated: boolean;
}

/** CloudWatch alarms of the region: state, since when, and AWS's reason. */
export function AlarmTable({ alarms, now, simulated }: AlarmTableProps) {
  const firing = alarms.filter(({ current }) => current === 'alarm').length;
  return (
    <Panel id="alarms-title" title="Alarms" simulated={simulated} aside={`${alarms.length} known, ${firing} in alarm`}>
      {alarms.length === 0 ? (
        <p className="px-4 py-3 text-ink-muted text-table">No alarm is known in this region.</p>
      ) : (
        <ScrollArea label="Alarms of the region">
          <table className="w-full border-collapse text-left text-table">
            <TableHead names={['Alarm', 'State', 'Since', 'Reason']} />
            <tbody>
              {alarms.map((alarm) => (
                <tr key={alarm.id} data-alarm={alarm.current} className="border-line border-t align-top">
                  <th scope="row" className="min-w-40 px-3 py-1.5 font-normal [overflow-wrap:anywhere]">
                    <bdi>{alarm.name}</bdi>
                  </th>
                  <td className="px-3 py-1.5">
                    <AlarmState state={alarm.current} />
                    {alarm.current === 'unknown' && <LastKnown alarm={alarm} now={now} />}
                  </td>
                  <td className="whitespace-nowrap px-3 py-1.5 text-ink-muted">{formatMoment(alarm.changedAt, now)}</td>
                  <td className="min-w-48 px-3 py-1.5 text-ink-muted text-note [overflow-wrap:anywhere]">
                    {alarm.reason}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollArea>
      )}
    </Panel>
  );
}

const stateWords = { ok: 'OK', alarm: 'in alarm', 'insufficient-data': 'insufficient data' } as const;

function LastKnown({ alarm, now }: { readonly alarm: AlarmView; readonly now: EpochMs }) {
  const { state } = alarm;
  const newest = state.state === 'observed' ? state : state.lastKnown;
  if (newest === 'none') return <span className="block text-ink-faint text-note">never read</span>;
  return (
    <span className="block text-ink-faint text-note">
      (was {stateWords[newest.value]} at {formatMoment(newest.measuredAt, now)})
    </span>
  );
}
