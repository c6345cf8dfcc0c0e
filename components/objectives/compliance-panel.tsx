import type { ComplianceReport } from '@/lib/domain/compliance/types';
import { formatMoment } from '@/lib/format';
import { Panel } from '../ui/panel';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';
import { rangeWords } from './compliance-words';
import { ObjectiveRows } from './objective-rows';

export interface CompliancePanelProps {
  readonly report: ComplianceReport;
  /** It could not be read again; what is shown is of its own time. */
  readonly failed: boolean;
  readonly simulated: boolean;
}

const columns = ['Workload', 'Objective', 'State', 'Attained', 'Coverage', 'Budget left', 'Burn', 'Worst'];

/** How every objective was kept over the range, the worst first, never without how much of the time was measured. */
export function CompliancePanel({ report, failed, simulated }: CompliancePanelProps) {
  const judged = report.workloads.filter(({ objectives }) => objectives.length > 0);
  const without = report.workloads.filter(({ objectives }) => objectives.length === 0);
  const read = `Read at ${formatMoment(report.now, report.now, 'second')}`;
  return (
    <Panel
      id="compliance-title"
      title={`Recovery-point objectives, last ${rangeWords[report.range]}`}
      simulated={simulated}
      aside={failed ? `${read}. It could not be read again; the page tries by itself.` : read}
    >
      {judged.length === 0 ? (
        <p className="px-4 py-3 text-ink-muted text-table">
          {report.workloads.length === 0 ? 'No workload is known yet: nothing can be said.' : 'No objective is set.'}
        </p>
      ) : (
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
                />
              )),
            )}
          </table>
        </ScrollArea>
      )}
      <div className="grid gap-0.5 border-line border-t px-4 py-2 text-ink-muted text-note">
        <p>
          Bars: tall is breached or at risk, hatched is not measured, underlined is planned work. A minute counts when
          it was wholly measured or breached; planned work counts like anything else.
        </p>
        {without.length > 0 && <p>Without an objective: {without.map(({ name }) => name).join(', ')}.</p>}
      </div>
    </Panel>
  );
}
