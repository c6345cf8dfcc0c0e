import { expect, test } from 'vitest';
import { evaluatePolicy } from '../simulator/world/policies';
import { rolesOf } from '../simulator/world/roles';
import { markerReadPermissions, readPermissions, writePermissions } from './permissions';

test('the reader role can change nothing', () => {
  expect(readPermissions.length).toBeGreaterThan(10);
  for (const action of readPermissions) expect(action).toMatch(/^[a-z0-9]+:(Describe|Get|List)[A-Za-z]+$/);
  expect(new Set(readPermissions).size).toBe(readPermissions.length);
});

test('what writes markers is no part of what reads, and each can be granted alone', () => {
  const all = [...readPermissions, ...markerReadPermissions, ...writePermissions];
  expect(new Set(all).size).toBe(all.length);
  for (const action of markerReadPermissions) expect(action).toMatch(/^[a-z0-9]+:(Get|List)[A-Za-z]+$/);
  for (const action of writePermissions) expect(action).toMatch(/^[a-z0-9]+:Put[A-Za-z]+$/);
});

test('the roles of the simulated fleet are allowed what the console needs, and its reader nothing that writes', () => {
  const allowed = (name: string, action: string) => {
    const role = rolesOf('111122223333', '111122223333').find((one) => one.name === name);
    return evaluatePolicy(role?.statements ?? [], action) === 'allowed';
  };
  // Nobody needs to be allowed to ask who it is.
  const reading = [...readPermissions, ...markerReadPermissions].filter((one) => one !== 'sts:GetCallerIdentity');
  expect(reading.filter((action) => !allowed('antipode-reader', action))).toEqual([]);
  expect(writePermissions.filter((action) => !allowed('antipode-writer', action))).toEqual([]);
  expect(writePermissions.filter((action) => allowed('antipode-reader', action))).toEqual([]);
  expect(reading.filter((action) => allowed('antipode-writer', action))).toEqual([]);
});
