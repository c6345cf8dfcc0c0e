'use client';

import { useEffect } from 'react';

/** Seconds between two looks at whether the console is ready again. */
const lookEverySeconds = 15;

/**
 * The wall could not be read: it says so as large as anything, and comes back by itself, since nobody sits at it. The
 * cause is in the log, under the digest.
 */
export default function WallError({ error }: { error: Error & { digest?: string } }) {
  useEffect(() => {
    const timer = setInterval(() => void comeBack(), lookEverySeconds * 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <main
      data-testid="wall-error"
      className="flex min-h-dvh flex-col items-center justify-center gap-6 p-12 text-center [overflow-wrap:anywhere]"
    >
      <h1 className="text-figure font-semibold">The console cannot read its store</h1>
      <p className="text-title max-w-[48ch] text-ink-muted" role="status">
        This says nothing about the fleet: it may be well or not. The wall looks every {lookEverySeconds} seconds and
        comes back by itself
        {error.digest === undefined ? '.' : `; the web program’s log has the cause under ${error.digest}.`}
      </p>
    </main>
  );
}

/** Only a console that is ready is loaded anew: a wall must not end as the browser's own error page. */
async function comeBack(): Promise<void> {
  const answer = await fetch('/api/readyz', { cache: 'no-store' }).catch(() => undefined);
  if (answer?.ok === true) window.location.reload();
}
