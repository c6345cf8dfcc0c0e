'use client';

import dynamic from 'next/dynamic';
import type { FewLinesProps } from './few-lines';

/** The chart's library is larger than the page: it comes once there is something to draw. */
const FewLines = dynamic(() => import('./few-lines'), {
  ssr: false,
  loading: () => <div className="h-64 rounded-panel bg-raised" />,
});

/** A few lines to read closely, drawn after the page stands. Many charts, or many lines, are `ManyLines`. */
export function LinesChart(props: FewLinesProps) {
  return <FewLines {...props} />;
}
