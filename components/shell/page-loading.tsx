'use client';

import { useSlow } from '../states/use-slow';
import { Panel } from '../ui/panel';
import { StillFrame } from './still-frame';

export interface PageLoadingProps {
  /** The page's own title where it is always the same, else what kind of thing it is about. */
  readonly title: string;
  /** Headings that stand already, in their order, each with the height of what comes, in steps of the style sheet. */
  readonly panels: readonly (readonly [title: string, height: string])[];
}

/**
 * A page before the console has read its store: frame and headings at once, blocks in place of values; after three
 * seconds it says what it waits for. Nothing of it may look like a verdict.
 */
export function PageLoading({ title, panels }: PageLoadingProps) {
  const slow = useSlow();
  return (
    <StillFrame>
      <div className="flex flex-wrap items-baseline gap-x-6 gap-y-1" aria-busy="true" data-testid="page-loading">
        <h1 className="font-semibold text-title">{title}</h1>
        <p role="status" className="text-ink-muted text-table">
          {slow ? 'Still waiting for the console’s own store. This says nothing about the fleet.' : 'Reading the store'}
        </p>
      </div>
      {panels.map(([heading, height]) => (
        <Panel
          key={heading}
          id={`loading-${heading.toLowerCase().replaceAll(' ', '-')}`}
          title={heading}
          simulated={false}
        >
          <div aria-hidden="true" className={`m-4 rounded-panel bg-raised ${height}`} />
        </Panel>
      ))}
    </StillFrame>
  );
}
