import type { Placed } from './fleet-entries';
import { type WorkloadEntry, workload } from './fleet-schema';
import { type ReadableRecovery, readRecoveryParts } from './readable-recovery';

const listFields = ['objectives', 'stores', 'entryPoints', 'secrets', 'keys', 'distributions', 'plannedWork'] as const;
type ListField = (typeof listFields)[number];
type SingleField = Exclude<keyof WorkloadEntry, ListField | 'recovery'>;

/**
 * What can be read of a workload, field by field and item by item: one mistake in it does not hide what is wrong between
 * its other parts.
 */
export interface ReadableWorkload {
  readonly lists: { readonly [F in ListField]: readonly Placed<WorkloadEntry[F][number]>[] };
  /** Fields that are no lists; `undefined` is one that is not written. */
  readonly single: Partial<Pick<WorkloadEntry, SingleField>>;
  /** Every id written in `entryPoints`, also of items that are wrong otherwise: naming those is no second mistake. */
  readonly entryPointIds: readonly string[];
  readonly storeIds: readonly string[];
  readonly recovery: ReadableRecovery;
  /** Whether these fields could be read; one that may be left out can be when it is. */
  canRead(...fields: readonly SingleField[]): boolean;
}

/** Never throws: what cannot be read is left out, and is a complaint of the schema. */
export function readWorkloadParts(written: Readonly<Record<string, unknown>>): ReadableWorkload {
  const readable = new Map<string, unknown>();
  for (const [field, schema] of Object.entries(workload.shape)) {
    if (isListField(field) || field === 'recovery') continue;
    const read = schema.safeParse(written[field]);
    if (read.success) readable.set(field, read.data);
  }
  return {
    single: Object.fromEntries(readable),
    lists: {
      objectives: readList(written, 'objectives'),
      stores: readList(written, 'stores'),
      entryPoints: readList(written, 'entryPoints'),
      secrets: readList(written, 'secrets'),
      keys: readList(written, 'keys'),
      distributions: readList(written, 'distributions'),
      plannedWork: readList(written, 'plannedWork'),
    },
    entryPointIds: idsIn(written.entryPoints),
    storeIds: idsIn(written.stores),
    recovery: readRecoveryParts(written.recovery),
    canRead: (...fields) => fields.every((field) => readable.has(field)),
  };
}

function isListField(field: string): field is ListField {
  return listFields.some((each) => each === field);
}

function readList<F extends ListField>(
  written: Readonly<Record<string, unknown>>,
  field: F,
): readonly Placed<WorkloadEntry[F][number]>[] {
  const items: unknown = written[field];
  if (!Array.isArray(items)) return [];
  const { element } = workload.shape[field].unwrap();
  return items.flatMap((item: unknown, index) => {
    const read = element.safeParse(item);
    return read.success ? [{ index, entry: read.data as WorkloadEntry[F][number] }] : [];
  });
}

function idsIn(items: unknown): readonly string[] {
  if (!Array.isArray(items)) return [];
  return items.flatMap((item: unknown) => {
    const id = typeof item === 'object' && item !== null && 'id' in item ? item.id : undefined;
    return typeof id === 'string' ? [id] : [];
  });
}
