import type { RegionCode } from '../domain/fleet';
import type { FleetEntries, Placed } from './fleet-entries';
import { type Complaint, type FilePath, quote } from './fleet-problem';

/** A region must be declared, and may be so by an item that is wrong otherwise. */
export function knownRegion({ declared }: FleetEntries, code: RegionCode, path: FilePath): readonly Complaint[] {
  const codes = idsOf(declared.regions);
  if (codes.includes(code)) return [];
  const known = codes.length === 0 ? 'none is declared' : `write one of ${codes.join(', ')}`;
  return [{ path, message: `names ${code}, which is not declared under regions: ${known}, or add it there` }];
}

/** Every repetition of an id but its first. */
export function repeated(
  ids: readonly Placed<string>[],
  pathOf: (index: number) => FilePath,
  what: string,
): readonly Complaint[] {
  const seen = new Set<string>();
  return ids.flatMap(({ index, entry: id }) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [{ path: pathOf(index), message: `repeats ${quote(id)}: each ${what} is written once` }];
  });
}

export function idsOf(declared: readonly Placed<string>[]): readonly string[] {
  return [...new Set(declared.map(({ entry }) => entry))];
}

/** An entry point of the workload, also one that is wrong otherwise. */
export function ownEntryPoint(own: readonly string[], id: string, path: Complaint['path']): readonly Complaint[] {
  if (own.includes(id)) return [];
  const known = own.length === 0 ? 'it has none' : `write one of ${own.join(', ')}`;
  return [{ path, message: `names ${quote(id)}, which is no entry point of this workload: ${known}` }];
}
