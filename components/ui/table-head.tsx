export interface TableHeadProps {
  readonly names: readonly string[];
  /** Columns of figures: their head stands right, as they do. */
  readonly numeric?: readonly string[];
}

/** The head of a table: small, quiet, one line. */
export function TableHead({ names, numeric = [] }: TableHeadProps) {
  return (
    <thead>
      <tr className="bg-raised text-ink-muted">
        {names.map((name) => (
          <th
            key={name}
            scope="col"
            className={`h-8 whitespace-nowrap px-3 font-medium text-note ${numeric.includes(name) ? 'text-right' : ''}`}
          >
            {name}
          </th>
        ))}
      </tr>
    </thead>
  );
}
