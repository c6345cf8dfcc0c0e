import type { MarkerDeclaration, StoreDeclaration, StoreKind } from '../domain/fleet';
import type { WorkloadEntry } from './fleet-schema';

/** A store as the rest of the console knows it. */
export function toStore({
  id,
  kind,
  resource,
  copyResource,
  restore,
  rebuildable,
  stays,
  marker,
}: WorkloadEntry['stores'][number]): StoreDeclaration {
  return {
    id,
    kind: kind as StoreKind,
    resource,
    ...(copyResource === undefined ? {} : { copyResource }),
    ...(restore === undefined ? {} : { restore: { roleArn: restore.role, metadata: restore.metadata } }),
    ...(rebuildable ? { rebuildable: true as const } : {}),
    ...(stays ? { stays: true as const } : {}),
    ...(marker === 'off' ? {} : { marker: toMarker(marker) }),
  };
}

function toMarker(marker: Exclude<WorkloadEntry['stores'][number]['marker'], 'off'>): MarkerDeclaration {
  if (marker === 'on') return { by: 'store' };
  return { by: 'entry-point', entryPointId: marker.entryPoint, path: marker.path };
}
