import type { ComplianceReport, ObjectiveCompliance, WorkloadCompliance } from '@/lib/domain/compliance/types';
import { formatCount, formatDuration, formatMoment, formatPercent, formatUtc } from '@/lib/format';
import type { TimeMark } from '../charts/lines-figure';
import { MarkList } from '../charts/mark-list';
import { placeMarks } from '../charts/place-marks';
import { workloadAddress } from '../shell/addresses';
import { ComplianceStatus } from '../status/compliance-status';
import { TimelineBar } from '../status/history-looks';
import { NameLink } from '../ui/name-link';
import {
  budgetWords,
  burnWords,
  keepingWords,
  linkWords,
  rateWords,
  scenarioWords,
  timelineWords,
} from './compliance-words';

export interface ObjectiveRowsProps {
  readonly workload: WorkloadCompliance;
  readonly objective: ObjectiveCompliance;
  readonly report: ComplianceReport;
  /** Events that concern the workload. */
  readonly marks: readonly TimeMark[];
}

/** An objective of a workload: its figures, and how they came about over the range. */
export function ObjectiveRows({ workload, objective, report, marks }: ObjectiveRowsProps) {
  const { scenario, rpoSeconds, state, attainment, burn, worst } = objective;
  const { attainmentPercent, coveragePercent, budget, minutesBreached, minutesMeasured } = attainment;
  const measured = attainmentPercent !== 'not-measured';
  return (
    <tbody
      data-testid={`compliance-${workload.workloadId}-${scenario}`}
      data-compliance={state}
      className="border-line border-t align-top"
    >
      <tr>
        <th scope="row" className="min-w-28 px-3 pt-2 text-left font-normal">
          <NameLink href={workloadAddress(workload.workloadId)}>{workload.name}</NameLink>
          <Note>Tier {workload.tier}</Note>
        </th>
        <td className="whitespace-nowrap px-3 pt-2">
          {scenarioWords[scenario]}
          <Note>
            RPO {formatDuration(rpoSeconds, 'down')}, target {budget.targetPercent} %
          </Note>
        </td>
        <td className="whitespace-nowrap px-3 pt-2">
          <ComplianceStatus state={state} sentence={keepingWords[state]} provableNow={true} />
        </td>
        <td className="whitespace-nowrap px-3 pt-2 text-right">
          {measured ? formatPercent(attainmentPercent, 'down') : 'Not measured'}
          {measured && <Note>{formatCount(minutesBreached)} min breached</Note>}
        </td>
        <td className="whitespace-nowrap px-3 pt-2 text-right">
          {formatPercent(coveragePercent, 'down')}
          <Note>{formatCount(minutesMeasured)} min measured</Note>
        </td>
        <td className="whitespace-nowrap px-3 pt-2 text-right">
          {measured ? budgetWords(budget) : 'Unknown'}
          {measured && (
            <Note>
              {formatCount(budget.spentMinutes)} of {formatCount(budget.allowedMinutes)} min spent
            </Note>
          )}
        </td>
        <td className="min-w-40 px-3 pt-2">
          {burnWords[burn.state]}
          <Note>{[burn.hour, burn.sixHours, burn.threeDays].map(rateWords).join(', ')}</Note>
        </td>
        <td className="min-w-48 px-3 pt-2">
          {worst === 'none' ? 'No figure' : formatDuration(worst.seconds)}
          {worst !== 'none' && (
            <Note>
              <span className="block [overflow-wrap:anywhere]">{linkWords(worst.linkId)}</span>
              <span className="block">{formatMoment(worst.at, report.now)}</span>
            </Note>
          )}
        </td>
      </tr>
      <tr>
        <td colSpan={8} className="px-3 pt-1 pb-2">
          <Timeline objective={objective} report={report} marks={marks} />
        </td>
      </tr>
    </tbody>
  );
}

function Timeline({ objective, report, marks }: Omit<ObjectiveRowsProps, 'workload'>) {
  const { startAt, endAt } = report;
  const { windows, minutes, minutesBreachedAtMost } = objective.planned;
  const share = (at: number) => (at - startAt) / (endAt - startAt);
  return (
    <figure className="grid gap-1">
      <TimelineBar
        buckets={objective.timeline}
        label={timelineWords(objective)}
        marks={placeMarks(marks, report)}
        planned={windows.map((window) => ({ from: share(window.startAt), to: share(window.endAt) }))}
      />
      <figcaption className="flex flex-wrap justify-between gap-x-4 text-ink-faint text-note">
        <span>{formatUtc(startAt, 'date')}</span>
        {windows.length > 0 && (
          <span className="text-ink-muted [overflow-wrap:anywhere]" data-testid="planned-work">
            {formatCount(minutes)} min planned, counted as well:{' '}
            {minutesBreachedAtMost === 0 ? 'none' : `at most ${formatCount(minutesBreachedAtMost)}`} of the minutes
            breached. {[...new Set(windows.map(({ reason }) => reason))].slice(0, 3).join('; ')}
          </span>
        )}
        <span>{formatUtc(endAt, 'date')}</span>
        {marks.length > 0 && (
          <details className="w-full text-ink-muted">
            <summary className="text-link">
              {marks.length === 1 ? 'One event marked' : `${marks.length} events marked`}
            </summary>
            <MarkList marks={marks} bounds={report} />
          </details>
        )}
      </figcaption>
    </figure>
  );
}

function Note({ children }: { readonly children: React.ReactNode }) {
  return <span className="block text-ink-faint text-note">{children}</span>;
}
