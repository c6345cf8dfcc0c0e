import { describe, expect, it } from 'vitest';
import type { RegionEntity } from '@/lib/domain/entities';
import { identityClock } from '@/lib/domain/time';
import { applyPatches, type FleetReading } from './fleet-cache';

const region = (code: string, place = code): RegionEntity => ({
  kind: 'region',
  id: code,
  code,
  place,
  latitude: 0,
  longitude: 0,
});
const reading: FleetReading = {
  since: 'e.1',
  entities: [region('us-east-1'), region('us-west-2')],
  clock: { anchor: identityClock, serverWallMs: 0 },
};

describe('applyPatches', () => {
  it('replaces, adds and removes, and moves the place forward', () => {
    const after = applyPatches(
      reading,
      [
        { op: 'put', entity: region('us-east-1', 'new') },
        { op: 'put', entity: region('eu-west-1') },
        { op: 'remove', kind: 'region', id: 'us-west-2' },
      ],
      'e.2',
    );
    expect(after.since).toBe('e.2');
    expect(after.entities).toEqual([region('us-east-1', 'new'), region('eu-west-1')]);
  });

  it('keeps entities of different kinds with the same id apart', () => {
    expect(applyPatches(reading, [{ op: 'remove', kind: 'engine', id: 'us-east-1' }], 'e.2').entities).toHaveLength(2);
  });
});
