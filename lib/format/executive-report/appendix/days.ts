import type { ExecutiveReport, ReportedDay } from '@/lib/domain/reports/executive/report';
import { formatCount } from '../../number';
import { noteOn } from '../notes';
import { basisOf } from '../report-words';
import type { SheetBlock } from '../sheet';
import { nameOf } from './objectives';

const method = 'worst state of all recovery-point objectives in any part of the day; days in UTC';

/** Every day of the period by its state: of the fleet and of each workload. */
export function writeDays(report: ExecutiveReport): readonly SheetBlock[] {
  const { days, workloads } = report;
  return [
    { kind: 'heading', text: 'Days' },
    { kind: 'paragraph', text: { text: coverageWords(days), notes: [noteOn(basisOf(report, method))] } },
    {
      kind: 'days',
      rows: [
        { label: 'All of the report', days: days.map(stripped) },
        ...workloads.map((workload) => ({ label: nameOf(workload), days: workload.days.map(stripped) })),
      ],
    },
  ];
}

function coverageWords(days: readonly ReportedDay[]): string {
  const without = days.filter(({ state }) => state === 'gap').length;
  const minutes = (pick: 'minutesMeasured' | 'minutesAll') =>
    formatCount(days.reduce((sum, day) => sum + day[pick], 0));
  const measured = `${minutes('minutesMeasured')} of ${minutes('minutesAll')} minutes of its objectives were measured`;
  return `Each day by the worst state of its recovery points: ${measured}; nothing was recorded of ${without} of ${days.length} days.`;
}

function stripped({ day, state }: ReportedDay) {
  return { day, state };
}
