import { expect, test } from 'vitest';
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
