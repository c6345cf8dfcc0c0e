import { eventKinds } from '@/lib/domain/events/event';
import { isFiltered } from '@/lib/domain/events/filter';
import { severities } from '@/lib/domain/vocabulary';
import { severityLooks } from '../status/severity-mark';
import { Button } from '../ui/button';
import { Disclosure } from '../ui/disclosure';
import type { UrlValues } from '../url/url-state';
import type { SetUrlState } from '../url/use-url-state';
import { type eventSpec, toEventFilter } from './event-spec';
import { kindWords } from './event-words';

export interface EventFiltersProps {
  readonly values: UrlValues<typeof eventSpec>;
  readonly set: SetUrlState<typeof eventSpec>;
  /** What the fleet has; what is picked is offered as well. */
  readonly regions: readonly string[];
  readonly workloads: readonly string[];
}

/** What the timeline is narrowed to, kept in the address. */
export function EventFilters({ values, set, regions, workloads }: EventFiltersProps) {
  return (
    <>
      <Picker
        name="Kind"
        options={eventKinds}
        picked={values.kind}
        words={(kind) => kindWords[kind]}
        pick={(kind) => set({ kind })}
      />
      <Picker
        name="Severity"
        options={severities}
        picked={values.severity}
        words={(severity) => severityLooks[severity].word}
        pick={(severity) => set({ severity })}
      />
      <Picker
        name="Region"
        options={withPicked(regions, values.region)}
        picked={values.region}
        words={(code) => code}
        pick={(region) => set({ region })}
      />
      <Picker
        name="Workload"
        options={withPicked(workloads, values.workload)}
        picked={values.workload}
        words={(id) => id}
        pick={(workload) => set({ workload })}
      />
      {isFiltered(toEventFilter(values)) && <Button onClick={() => set(nothingPicked)}>Clear filters</Button>}
    </>
  );
}

export const nothingPicked = { kind: [], severity: [], region: [], workload: [] } as const;

function withPicked(known: readonly string[], picked: readonly string[]): readonly string[] {
  return [...new Set([...known, ...picked])].sort();
}

interface PickerProps<T extends string> {
  readonly name: string;
  readonly options: readonly T[];
  readonly picked: readonly T[];
  readonly words: (value: T) => string;
  readonly pick: (values: readonly T[]) => void;
}

function Picker<T extends string>({ name, options, picked, words, pick }: PickerProps<T>) {
  return (
    <Disclosure name="Filter by" words={picked.length === 0 ? name : `${name}: ${picked.map(words).join(', ')}`}>
      {() => (
        <fieldset className="grid max-h-80 min-w-48 max-w-80 gap-0.5 overflow-auto p-2">
          <legend className="sr-only">{name}</legend>
          {options.map((value) => (
            <label key={value} className="flex min-h-6 items-center gap-2 px-1 text-ink text-table hover:bg-raised">
              <input
                type="checkbox"
                checked={picked.includes(value)}
                onChange={({ target }) =>
                  pick(target.checked ? [...picked, value] : picked.filter((other) => other !== value))
                }
              />
              <span className="min-w-0 flex-1 truncate">
                <bdi>{words(value)}</bdi>
              </span>
            </label>
          ))}
        </fieldset>
      )}
    </Disclosure>
  );
}
