import type { ComplianceReport } from '@/lib/domain/compliance/types';
import { concerns } from '@/lib/domain/events/mark';
import type { TimeRange } from '@/lib/domain/time-range';
import { formatMoment } from '@/lib/format';
import type { TimeMark } from '../charts/lines-figure';
import { type MarkReading, toTimeMark } from '../events/use-marks';
import { rangeWords } from '../time/range-picker';
import { Panel } from '../ui/panel';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';
import { ObjectiveRows } from './objective-rows';
import type { ComplianceReading } from './use-compliance';

export interface CompliancePanelProps {
  readonly range: TimeRange;
  readonly reading: ComplianceReading;
  /** Events of the whole fleet; each timeline is marked with those that concern its workload. */
  readonly marked: MarkReading;
  readonly regionsOf: ReadonlyMap<string, readonly string[]>;
  readonly simulated: boolean;
}

/** How every objective was kept over the range, the worst first, never without how much of the time was measured. */
export function CompliancePanel(props: CompliancePanelProps) {
  const { range, reading, simulated } = props;
  return (
    <Panel id="compliance-title" title={rangeWords(range)} simulated={simulated} aside={asideOf(reading)}>
      {reading.state === 'read' ? (
        <Report {...props} report={reading.report} />
      ) : (
        <p className="px-4 py-3 text-ink-muted text-table" data-testid="no-compliance">
          {reading.state === 'asking'
            ? 'Reading the history …'
            : 'The history could not be read. This says nothing about the fleet; the page tries again by itself.'}
        </p>
      )}
    </Panel>
  );
}

const columns = ['Workload', 'Objective', 'State', 'Attained', 'Coverage', 'Budget left', 'Burn', 'Worst'];

interface ReportProps extends Pick<CompliancePanelProps, 'marked' | 'regionsOf'> {
  readonly report: ComplianceReport;
}

function Report({ report, marked, regionsOf }: ReportProps) {
  const { workloads } = report;
  const judged = workloads.filter(({ objectives }) => objectives.length > 0);
  const without = workloads.filter(({ objectives }) => objectives.length === 0);
  if (judged.length === 0) {
    return (
      <p className="px-4 py-3 text-ink-muted text-table">
        {workloads.length === 0 ? 'No workload is known yet: nothing can be said.' : 'No objective is set.'}
      </p>
    );
  }
  return (
    <>
      <ScrollArea label="Compliance by workload">
        <table className="w-full min-w-[64rem] border-collapse text-left text-table tabular-nums">
          <TableHead names={columns} numeric={['Attained', 'Coverage', 'Budget left']} />
          {judged.flatMap((workload) =>
            workload.objectives.map((objective) => (
              <ObjectiveRows
                key={`${workload.workloadId}/${objective.scenario}`}
                workload={workload}
                objective={objective}
                report={report}
                marks={marksOf(marked, workload.workloadId, regionsOf.get(workload.workloadId) ?? [])}
              />
            )),
          )}
        </table>
      </ScrollArea>
      <div className="grid gap-0.5 border-line border-t px-4 py-2 text-ink-muted text-note">
        <p>
          Bars: tall is breached or at risk, hatched is not measured, underlined is planned work. A minute counts when
          it was wholly measured or breached; planned work counts like anything else. Lines across a bar are events.
        </p>
        {marked.state === 'failed' && <p>Events could not be read just now: marks may be missing.</p>}
        {marked.isCutOff && <p>Older events of this range are not marked.</p>}
        {without.length > 0 && <p>Without an objective: {without.map(({ name }) => name).join(', ')}.</p>}
      </div>
    </>
  );
}

/** Planned work is underlined already. */
function marksOf({ events }: MarkReading, workloadId: string, regions: readonly string[]): readonly TimeMark[] {
  return events
    .filter((event) => event.kind !== 'planned-work' && concerns(event, { of: 'workload', workloadId, regions }))
    .map(toTimeMark);
}

function asideOf(reading: ComplianceReading): string | undefined {
  if (reading.state !== 'read') return undefined;
  const { now } = reading.report;
  const read = `Read at ${formatMoment(now, now, 'second')}`;
  return reading.failed ? `${read}. It could not be read again; the page tries by itself.` : read;
}
