import { expect, it } from 'vitest';
import { actionOf } from '../services/action-name';
import { serviceIds } from '../wire';
import { knownServices } from './members';

it('faults know every service of the wire by the name that its actions have', () => {
  const names = serviceIds.map((id) => actionOf(id, '').split(':')[0]);
  expect(names.filter((name) => name !== undefined && !knownServices.some((known) => known === name))).toEqual([]);
});
