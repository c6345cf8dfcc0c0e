import { useId } from 'react';

export interface ChoiceProps<T extends string> {
  /** Its name; seen only where `shown` is set. */
  readonly label: string;
  readonly shown?: boolean;
  readonly value: T;
  readonly options: readonly T[];
  readonly words: Readonly<Record<T, string>>;
  readonly onChoose: (value: T) => void;
}

/** One of a short list. */
export function Choice<T extends string>({ label, shown = false, value, options, words, onChoose }: ChoiceProps<T>) {
  const id = useId();
  const select = (
    <select
      id={id}
      aria-label={shown ? undefined : label}
      value={value}
      onChange={(event) => onChoose(options.find((option) => option === event.target.value) ?? value)}
      className="min-h-7 min-w-0 max-w-64 rounded-control border border-line-strong bg-surface px-1 text-ink text-table"
    >
      {options.map((option) => (
        <option key={option} value={option}>
          {words[option]}
        </option>
      ))}
    </select>
  );
  if (!shown) return select;
  return (
    <label htmlFor={id} className="inline-flex min-w-0 items-center gap-1.5 text-ink-muted text-table">
      {label}
      {select}
    </label>
  );
}
