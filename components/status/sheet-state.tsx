import type { SheetState } from '@/lib/format/executive-report/sheet';
import { complianceLooks } from './compliance-status';
import { severityLooks } from './severity-mark';
import { type Shape, StatusIcon } from './status-icon';
import type { Tone } from './tones';

/** What stands for a state on a report: the shapes of the console, each told from the others in grey too. */
const sheetLooks: Readonly<Record<SheetState, { readonly shape: Shape; readonly tone: Tone }>> = {
  ...complianceLooks,
  ...severityLooks,
  gap: { shape: 'dashed-question', tone: 'unknown' },
  open: { shape: 'half-ring', tone: 'inactive' },
  failed: { shape: 'octagon-cross', tone: 'critical' },
  'no-outage': { shape: 'ring-check', tone: 'normal' },
};

/** The shape of a state before its word, in the size of the text beside it. */
export function SheetMark({ state, size = 14 }: { readonly state: SheetState; readonly size?: 14 | 18 }) {
  const { shape, tone } = sheetLooks[state];
  const paper = size === 14 ? 'print:mr-[1.5pt] print:[&_svg]:size-[7.6pt]' : 'print:[&_svg]:size-[11pt]';
  return (
    <span className={`mr-1 inline-flex h-[1lh] shrink-0 items-center ${paper}`} data-state={state}>
      <StatusIcon shape={shape} tone={tone} size={size} />
    </span>
  );
}
