import { MarkList, type MarkListProps } from '../charts/mark-list';
import type { MarkReading } from './use-marks';

export interface MarkedProps extends Pick<MarkListProps, 'bounds'> {
  readonly reading: MarkReading;
}

/** Under a chart: what its marks name, and that they are missing where events could not be read. */
export function Marked({ reading: { state, marks, isCutOff }, bounds }: MarkedProps) {
  return (
    <>
      <MarkList marks={marks} bounds={bounds} />
      {isCutOff && <p className="text-ink-muted text-note">Older events of this stretch of time are not marked.</p>}
      {state === 'failed' && (
        <p className="text-ink-muted text-note" data-testid="marks-failed">
          Events could not be read just now: marks may be missing.
        </p>
      )}
    </>
  );
}
