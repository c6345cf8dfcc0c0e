'use client';

import { useState } from 'react';
import { Button } from './button';

/** Puts a text on the clipboard and says whether that worked; where it did not, the text is there to be marked. */
export function CopyButton({ text, what }: { readonly text: string; readonly what: string }) {
  const [outcome, setOutcome] = useState<'none' | 'copied' | 'refused'>('none');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome('copied');
    } catch {
      setOutcome('refused');
    }
  };
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <Button size="small" onClick={() => void copy()}>
        Copy {what}
      </Button>
      <span role="status" className="text-ink-muted text-note">
        {outcome === 'copied' && 'Copied.'}
        {outcome === 'refused' && 'The browser does not let the page copy; mark the text and copy it yourself.'}
      </span>
    </span>
  );
}
