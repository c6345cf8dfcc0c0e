import { useCallback, useEffect, useRef } from 'react';
import { isTimeForNightlyReload } from '@/lib/domain/wall/nightly-reload';
import type { Ticker } from './ticker';

export interface FreshStartProps {
  /** Whether the console answers and knows who asks: only then is the page loaded anew. */
  readonly isAnswered: () => Promise<boolean>;
  readonly ticker: Ticker;
  /** Another build of the console answers than made this page, or the wall was declared anew. */
  readonly isOutdated: boolean;
  /** No critical that nobody has seen, no run under way, and the page may be relied on. */
  readonly isQuiet: boolean;
}

/** While an old and a new build answer side by side a page must not start afresh all the time; milliseconds. */
const betweenMs = 2 * 60_000;
const lastStartKey = 'antipode-wall-started-afresh';

/** Starts the wall afresh when it is outdated, and once a night in a quiet minute. */
export function useFreshStart({ isAnswered, ticker, isOutdated, isQuiet }: FreshStartProps): void {
  const openedAt = useRef(0);
  const isStarting = useRef(false);
  const start = useCallback(() => {
    if (isStarting.current) return;
    isStarting.current = true;
    void startAfresh(isAnswered).finally(() => {
      isStarting.current = false;
    });
  }, [isAnswered]);
  useEffect(() => {
    openedAt.current = Date.now();
  }, []);
  useEffect(
    () =>
      ticker.subscribe(() => {
        const now = Date.now();
        const localHour = new Date(now).getHours();
        if (isOutdated && now - lastStartMs() > betweenMs) start();
        else if (isTimeForNightlyReload({ localHour, now, openedAt: openedAt.current, isQuiet })) start();
      }),
    [ticker, isOutdated, isQuiet, start],
  );
}

/** A wall must not end as the browser's own error page. */
async function startAfresh(isAnswered: FreshStartProps['isAnswered']): Promise<void> {
  if (!(await isAnswered())) return;
  sessionStorage.setItem(lastStartKey, String(Date.now()));
  window.location.reload();
}

function lastStartMs(): number {
  const kept = Number(sessionStorage.getItem(lastStartKey));
  return Number.isFinite(kept) ? kept : 0;
}
