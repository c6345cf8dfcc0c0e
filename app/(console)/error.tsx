'use client';

import { StillFrame } from '@/components/shell/still-frame';
import { Button } from '@/components/ui/button';

/** The page could not be read: the frame stays and says so. The cause is in the log, under the digest. */
export default function ConsoleError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <StillFrame>
      <h1 className="font-semibold text-title">The console cannot read its store</h1>
      <p className="max-w-prose">
        This says nothing about the fleet: it may be well or not. The page was not built because the console’s own store
        did not answer or held something unexpected. Try again; if it stays, look at the web program’s log
        {error.digest === undefined ? '' : ` for ${error.digest}`}.
      </p>
      <div>
        <Button onClick={reset}>Try again</Button>
      </div>
    </StillFrame>
  );
}
