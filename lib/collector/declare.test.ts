import { expect, test } from 'vitest';
import { usualWall } from '@/lib/domain/wall/types';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { declareSnapshot } from './declare';
import { smallFleet } from './testing/fake-ports';

const cadence = { cadenceSeconds: 60, publishDelaySeconds: 0 };
const cadences = { probe: cadence, dns: cadence, signals: cadence, capacity: cadence };

test('a region carries what the fleet says of it, the jurisdictions it is in by name', () => {
  const snapshot = declareSnapshot(defaultFleet, [], cadences, [], 0);
  expect(snapshot.find('region', 'eu-west-1')).toMatchObject({
    role: 'active',
    vpcRange: '10.24.0.0/16',
    databaseClass: 'db.r6g.large',
    gdpr: true,
    jurisdictions: ['European Union'],
  });
  expect(snapshot.find('region', 'us-east-1')).not.toHaveProperty('jurisdictions');
});

test('a region of which nothing more is said carries nothing more', () => {
  const region = declareSnapshot(smallFleet, [], cadences, [], 0).find('region', 'us-east-1');
  expect(Object.keys(region ?? {}).sort()).toEqual(['code', 'id', 'kind', 'latitude', 'longitude', 'place']);
});

test('walls are those the fleet declares now: one that was taken out of the file is gone', () => {
  const fleet = { ...smallFleet, walls: [{ ...usualWall, id: 'lobby' }] };
  const declared = declareSnapshot(fleet, [], cadences, [], 0);
  expect(declared.find('wall', 'lobby')).toMatchObject({ wall: { id: 'lobby' } });
  const kept = declareSnapshot(smallFleet, [], cadences, declared.entities(), 0);
  expect(kept.find('wall', 'lobby')).toBeUndefined();
});
