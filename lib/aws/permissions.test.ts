import { expect, test } from 'vitest';
import { evaluatePolicy } from '../simulator/world/policies';
import { rolesOf } from '../simulator/world/roles';
import {
  markerReadPermissions,
  readPermissions,
  recoverPermissions,
  recoverReadPermissions,
  reportReadPermissions,
  reportWritePermissions,
  writePermissions,
} from './permissions';

test('the reader role can change nothing', () => {
  expect(readPermissions.length).toBeGreaterThan(10);
  for (const action of readPermissions) expect(action).toMatch(/^[a-z0-9]+:(Describe|Get|List)[A-Za-z]+$/);
  expect(new Set(readPermissions).size).toBe(readPermissions.length);
});

test('what writes markers or moves workloads is no part of what reads, and each can be granted alone', () => {
  const all = [
    ...readPermissions,
    ...markerReadPermissions,
    ...writePermissions,
    ...recoverReadPermissions,
    ...recoverPermissions,
  ];
  expect(new Set(all).size).toBe(all.length);
  for (const action of markerReadPermissions) expect(action).toMatch(/^[a-z0-9]+:(Get|List)[A-Za-z]+$/);
  for (const action of writePermissions) expect(action).toMatch(/^[a-z0-9]+:Put[A-Za-z]+$/);
  for (const action of reportReadPermissions) expect(action).toMatch(/^s3:(Get|List)[A-Za-z]+$/);
  for (const action of reportWritePermissions) expect(action).toMatch(/^s3:Put[A-Za-z]+$/);
  for (const action of recoverReadPermissions) expect(action).toMatch(/^[a-z0-9]+:(Describe|List|Get)[A-Za-z]+$/);
  for (const action of recoverPermissions) expect(action).not.toContain('*');
});

test('the roles of the simulated fleet are allowed what the console needs, and its reader nothing that writes', () => {
  const allowed = (name: string, action: string) => {
    const role = rolesOf('111122223333', '111122223333').find((one) => one.name === name);
    return evaluatePolicy(role?.statements ?? [], action) === 'allowed';
  };
  // Nobody needs to be allowed to ask who it is.
  const readers = [...readPermissions, ...markerReadPermissions, ...recoverReadPermissions];
  const reading = readers.filter((one) => one !== 'sts:GetCallerIdentity');
  expect(reading.filter((action) => !allowed('antipode-reader', action))).toEqual([]);
  expect(writePermissions.filter((action) => !allowed('antipode-writer', action))).toEqual([]);
  expect(reportReadPermissions.filter((action) => !allowed('antipode-reader', action))).toEqual([]);
  expect(reportWritePermissions.filter((action) => !allowed('antipode-writer', action))).toEqual([]);
  expect(writePermissions.filter((action) => allowed('antipode-reader', action))).toEqual([]);
  expect(reportReadPermissions.filter((action) => allowed('antipode-writer', action))).toEqual([]);
  expect(reading.filter((action) => allowed('antipode-writer', action))).toEqual([]);
  expect(recoverPermissions.filter((action) => !allowed('antipode-failover', action))).toEqual([]);
  const turning = recoverPermissions.filter((action) => !action.includes(':Get'));
  for (const role of ['antipode-reader', 'antipode-writer'])
    expect(turning.filter((action) => allowed(role, action))).toEqual([]);
});
