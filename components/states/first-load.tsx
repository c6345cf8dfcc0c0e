'use client';

import type { ReactNode } from 'react';
import { useSlow } from './use-slow';

export interface FirstLoadProps {
  /** What is read, e.g. `the history of Checkout`. */
  readonly source: string;
  /** Height of what will stand there, in the steps of the style sheet. */
  readonly height?: string;
  readonly children?: ReactNode;
}

/** Blocks in place of values, under headings that stand already; after three seconds it says which source is slow. */
export function FirstLoad({ source, height = 'h-40', children }: FirstLoadProps) {
  const slow = useSlow();
  return (
    <div data-testid="first-load" aria-busy="true" className="grid gap-2 p-4">
      {children ?? <div aria-hidden="true" className={`rounded-panel bg-raised ${height}`} />}
      <p role="status" className="min-h-4 text-ink-muted text-note">
        {slow ? `Still waiting for ${source}.` : ''}
      </p>
    </div>
  );
}
