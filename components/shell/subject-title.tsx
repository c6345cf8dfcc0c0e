import type { ReactNode } from 'react';
import type { HealthState } from '@/lib/domain/vocabulary';
import { healthLooks } from '../status/health-status';
import { StatusIcon } from '../status/status-icon';

export interface SubjectTitleProps {
  readonly name: string;
  /** `no-users`: nobody reaches it by a name, so there is no health to claim or to miss. */
  readonly health: HealthState | 'no-users';
  /** Attributes by which the title is found and read by machine. */
  readonly marks: Readonly<Record<`data-${string}`, string>>;
  /** Beside the name: what it is. */
  readonly children: ReactNode;
}

/** What the page is about and how it is, first thing under the way here. */
export function SubjectTitle({ name, health, marks, children }: SubjectTitleProps) {
  const look = health === 'no-users' ? healthLooks.unknown : healthLooks[health];
  const word = health === 'no-users' ? 'no users of its own' : look.word.toLowerCase();
  return (
    <div className="flex flex-wrap items-baseline gap-x-6 gap-y-1">
      <h1 {...marks} className="flex min-w-0 items-start gap-2.5 font-semibold text-title">
        {health !== 'no-users' && <StatusIcon shape={look.shape} tone={look.tone} size={24} />}
        <span className="[overflow-wrap:anywhere]">
          <bdi>{name}</bdi>: {word}
        </span>
      </h1>
      <p className="text-ink-muted text-table [overflow-wrap:anywhere]">{children}</p>
    </div>
  );
}
