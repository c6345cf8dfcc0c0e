import { type Attainment, attainmentWindows, type ObjectiveHistory } from '@/lib/domain/history/types';
import { formatCount, formatDuration, formatPercent } from '@/lib/format';
import { budgetWords } from '../objectives/compliance-words';
import { Panel } from '../ui/panel';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';
import { nameBlindSpots } from './name-blind-spots';
import type { HistoryReading } from './workload-history';

const windowWords = { '24h': '24 hours', '7d': '7 days', '30d': '30 days' } as const;

export interface AttainmentPanelProps {
  readonly reading: HistoryReading;
  /** Whether the workload has an objective at all. */
  readonly hasObjective: boolean;
  readonly simulated: boolean;
}

/** How well the recovery-point objective was kept, never without how much of the time was measured. */
export function AttainmentPanel({ reading, hasObjective, simulated }: AttainmentPanelProps) {
  const objectives = reading.state === 'read' ? reading.history.objectives : [];
  return (
    <Panel id="attainment-title" title="Attainment and error budget" simulated={simulated}>
      {objectives.length === 0 ? (
        <p className="px-4 py-3 text-ink-muted text-table">
          {hasObjective ? 'No history yet: nothing can be said about the past.' : 'No objective set.'}
        </p>
      ) : (
        objectives.map((objective) => <ObjectiveAttainment key={objective.scenario} objective={objective} />)
      )}
    </Panel>
  );
}

function ObjectiveAttainment({ objective }: { readonly objective: ObjectiveHistory }) {
  const scenario = objective.scenario === 'region-loss' ? 'Loss of a region' : 'Loss of data';
  return (
    <>
      <ScrollArea label={`Attainment, ${scenario}`}>
        <table className="w-full border-collapse text-left text-table" data-testid={`attainment-${objective.scenario}`}>
          <caption className="px-3 pt-2 pb-1 text-left text-ink-muted text-note">
            {scenario}, RPO {formatDuration(objective.rpoSeconds, 'down')}
          </caption>
          <TableHead names={['Window', 'Inside', 'Coverage', 'Budget left']} />
          <tbody>
            {attainmentWindows.map((window) => (
              <AttainmentRow key={window} name={windowWords[window]} attainment={objective.attainment[window]} />
            ))}
          </tbody>
        </table>
      </ScrollArea>
      <BlindSpots blindSpots={objective.blindSpots} />
    </>
  );
}

/** Copies of which a part of the time is not known: the figures above say nothing of them then. */
function BlindSpots({ blindSpots }: Pick<ObjectiveHistory, 'blindSpots'>) {
  if (blindSpots.length === 0) return null;
  return (
    <ul
      className="grid gap-0.5 border-line border-t px-3 py-2 text-ink-muted text-note [overflow-wrap:anywhere]"
      aria-label="Not known all the time"
      data-testid="blind-spots"
    >
      {nameBlindSpots(blindSpots).map((words) => (
        <li key={words}>{words}</li>
      ))}
    </ul>
  );
}

function AttainmentRow({ name, attainment }: { readonly name: string; readonly attainment: Attainment }) {
  const { attainmentPercent, coveragePercent, budget, minutesBreached, minutesMeasured } = attainment;
  const measured = attainmentPercent !== 'not-measured';
  return (
    <tr className="border-line border-t align-top">
      <th scope="row" className="whitespace-nowrap px-3 py-1.5 font-normal">
        {name}
      </th>
      <td className="whitespace-nowrap px-3 py-1.5">
        {measured ? formatPercent(attainmentPercent, 'down') : 'Not measured'}
        <span className="block text-ink-faint text-note">target {budget.targetPercent} %</span>
        {measured && (
          <span className="block text-ink-faint text-note">{formatCount(minutesBreached)} min breached</span>
        )}
      </td>
      <td className="whitespace-nowrap px-3 py-1.5">
        {formatPercent(coveragePercent, 'down')}
        <span className="block text-ink-faint text-note">{formatCount(minutesMeasured)} min measured</span>
      </td>
      <td className="whitespace-nowrap px-3 py-1.5">
        {measured ? budgetWords(budget) : 'Unknown'}
        {measured && (
          <span className="block text-ink-faint text-note">
            {formatCount(budget.spentMinutes)} of {formatCount(budget.allowedMinutes)} min spent
          </span>
        )}
      </td>
    </tr>
  );
}
