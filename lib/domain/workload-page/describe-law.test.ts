import { expect, test } from 'vitest';
import { describeLaw } from './describe-law';

test('where data may be is said with what they are', () => {
  const lawfulRegions = ['eu-central-1', 'eu-west-1'];
  expect(describeLaw({ lawfulRegions })).toBe('Data, lawful in eu-central-1 and eu-west-1 only.');
  expect(describeLaw({ lawfulRegions, gdpr: true })).toBe(
    'Personal data under the GDPR, lawful in eu-central-1 and eu-west-1 only.',
  );
});

test('of data that no law cares about nothing is said', () => {
  expect(describeLaw({})).toBe('none');
});
