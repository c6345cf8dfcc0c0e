import type { DeliveryState } from '@/lib/domain/reports/delivery';
import type { ExecutiveMonth } from '@/lib/domain/reports/executive/reading';
import { type Shape, StatusIcon } from './status-icon';
import type { Tone } from './tones';

interface Look {
  readonly shape: Shape;
  readonly tone: Tone;
  readonly word: string;
}

/** How far the report of a month is: frozen, made on request, or waiting for the end of its month. */
export type MonthReportState = Exclude<ExecutiveMonth['state'], 'closed'> | 'frozen' | 'not-made-yet';

export const monthReportLooks: Readonly<Record<MonthReportState, Look>> = {
  'goes-on': { shape: 'clock', tone: 'inactive', word: 'Goes on' },
  'awaits-its-end': { shape: 'half-ring', tone: 'inactive', word: 'Has ended, not all has arrived' },
  frozen: { shape: 'ring-check', tone: 'normal', word: 'Frozen' },
  'not-made-yet': { shape: 'empty-ring', tone: 'inactive', word: 'Closed, made when it is opened' },
};

export type ShownDeliveryState = DeliveryState | 'nothing-due-yet';

export const deliveryLooks: Readonly<Record<ShownDeliveryState, Look>> = {
  delivered: { shape: 'ring-check', tone: 'normal', word: 'Delivered' },
  'delivered-without-pdf': { shape: 'half-ring', tone: 'warning', word: 'Delivered without PDF' },
  due: { shape: 'empty-ring', tone: 'inactive', word: 'Due' },
  begun: { shape: 'half-ring', tone: 'active', word: 'Being handed over' },
  failed: { shape: 'triangle-mark', tone: 'warning', word: 'Failed, tried again' },
  'in-doubt': { shape: 'dashed-question', tone: 'unknown', word: 'Not known whether it arrived' },
  'not-configured': { shape: 'triangle-mark', tone: 'warning', word: 'No mail server is set' },
  'given-up': { shape: 'octagon-cross', tone: 'critical', word: 'Given up' },
  'nothing-due-yet': { shape: 'empty-ring', tone: 'inactive', word: 'Nothing due yet' },
};

/** How the report of a month stands. */
export function MonthReportStatus({ state }: { readonly state: MonthReportState }) {
  return <Status look={monthReportLooks[state]} state={state} />;
}

/** How a delivery stands. */
export function DeliveryStatus({ state }: { readonly state: ShownDeliveryState }) {
  return <Status look={deliveryLooks[state]} state={state} />;
}

function Status({ look: { shape, tone, word }, state }: { readonly look: Look; readonly state: string }) {
  const quiet = tone === 'normal' || tone === 'inactive' || tone === 'active';
  return (
    <span className="inline-flex min-w-0 items-start gap-1.5" data-report-state={state}>
      <span className="flex h-[18px] shrink-0 items-center">
        <StatusIcon shape={shape} tone={tone} />
      </span>
      <span className={quiet ? 'text-ink-muted' : 'text-ink'}>{word}</span>
    </span>
  );
}
