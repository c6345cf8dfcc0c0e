'use client';

import { useId, useState } from 'react';
import { assumptionBounds } from '@/lib/domain/costs/resilience/estimate-tiers';
import type { SetUrlState } from '../url/use-url-state';
import type { AssumptionValues, assumptionSpec } from './cost-spec';

export interface AssumptionFormProps {
  readonly values: AssumptionValues;
  readonly set: SetUrlState<typeof assumptionSpec>;
}

type Name = keyof AssumptionValues;

const fields: readonly {
  readonly name: Name;
  readonly label: string;
  readonly unit: string;
  readonly bounds: readonly [number, number];
}[] = [
  { name: 'copies', label: 'Regions beside the first', unit: 'empty: as declared', bounds: assumptionBounds.copies },
  { name: 'warm', label: 'Warm standby keeps of the compute', unit: '%', bounds: assumptionBounds.warmPercent },
  { name: 'active', label: 'An active region keeps of the compute', unit: '%', bounds: assumptionBounds.activePercent },
  { name: 'database', label: 'A copy keeps of the databases', unit: '%', bounds: assumptionBounds.databasePercent },
  { name: 'backup', label: 'A backup costs of its original', unit: '%', bounds: assumptionBounds.backupPercent },
  { name: 'withoutRto', label: 'Recovery time with backups alone', unit: 'h', bounds: [1, 720] },
  { name: 'withoutRpo', label: 'Data loss with backups alone', unit: 'h', bounds: [1, 720] },
];

/** What the estimates rest on. Each is in the address as soon as it can be used. */
export function AssumptionForm({ values, set }: AssumptionFormProps) {
  return (
    <fieldset
      className="grid gap-x-6 gap-y-2 px-4 py-3 text-table sm:grid-cols-2 xl:grid-cols-4"
      data-testid="assumptions"
    >
      <legend className="sr-only">Assumptions of the estimates</legend>
      {fields.map(({ name, label, unit, bounds }) => (
        <NumberField
          key={`${name} ${values[name]}`}
          label={label}
          unit={unit}
          bounds={bounds}
          value={values[name]}
          onChange={(value) => set({ [name]: value } as Partial<AssumptionValues>, 'replace')}
        />
      ))}
    </fieldset>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly unit: string;
  readonly bounds: readonly [number, number];
  readonly value: number | 'as-declared';
  readonly onChange: (value: number | 'as-declared') => void;
}

function NumberField({ label, unit, bounds: [least, most], value, onChange }: NumberFieldProps) {
  const id = useId();
  const written = value === 'as-declared' ? '' : String(value);
  const [text, setText] = useState(written);
  const number = Number(text);
  const mayBeEmpty = unit.startsWith('empty');
  const isUsable = text === '' ? mayBeEmpty : Number.isFinite(number) && number >= least && number <= most;
  const commit = () => {
    if (isUsable && text !== written) onChange(text === '' ? 'as-declared' : number);
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
