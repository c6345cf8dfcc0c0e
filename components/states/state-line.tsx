import type { ReactNode } from 'react';
import { StatusIcon } from '../status/status-icon';

export interface StateLineProps {
  readonly testId: string;
  readonly shape: 'clock' | 'dashed-question' | 'half-ring' | 'dot-info';
  readonly children: ReactNode;
}

/** One line about how far a panel may be trusted. */
export function StateLine({ testId, shape, children }: StateLineProps) {
  return (
    <p
      role="status"
      data-testid={testId}
      className="flex items-start gap-2 px-4 py-2 text-table [overflow-wrap:anywhere]"
    >
      <span className="mt-px shrink-0">
        <StatusIcon shape={shape} tone={shape === 'dot-info' ? 'inactive' : 'unknown'} />
      </span>
      <span>{children}</span>
    </p>
  );
}
