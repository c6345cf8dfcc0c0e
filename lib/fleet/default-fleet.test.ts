import { expect, test } from 'vitest';
import { defaultFleet, shortRegionName } from './default-fleet';

test('every region, store and capacity a workload names is part of the fleet', () => {
  const codes = new Set(defaultFleet.regions.map(({ code }) => code));
  for (const { regions, entryPoints, capacity, accountId } of defaultFleet.workloads) {
    const named = [...regions, ...capacity, ...entryPoints.flatMap(({ endpoints }) => endpoints)];
    expect(named.every(({ region }) => codes.has(region))).toBe(true);
    expect(defaultFleet.accounts.map(({ id }) => id)).toContain(accountId);
  }
});

test('regional names carry the short code of their region, and each has a status record', () => {
  const endpoint = defaultFleet.workloads[0]?.entryPoints[0]?.endpoints[0];
  expect(endpoint).toEqual({
    region: 'us-east-1',
    hostname: 'use1.checkout.acme.example',
    statusHostname: 'status.use1.checkout.acme.example',
  });
  expect(() => shortRegionName('mars-1')).toThrow('mars-1');
});
