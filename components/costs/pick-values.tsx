import type { CostGroup } from '@/lib/domain/costs/report/cost-query';
import { Disclosure } from '../ui/disclosure';
import { groupWords, keyWords } from './cost-words';

export interface PickValuesProps {
  readonly group: CostGroup;
  readonly choices: readonly string[];
  readonly picked: readonly string[];
  readonly onPick: (values: readonly string[]) => void;
}

/** Keeps only some values of a property of the bill; those picked that no bill has are among them. */
export function PickValues({ group, choices, picked, onPick }: PickValuesProps) {
  const label = groupWords[group];
  const words = (key: string) => keyWords(group, key);
  const values = [...new Set([...choices, ...picked])].sort();
  return (
    <Disclosure name="Filter by" words={picked.length === 0 ? label : `${label}: ${picked.map(words).join(', ')}`}>
      {() => (
        <fieldset className="grid max-h-80 min-w-48 max-w-96 gap-0.5 overflow-auto p-2">
          <legend className="sr-only">{label}</legend>
          {values.length === 0 && <p className="px-1 text-ink-muted text-table">No bill has any.</p>}
          {values.map((value) => (
            <label key={value} className="flex min-h-6 items-center gap-2 px-1 text-ink text-table hover:bg-raised">
              <input
                type="checkbox"
                checked={picked.includes(value)}
                onChange={({ target }) =>
                  onPick(target.checked ? [...picked, value] : picked.filter((other) => other !== value))
                }
              />
              <bdi className="min-w-0 flex-1 truncate">{words(value)}</bdi>
            </label>
          ))}
        </fieldset>
      )}
    </Disclosure>
  );
}
