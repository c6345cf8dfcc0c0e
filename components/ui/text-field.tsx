'use client';

import { type ReactNode, useId } from 'react';

export interface TextFieldProps {
  readonly label: ReactNode;
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: ReactNode;
  readonly lines?: 1 | 2;
  readonly maxLength?: number;
  /** Names and codes: no help from the keyboard. */
  readonly verbatim?: boolean;
}

/** One text with its label above and a hint below. */
export function TextField(props: TextFieldProps) {
  const { label, name, value, onChange, hint, lines = 1, maxLength = 500, verbatim = false } = props;
  const id = useId();
  const shared = {
    id,
    name,
    value,
    maxLength,
    'aria-describedby': hint === undefined ? undefined : `${id}hint`,
    className: 'w-full min-w-0 rounded-control border border-line-strong bg-surface px-2 py-1 text-body text-ink',
    ...(verbatim ? { autoComplete: 'off', autoCapitalize: 'none', autoCorrect: 'off', spellCheck: false } : {}),
  } as const;
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-ink text-table">
        {label}
      </label>
      {lines === 1 ? (
        <input type="text" {...shared} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <textarea rows={2} {...shared} onChange={(event) => onChange(event.target.value)} />
      )}
      {hint !== undefined && (
        <span id={`${id}hint`} className="text-ink-muted text-note [overflow-wrap:anywhere]">
          {hint}
        </span>
      )}
    </div>
  );
}
