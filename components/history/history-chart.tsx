import { formatDuration } from '@/lib/format';
import FewLines from '../charts/few-lines';
import type { LinesFigure } from '../charts/lines-figure';
import { type HistoryFigure, isJudged } from './history-figure';

/** The chosen figure of a workload's past as lines. */
export default function HistoryChart({ figure, label }: { readonly figure: HistoryFigure; readonly label: string }) {
  return <FewLines figure={toLines(figure)} label={label} testId="history-chart" />;
}

function toLines(figure: HistoryFigure): LinesFigure {
  const { objectiveSeconds, bucketSeconds, name } = figure;
  return {
    ...figure,
    bucketMs: bucketSeconds * 1000,
    marks: [],
    threshold:
      objectiveSeconds === 'none'
        ? 'none'
        : { value: objectiveSeconds, label: `objective ${formatDuration(objectiveSeconds, 'down')}` },
    scale: isJudged(name) ? 'seconds' : 'decimal',
  };
}
