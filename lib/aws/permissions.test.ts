import { expect, test } from 'vitest';
import { readPermissions } from './permissions';

test('the reader role can change nothing', () => {
  expect(readPermissions.length).toBeGreaterThan(10);
  for (const action of readPermissions) expect(action).toMatch(/^[a-z0-9]+:(Describe|Get|List)[A-Za-z]+$/);
  expect(new Set(readPermissions).size).toBe(readPermissions.length);
});
