import { expect, test } from 'vitest';
import { firstFiles } from './first-load.mjs';

const entries = {
  '[project]/app/layout': ['a.js'],
  '[project]/app/(console)/layout': ['a.js', 'b.js'],
  '[project]/app/(console)/error': ['only-when-it-fails.js'],
  '[project]/app/(console)/regions/page': ['b.js', 'regions.js'],
  '[project]/app/(console)/regions/[region]/page': ['of-another-page.js'],
  '[project]/app/sign-in/page': ['of-another-page.js'],
};

test('a page asks at once for the framework, its layouts and itself, each file once', () => {
  expect([...firstFiles(['main.js'], entries, '/(console)/regions/page')]).toEqual([
    'main.js',
    'a.js',
    'b.js',
    'regions.js',
  ]);
});
