import { expect, test } from 'vitest';
import { findSegment } from './find-segment';

const ids = ['checkout', 'café ☕', '100%', 'a/b'];

test('an id is found in its address, whatever it is made of', () => {
  for (const id of ids) expect(findSegment(encodeURIComponent(id), ids)).toBe(id);
  for (const id of ids) expect(findSegment(id, ids)).toBe(id);
});

test('an id the fleet does not have, and an address that is malformed, lead nowhere', () => {
  expect(findSegment('nothing', ids)).toBe('none');
  expect(findSegment('%E0%A4%A', ids)).toBe('none');
});
