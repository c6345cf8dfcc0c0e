import type { ReactNode } from 'react';
import { StatusIcon } from './status-icon';

export interface NoticeBandProps {
  /** `critical`: do not rely on the page. `active`: it is on its way. */
  readonly tone: 'critical' | 'active';
  readonly testId: string;
  readonly state: string;
  /** On a wall it is read from afar. */
  readonly size?: 'page' | 'wall' | 'tight-wall';
  readonly children: ReactNode;
}

const looks = {
  page: 'px-4 py-2 text-body sm:px-6',
  wall: 'wall-figure px-(--wall-pad) py-1',
  'tight-wall': 'wall-text px-(--wall-pad)',
} as const;

/** A band over the full width, above everything else. */
export function NoticeBand({ tone, testId, state, size = 'page', children }: NoticeBandProps) {
  const critical = tone === 'critical';
  return (
    <div
      role={critical ? 'alert' : 'status'}
      data-testid={testId}
      data-state={state}
      className={`flex items-center shrink-0 gap-2 font-medium ${looks[size]} ${
        critical ? 'bg-critical text-critical-ink' : 'border-line border-b bg-raised text-ink'
      }`}
    >
      {!critical && <StatusIcon shape="clock" tone="active" />}
      <div>{children}</div>
    </div>
  );
}
