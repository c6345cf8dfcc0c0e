import { Disclosure } from '../ui/disclosure';
import type { Facet } from './define-table';

export interface FacetPickerProps {
  readonly facet: Facet<unknown>;
  readonly rows: readonly unknown[];
  readonly picked: readonly string[];
  readonly onPick: (values: readonly string[]) => void;
}

/** Picks rows by a property: its values with how many rows have each, those picked that no row has included. */
export function FacetPicker({ facet, rows, picked, onPick }: FacetPickerProps) {
  const { label, words = (value: string) => value } = facet;
  return (
    <Disclosure name="Filter by" words={picked.length === 0 ? label : `${label}: ${picked.map(words).join(', ')}`}>
      {() => (
        <fieldset className="grid max-h-80 min-w-48 max-w-80 gap-0.5 overflow-auto p-2">
          <legend className="sr-only">{label}</legend>
          {countValues(facet, rows, picked).map(([value, count]) => (
            <label key={value} className="flex min-h-6 items-center gap-2 px-1 text-ink text-table hover:bg-raised">
              <input
                type="checkbox"
                checked={picked.includes(value)}
                onChange={({ target }) =>
                  onPick(target.checked ? [...picked, value] : picked.filter((other) => other !== value))
                }
              />
              <span className="min-w-0 flex-1 truncate">
                <bdi>{words(value)}</bdi>
              </span>
              <span className="text-ink-muted text-note">{count}</span>
            </label>
          ))}
        </fieldset>
      )}
    </Disclosure>
  );
}

const order = new Intl.Collator('en', { numeric: true });

function countValues(
  { valuesOf }: Facet<unknown>,
  rows: readonly unknown[],
  picked: readonly string[],
): readonly (readonly [string, number])[] {
  const counts = new Map(picked.map((value) => [value, 0]));
  for (const value of rows.flatMap((row) => [...new Set(valuesOf(row))])) {
    const before = counts.get(value);
    counts.set(value, before === undefined ? 1 : before + 1);
  }
  return [...counts].sort(([a], [b]) => order.compare(a, b));
}
