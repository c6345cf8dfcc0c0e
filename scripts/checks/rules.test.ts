import { describe, expect, test } from 'vitest';
import { blankComments } from './blank-comments.mjs';
import { findImports } from './find-imports.mjs';
import { rules } from './rules.mjs';

/** What a rule says about a small checkout of the given files. */
function broken(rule: string, files: Record<string, string>): string[] {
  const check = rules[rule];
  if (check === undefined) throw new Error(`There is no rule ${rule}.`);
  const sources = { files: Object.keys(files), read: (file: string) => files[file] ?? '' };
  return check(sources).map((violation) => `${violation.file}:${violation.line}`);
}

describe('imports are found', () => {
  test('in every form, over several lines, types included, with their lines', () => {
    const source = [
      `import a from 'a';`,
      `import type { B } from "b";`,
      'import {',
      '  c,',
      `} from './c';`,
      `export * from '../d';`,
      `export type { E } from '@/lib/e';`,
      `import 'f';`,
      `const g = await import('g');`,
      `const h = require('h');`,
      `type I = import('i').I;`,
    ].join('\n');
    expect(
      findImports(source)
        .map(({ specifier }) => specifier)
        .sort(),
    ).toEqual(['a', 'b', './c', '../d', '@/lib/e', 'f', 'g', 'h', 'i'].sort());
    expect(findImports(source).find(({ specifier }) => specifier === './c')?.line).toBe(5);
  });

  test('not in comments, and not in text that only looks like one', () => {
    expect(
      findImports(`// import a from 'a';\n/* import b from 'b'; */\nconst url = 'http://x'; import c from 'c';`),
    ).toEqual([]);
    expect(findImports(`const url = 'http://x';\nimport c from 'c';`).map(({ specifier }) => specifier)).toEqual(['c']);
  });

  test('blanking keeps every line where it was', () => {
    const source = `a /* b\nc */ d // e\n'// f' \`/* g\n*/\``;
    expect(blankComments(source)).toBe(`a     \n     d     \n'// f' \`/* g\n*/\``);
  });
});

describe('import directions', () => {
  const rule = 'import-direction';

  test('the domain imports nothing of ours but itself', () => {
    expect(
      broken(rule, {
        'lib/domain/a.ts': `import { b } from './deep/b';\nimport { c } from '../config/c';`,
        'lib/domain/deep/b.ts': '',
        'lib/config/c.ts': '',
      }),
    ).toEqual(['lib/domain/a.ts:2']);
  });

  test('queries and commands never reach the edge or the collector, not even for a type or by the short path', () => {
    for (const target of ['aws', 'stores', 'collector', 'simulator', 'supervisor']) {
      expect(broken(rule, { 'lib/queries/a.ts': `import type { X } from '@/lib/${target}/x';` })).toHaveLength(1);
      expect(broken(rule, { 'lib/commands/a.ts': `export { x } from '../${target}/x';` })).toHaveLength(1);
    }
    expect(broken(rule, { 'lib/queries/a.ts': `import { x } from '@/lib/persistence/x';` })).toEqual([]);
  });

  test('the simulator knows nothing of ours, and nobody knows the simulator', () => {
    expect(broken(rule, { 'lib/simulator/wire/a.ts': `import { x } from '../../domain/time';` })).toHaveLength(1);
    expect(broken(rule, { 'lib/simulator/wire/a.ts': `import { x } from '../world/types';` })).toEqual([]);
    expect(broken(rule, { 'lib/engine/a.ts': `import { x } from '../simulator/world/types';` })).toHaveLength(1);
  });

  test('a path that leaves its area in a roundabout way is resolved first', () => {
    expect(broken(rule, { 'components/ui/a.tsx': `import { x } from './../../lib/queries/x';` })).toHaveLength(1);
    expect(broken(rule, { 'components/ui/a.tsx': `import { x } from '@/components/../lib/queries/x';` })).toHaveLength(
      1,
    );
  });

  test('an area that the table does not know may import nothing', () => {
    expect(broken(rule, { 'lib/novelty/a.ts': `import { x } from '../domain/x';` })).toHaveLength(1);
  });

  test('pages use queries and commands, never the store, and Next’s entry files count as pages', () => {
    expect(broken(rule, { 'app/page.tsx': `import { x } from '@/lib/persistence/x';` })).toHaveLength(1);
    expect(broken(rule, { 'proxy.ts': `import { x } from './lib/persistence/x';` })).toHaveLength(1);
    expect(broken(rule, { 'app/page.tsx': `import { x } from '@/lib/queries/x';` })).toEqual([]);
  });

  test('tests may import anything, and programs no test code', () => {
    const file = { 'lib/domain/a.test.ts': `import { x } from '../aws/x';` };
    expect(broken(rule, file)).toEqual([]);
    expect(
      broken('no-test-code-in-programs', {
        'lib/domain/a.ts': `import { x } from './testing/x';`,
        'lib/domain/testing/x.ts': '',
      }),
    ).toHaveLength(1);
  });
});

describe('other rules', () => {
  test('the SDK is used by the edge and by the wire layer only', () => {
    const source = `import { X } from '@aws-sdk/client-rds';`;
    expect(broken('no-sdk-outside-the-edge', { 'lib/collector/a.ts': source })).toHaveLength(1);
    expect(broken('no-sdk-outside-the-edge', { 'lib/simulator/world/a.ts': source })).toHaveLength(1);
    expect(
      broken('no-sdk-outside-the-edge', { 'lib/engine/a.ts': `import type { X } from '@smithy/types';` }),
    ).toHaveLength(1);
    expect(
      broken('no-sdk-outside-the-edge', { 'lib/aws/rds/a.ts': source, 'lib/simulator/wire/a.ts': source }),
    ).toEqual([]);
  });

  test('the domain reads no clock in any form', () => {
    for (const code of [
      'Date.now()',
      'new Date()',
      'new Date',
      'Date()',
      'performance.now()',
      'const now = Date.now;',
    ]) {
      expect(broken('no-clock-in-domain', { 'lib/domain/a.ts': code })).toHaveLength(1);
    }
    for (const code of ['new Date(at)', '// Date.now()', 'toDate(x)', 'updateDate(x)']) {
      expect(broken('no-clock-in-domain', { 'lib/domain/a.ts': code })).toEqual([]);
    }
    expect(broken('no-clock-in-domain', { 'lib/engine/a.ts': 'Date.now()' })).toEqual([]);
  });

  test('a missing value never becomes zero outside the simulator', () => {
    for (const code of ['x ?? 0', 'x ??0;', 'x ??= 0', 'x ??\n  0)']) {
      expect(broken('no-zero-for-missing', { 'lib/collector/a.ts': code })).toHaveLength(1);
    }
    expect(broken('no-zero-for-missing', { 'lib/collector/a.ts': 'x ?? 0.5; y ?? 10; z ?? 0x1f' })).toEqual([]);
    expect(broken('no-zero-for-missing', { 'lib/simulator/world/a.ts': 'x ?? 0' })).toEqual([]);
  });

  test('status colours are nowhere but in components/status and the tokens', () => {
    const tokens = { 'app/tokens.css': ':root { --critical: #c9182b; --ink: #12171d; }' };
    for (const code of [`'var(--critical)'`, `"text-critical"`, `'bg-warning-tint p-2'`, `'#C9182B'`]) {
      expect(broken('status-colours-in-one-place', { ...tokens, 'components/ui/a.tsx': code })).toHaveLength(1);
      expect(broken('status-colours-in-one-place', { ...tokens, 'components/status/a.tsx': code })).toEqual([]);
    }
    for (const code of [`'active:bg-raised'`, `'text-ink'`, `'#12171d'`, `'normal-case'`, `state === 'unknown'`]) {
      expect(broken('status-colours-in-one-place', { ...tokens, 'components/ui/a.tsx': code })).toEqual([]);
    }
  });

  test('every command authorises and audits', () => {
    const complete = `requirePermission(actor, 'x'); await appendAudit(tx, entry);`;
    expect(broken('commands-authorise-and-audit', { 'lib/commands/a.ts': complete })).toEqual([]);
    expect(broken('commands-authorise-and-audit', { 'lib/commands/a.ts': `// ${complete}` })).toHaveLength(2);
    expect(broken('commands-authorise-and-audit', { 'lib/commands/deep/a.ts': 'appendAudit(tx, e)' })).toHaveLength(1);
  });

  test('"server-only" stays where Next runs', () => {
    expect(broken('server-only-where-next-runs', { 'lib/persistence/a.ts': `import 'server-only';` })).toHaveLength(1);
    expect(broken('server-only-where-next-runs', { 'lib/queries/a.ts': `import 'server-only';` })).toEqual([]);
  });
});
