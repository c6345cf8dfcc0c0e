import type { Placed } from './fleet-entries';
import { type PlanEntry, plan, type RecoveryEntry, recovery } from './recovery-schema';

/** What can be read of a workload's recovery, field by field and plan by plan. */
export interface ReadableRecovery extends Partial<Omit<RecoveryEntry, 'plans'>> {
  readonly plans: readonly Placed<PlanEntry>[];
  /** Whether a field is written, readable or not. */
  isWritten(field: keyof RecoveryEntry): boolean;
}

/** Never throws: what cannot be read is left out, and is a complaint of the schema. */
export function readRecoveryParts(written: unknown): ReadableRecovery {
  const fields = isMap(written) ? written : {};
  const { plans: _plans, ...single } = recovery.shape;
  const readable = Object.entries(single).flatMap(([field, schema]) => {
    const read = schema.safeParse(fields[field]);
    return read.success ? [[field, read.data]] : [];
  });
  const plans = Array.isArray(fields.plans) ? fields.plans : [];
  return {
    ...Object.fromEntries(readable),
    plans: plans.flatMap((item: unknown, index) => {
      const read = plan.safeParse(item);
      return read.success ? [{ index, entry: read.data }] : [];
    }),
    isWritten: (field) => fields[field] !== undefined,
  };
}

function isMap(written: unknown): written is Readonly<Record<string, unknown>> {
  return typeof written === 'object' && written !== null && !Array.isArray(written);
}
