import { memo, useMemo } from 'react';
import type { LinesFigure } from '@/components/charts/lines-figure';
import { ManyLines } from '@/components/charts/many-lines';
import { Sparkline } from '@/components/signals/sparkline';
import { BulletBar } from '@/components/status/bullet-bar';
import { formatDuration } from '@/lib/format';
import type { ChartKind } from './kinds';
import type { LagCourse } from './lag-courses';

export interface ChartProps {
  readonly kind: ChartKind;
  readonly course: LagCourse;
}

const objectiveSeconds = 60;
const minuteMs = 60_000;

/** A link's lag in one of the product's charts, drawn anew when the link has changed. */
export const Chart = memo(function Chart({ kind, course }: ChartProps) {
  switch (kind) {
    case 'none':
      return null;
    case 'sparklines':
      return <Sparkline times={course.points.map(([at]) => at)} points={course.points} />;
    case 'bullet-bars':
      return <Bar {...course} />;
    case 'line-charts':
      return <Lines {...course} />;
  }
});

function Bar({ points }: LagCourse) {
  const lag = points.at(-1)?.[1] ?? 'not-measured';
  return (
    <BulletBar
      measuredSeconds={lag}
      atMostSeconds={lag === 'not-measured' ? 'unbounded' : lag + minuteMs / 1000}
      objectiveSeconds={objectiveSeconds}
      worstSeconds={Math.max(...points.map(([, seconds]) => seconds))}
    />
  );
}

function Lines({ link, points }: LagCourse) {
  const figure = useMemo((): LinesFigure => {
    const times = points.map(([at]) => at);
    return {
      startAt: times[0] ?? 0,
      endAt: times.at(-1) ?? 1,
      times,
      bucketMs: minuteMs,
      series: [{ id: link.id, label: link.id, values: points.map(([, seconds]) => seconds) }],
      chosen: link.id,
      spans: [],
      marks: [],
      threshold: { value: objectiveSeconds, label: 'Objective' },
      scale: 'seconds',
      format: formatDuration,
    };
  }, [link.id, points]);
  return <ManyLines figure={figure} label={link.id} height={52} />;
}
