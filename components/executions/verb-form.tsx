'use client';

import { useState } from 'react';
import { Button } from '../ui/button';
import { TextField } from '../ui/text-field';
import { AnsweredWords } from './answered-words';
import type { Command } from './command';
import { useCommand } from './use-command';
import type { VerbWords } from './verb-words';

export interface VerbFormProps {
  readonly words: VerbWords;
  readonly command: Command;
  /** What it is done to, and what the person saw. */
  readonly fields: Readonly<Record<string, string>>;
  /** Name of the field its text is sent in. */
  readonly textName?: 'reason' | 'note';
  /** Said to assistive technology beside the act, e.g. the title of a step. */
  readonly about?: string;
  readonly onClose: () => void;
}

/** One act with its reason, and what became of it. */
export function VerbForm({ words, command, fields, textName = 'reason', about, onClose }: VerbFormProps) {
  const { submit, pending, answered } = useCommand(command);
  const [text, setText] = useState('');
  const needsText = words.asks !== 'none';
  return (
    <form action={submit} className="grid gap-2 border-line border-t px-4 py-3 text-table">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {words.means !== '' && <p className="text-ink-muted">{words.means}</p>}
      {needsText && <TextField label={words.asks} name={textName} value={text} onChange={setText} />}
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          disabled={pending || (needsText && text.trim() === '')}
          aria-label={about === undefined ? undefined : `${words.act}: ${about}`}
        >
          {words.act}
        </Button>
        <Button onClick={onClose}>Close</Button>
      </div>
      <AnsweredWords answered={answered} written={words.written} />
    </form>
  );
}
