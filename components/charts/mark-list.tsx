import { formatMoment } from '@/lib/format';
import { markStroke } from '../status/mark-looks';
import type { LinesFigure, TimeMark } from './lines-figure';
import { marksWithin } from './place-marks';

export interface MarkListProps {
  readonly marks: readonly TimeMark[];
  readonly bounds: Pick<LinesFigure, 'startAt' | 'endAt'>;
}

const mostListed = 8;

/** What the numbers above a chart name, with its date. */
export function MarkList({ marks, bounds }: MarkListProps) {
  const listed = marksWithin(marks, bounds);
  if (listed.length === 0) return null;
  const rest = listed.length - mostListed;
  return (
    <ol className="grid gap-x-6 text-ink-muted text-note sm:grid-cols-2" aria-label="Marked events" data-testid="marks">
      {listed.slice(0, mostListed).map(({ at, until, label, tone = 'inactive' }, index) => (
        <li key={`${at} ${label}`} className="flex min-w-0 gap-1.5">
          <span className="flex min-w-6 shrink-0 items-center justify-end gap-1 self-start font-medium text-ink">
            <svg aria-hidden="true" width={2} height={12}>
              <path d="M1 0v12" stroke={markStroke[tone]} strokeWidth={2} />
            </svg>
            {index + 1}
          </span>
          <span className="min-w-0 [overflow-wrap:anywhere]">
            {formatMoment(at, bounds.endAt)}
            {until === 'open' && ', still'}
            {typeof until === 'number' && ` to ${formatMoment(until, bounds.endAt)}`}: <bdi>{label}</bdi>
          </span>
        </li>
      ))}
      {rest > 0 && <li>{`${rest} more are marked and stand on the page of events.`}</li>}
    </ol>
  );
}
