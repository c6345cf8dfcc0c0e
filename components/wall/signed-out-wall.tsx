'use client';

import { useEffect } from 'react';
import type { EpochMs } from '@/lib/domain/time';
import { formatUtc } from '@/lib/format';
import { useDocumentTitle } from './use-document-title';

export interface SignedOutWallProps {
  readonly title: string;
  readonly since: EpochMs;
  /** Address of the wall itself, to come back to. */
  readonly back: string;
}

/** What a wall shows once its session or its link has ended: that it has, since when, and nothing of what was there before. */
export function SignedOutWall({ title, since, back }: SignedOutWallProps) {
  useDocumentTitle(`Signed out · ${title} · Antipode`);
  useEffect(forgetFirstReading, []);
  return (
    <main
      data-testid="signed-out"
      className="flex h-full flex-col items-center justify-center gap-6 p-12 text-center [overflow-wrap:anywhere]"
    >
      <h1 className="wall-figure font-semibold">Signed out since {formatUtc(since, 'date')}</h1>
      <p className="wall-text max-w-[40ch] text-ink-muted" role="status">
        This wall shows nothing until somebody signs in here or opens a read-only link to it.
      </p>
      <a
        href={`/sign-in?back=${encodeURIComponent(back)}`}
        className="wall-text text-link underline underline-offset-4"
      >
        Sign in
      </a>
    </main>
  );
}

/** The document came with the fleet as it was then, for the browser to begin with. */
function forgetFirstReading(): void {
  for (const script of document.querySelectorAll('script:not([src])')) script.remove();
}
