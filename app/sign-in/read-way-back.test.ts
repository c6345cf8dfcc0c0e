import { expect, test } from 'vitest';
import { readWayBack } from './read-way-back';

test('whoever comes from a wall goes back to it as it was', () => {
  expect(readWayBack('/wall/noc?metres=6&theme=light')).toBe('/wall/noc?metres=6&theme=light');
});

test.each([
  undefined,
  '',
  ['/wall/noc', '/wall/lobby'],
  'https://elsewhere.example/wall/noc',
  '//elsewhere.example/wall/noc',
  '/wall//elsewhere.example',
  '/wall/../settings',
  '/wall/noc/../../settings',
  '/\\elsewhere.example',
  '/settings',
  'javascript:alert(1)',
  '/wall/noc?x=<script>',
])('%s leads to the overview: only a wall is gone back to', (back) => {
  expect(readWayBack(back)).toBe('/');
});
