import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/\.(test|integration)\.tsx?$/.test(file))
  .map((file) => ({
    file: file.split(path.sep).join('/'),
    text: readFileSync(path.join(import.meta.dirname, file), 'utf8'),
  }));

const thatName = (pattern: RegExp) => sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file);

describe('doors that read-only links open', () => {
  test('are the three readings that a wall needs and the report with its files, and no other handler knows links at all', () => {
    expect(thatName(/find-reader/).sort()).toEqual([
      'api/acknowledgements/route.ts',
      'api/answer-executive-file.ts',
      'api/fleet/route.ts',
      'api/stream/route.ts',
      'api/v1/reports/executive/route.ts',
    ]);
    expect(thatName(/from '[./]+\/answer-executive-file'/).sort()).toEqual([
      'api/v1/reports/executive/[month]/csv/route.ts',
      'api/v1/reports/executive/[month]/pdf/route.ts',
      'api/v1/reports/executive/[month]/route.ts',
    ]);
    expect(thatName(/queries\/access-links\/find-viewer/)).toEqual(['find-viewer.ts']);
  });

  test('are, of pages, walls and reports alone', () => {
    const asking = thatName(/from '[./]+\/find-viewer'/);
    expect(asking.filter((file) => !/^\((wall|report)\)\//.test(file))).toEqual([]);
  });

  test('are opened in one place, and nothing else reads or sets the cookie', () => {
    expect(thatName(/accessLinkCookie|antipode-access-link/)).toEqual(['link/[token]/route.ts']);
  });
});
