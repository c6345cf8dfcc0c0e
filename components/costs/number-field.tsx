'use client';

import { useId, useState } from 'react';

export interface NumberFieldProps<T extends string> {
  readonly label: string;
  /** Beside it; one that begins with `empty` may be left empty, which `none` stands for. */
  readonly unit: string;
  readonly bounds: readonly [number, number];
  /** A word stands for nothing written. */
  readonly value: number | T;
  readonly onChange: (value: number | 'none') => void;
}

/** A number within bounds, taken once the field is left; what cannot be used is said and not taken. */
export function NumberField<T extends string>({ label, unit, bounds, value, onChange }: NumberFieldProps<T>) {
  const [least, most] = bounds;
  const id = useId();
  const written = typeof value === 'number' ? String(value) : '';
  const [text, setText] = useState(written);
  const number = Number(text);
  const isUsable =
    text === '' ? unit.startsWith('empty') : Number.isFinite(number) && number >= least && number <= most;
  const commit = () => {
    if (isUsable && text !== written) onChange(text === '' ? 'none' : number);
  };
  return (
    <div className="grid gap-0.5">
      <label htmlFor={id} className="text-ink-muted">
        {label}
      </label>
      <span className="flex items-center gap-1.5">
        <input
          id={id}
          inputMode="decimal"
          value={text}
          aria-invalid={!isUsable}
          aria-describedby={`${id}hint`}
          onChange={({ target }) => setText(target.value.trim())}
          onBlur={commit}
          onKeyDown={({ key }) => key === 'Enter' && commit()}
          className="min-h-7 w-20 rounded-control border border-line-strong bg-surface px-1.5 text-right text-ink"
        />
        <span id={`${id}hint`} className="text-ink-muted text-note">
          {isUsable ? unit : `from ${least} to ${most}`}
        </span>
      </span>
    </div>
  );
}
