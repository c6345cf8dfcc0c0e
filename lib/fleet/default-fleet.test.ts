import { expect, test } from 'vitest';
import { isLawful, storeKinds } from '../domain/fleet';
import { defaultFleet } from './default-fleet';
import { shortRegionName } from './default-regions';

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

test('every kind of store is in it, and names what it keeps', () => {
  const stores = defaultFleet.workloads.flatMap((workload) => workload.stores);
  expect(new Set(stores.map(({ kind }) => kind))).toEqual(new Set(storeKinds));
  expect(stores.every(({ resource }) => resource !== '')).toBe(true);
});

test('what a region needs beside its data is declared where there is some', () => {
  const needs = (id: string) => {
    const workload = defaultFleet.workloads.find((candidate) => candidate.id === id);
    return [workload?.secrets, workload?.keys, workload?.distributions];
  };
  expect(needs('checkout')).toEqual([
    [{ name: 'checkout/database' }, { name: 'checkout/payment-api' }],
    [{ alias: 'alias/checkout' }],
    undefined,
  ]);
  expect(needs('storefront')).toEqual([undefined, undefined, [{ id: 'E1STOREFRONT01' }]]);
});

test('personal data has a lawful target, and regions it may not be in', () => {
  const accounts = defaultFleet.workloads.find(({ id }) => id === 'eu-accounts');
  expect(accounts?.lawfulRegions).toEqual(['eu-central-1', 'eu-west-1']);
  expect(accounts?.regions.every(({ region }) => isLawful(accounts, region))).toBe(true);
  expect(accounts && isLawful(accounts, 'ap-southeast-1')).toBe(false);
});
