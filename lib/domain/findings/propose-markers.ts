import {
  entryPointMarkerKinds,
  type StoreDeclaration,
  storeMarkerKinds,
  usualMarkerPath,
  type Workload,
} from '../fleet';
import { formatList } from '../wording/list';

/**
 * What would let the stores prove an objective now, as ways to clear a finding: the line of the fleet file that puts a
 * marker on each, or for one that has a marker, that it must arrive again. Stores that can have none are left out.
 */
export function proposeMarkers(workload: Workload, storeIds: readonly string[]): readonly string[] {
  const stores = workload.stores.filter(({ id }) => storeIds.includes(id));
  const declared = stores.filter(({ marker }) => marker !== undefined).map(({ id }) => id);
  const lines = stores.flatMap((store) => {
    const line = store.marker === undefined ? toLine(workload, store) : 'none';
    return line === 'none' ? [] : [`"${line}" to the store ${store.id}`];
  });
  return [
    ...(declared.length === 0
      ? []
      : [`Clears when the recovery-point marker of ${formatList(declared)} is written and read again`]),
    ...(lines.length === 0 ? [] : [`Add ${formatList(lines)} of ${workload.id} in the fleet file`]),
  ];
}

function toLine({ entryPoints }: Workload, { kind }: StoreDeclaration): string | 'none' {
  if (storeMarkerKinds.includes(kind)) return 'marker: on';
  const [entryPoint] = entryPoints;
  if (entryPoint === undefined || !entryPointMarkerKinds.includes(kind)) return 'none';
  return `marker: { entryPoint: ${entryPoint.id}, path: ${usualMarkerPath} }`;
}
