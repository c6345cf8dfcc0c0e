import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const pages = readdirSync(path.join(import.meta.dirname, '(console)'), { recursive: true, encoding: 'utf8' })
  .filter((file) => path.basename(file) === 'page.tsx')
  .map((file) => path.join(import.meta.dirname, '(console)', file));

test('every page of the console that reads the store has its headings before the store has answered', () => {
  const reading = pages.filter((page) => readFileSync(page, 'utf8').includes('lib/queries/'));
  expect(reading.length).toBeGreaterThan(10);
  expect(reading.filter((page) => !existsSync(path.join(path.dirname(page), 'loading.tsx')))).toEqual([]);
});
