import { formatDuration } from '@/lib/format';
import FewLines from '../charts/few-lines';
import type { LinesFigure, TimeMark } from '../charts/lines-figure';
import { type HistoryFigure, isJudged } from './history-figure';

export interface HistoryChartProps {
  readonly figure: HistoryFigure;
  readonly marks: readonly TimeMark[];
  readonly label: string;
}

/** The chosen figure of a workload's past as lines. */
export default function HistoryChart({ figure, marks, label }: HistoryChartProps) {
  return <FewLines figure={toLines(figure, marks)} label={label} testId="history-chart" />;
}

function toLines(figure: HistoryFigure, marks: readonly TimeMark[]): LinesFigure {
  const { objectiveSeconds, bucketSeconds, name } = figure;
  return {
    ...figure,
    bucketMs: bucketSeconds * 1000,
    marks,
    threshold:
      objectiveSeconds === 'none'
        ? 'none'
        : { value: objectiveSeconds, label: `objective ${formatDuration(objectiveSeconds, 'down')}` },
    scale: isJudged(name) ? 'seconds' : 'decimal',
  };
}
