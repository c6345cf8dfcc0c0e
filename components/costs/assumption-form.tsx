'use client';

import { assumptionBounds } from '@/lib/domain/costs/resilience/estimate-tiers';
import type { SetUrlState } from '../url/use-url-state';
import type { AssumptionValues, assumptionSpec } from './cost-spec';
import { NumberField } from './number-field';

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
          onChange={(value) =>
            set({ [name]: value === 'none' ? 'as-declared' : value } as Partial<AssumptionValues>, 'replace')
          }
        />
      ))}
    </fieldset>
  );
}
