import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { SearchParamsContext } from 'next/dist/shared/lib/hooks-client-context.shared-runtime';
import { expect, test } from 'vitest';
import { Gallery, largePictureNames, sampledCosts } from './gallery';
import { galleryMoment as now } from './gallery-moment';
import { primitiveParts } from './primitives-gallery';
import { recoveryPicture } from './recovery-pictures';
import { reportPictures } from './report-gallery';
import { toMarkup } from './to-markup';
import { watchCalls } from './watch-calls';

const components = path.resolve(import.meta.dirname, '..');

/** What no still picture can show, and which browser tests open instead. */
const openedByHand = new Set([
  // Keep a page fresh by a stream, where a picture stands still.
  'LiveEntities',
  // Stands around every page, in its layout.
  'PreferencesProvider',
  // Before anybody is signed in.
  'SignInForm',
]);

/** Comes after the first paint, in the browser alone; each is looked at there. */
const afterFirstPaint = /dynamic\(\s*\(\) => import\('([^']+)'\)[^)]*ssr: false/gs;

interface Look {
  readonly page: string;
  readonly state: string;
  readonly subject?: string;
  readonly role?: string;
  readonly query?: Readonly<Record<string, string>>;
}

const subjects: Readonly<Record<string, string>> = {
  region: 'us-east-1',
  workload: 'checkout',
  objectives: '30d-breached',
  plan: 'checkout/activate',
  'plan-text': 'checkout/activate',
  run: 'run-1',
};

const fleetPages = ['overview', 'workload', 'region', 'workloads', 'regions', 'replication', 'routing', 'accounts'];
const leaving = { workload: 'checkout', source: 'us-east-1', mode: 'ungraceful' };

const looks: readonly Look[] = [
  ...fleetPages.flatMap((page) =>
    ['companions-region-down', 'routed-region-down', 'costs', 'resyncing'].map((state) => ({
      page,
      state,
    })),
  ),
  ...['polling-counted', 'polling-protected'].map((state) => ({ page: 'settings', state })),
  { page: 'settings', state: 'calm', role: 'approver', subject: 'no-links' },
  ...['expired', 'unknown', 'elsewhere'].map((subject) => ({
    page: 'link-ended',
    state: 'calm',
    subject,
  })),
  { page: 'workload', state: 'companions', subject: 'archive' },
  { page: 'workload', state: 'companions', subject: 'storefront' },
  { page: 'objectives', state: 'calm' },
  ...sampledCosts.map((subject) => ({ page: 'costs', state: 'polling-counted', subject })),
  { page: 'costs', state: 'recovery-past', subject: 'region-loss:by=workload&basis=amortized' },
  { page: 'costs', state: 'calm', subject: 'calm:by=usageType&service=Amazon+DynamoDB' },
  { page: 'costs', state: 'calm', subject: 'calm:region=none' },
  { page: 'costs', state: 'budgets', subject: 'calm' },
  { page: 'costs', state: 'empty', subject: 'unread' },
  ...reportPictures.map((subject) => ({ page: 'report', state: 'calm', subject })),
  { page: 'report', state: 'calm', subject: 'closed', role: 'link' },
  ...['all', 'nothing'].map((subject) => ({ page: 'reports', state: 'calm', subject })),
  { page: 'loading', state: 'calm' },
  { page: 'events', state: 'calm' },
  { page: 'accounts', state: 'denied' },
  ...['leaving', 'ended'].map((subject) => ({ page: 'drills', state: 'calm', subject })),
  { page: 'primitives', state: 'run:can-escalate', subject: 'opened' },
  ...primitiveParts.map((part) => ({ page: 'primitives', state: 'calm', subject: part })),
  ...['recovery-away', 'recovery-away-used', 'recovery-returned'].map((state) => ({ page: 'recovery', state })),
  { page: 'run', state: 'recovery-away' },
  ...['recovery-down', 'recovery-past', 'run:many', 'run:cancelled'].map((state) => ({
    page: 'recovery',
    state,
    role: 'approver',
  })),
  ...['region-down', 'costs', 'run:many', 'recovery-drilled', 'empty', 'long', 'right-to-left'].map((state) => ({
    page: 'wall',
    state,
  })),
  ...['opening', 'signed-out'].map((subject) => ({ page: 'wall', state: 'calm', subject })),
  ...['recovery-lint', 'recovery-calm'].map((state) => ({ page: 'plan', state })),
  ...['recovery-lint', 'recovery-calm'].map((state) => ({ page: 'plan-text', state })),
  { page: 'plan', state: 'recovery-lint', query: { view: 'table' } },
  { page: 'start', state: 'recovery-down', query: leaving },
  { page: 'start', state: 'run:running', query: leaving },
  ...['awaiting-approval', 'can-escalate', 'risk', 'task', 'drill', 'completed', 'in-doubt'].flatMap((state) =>
    ['approver', 'operator'].map((role) => ({ page: 'run', state: `run:${state}`, role })),
  ),
  { page: 'run', state: 'run:running', query: { view: 'table' } },
];

async function markupOf({ page, state, subject, role = 'operator', query = {} }: Look): Promise<string> {
  const made = recoveryPicture(state, now);
  return toMarkup(
    <SearchParamsContext.Provider value={new URLSearchParams(query) as never}>
      <Gallery
        page={page}
        subject={subject ?? subjects[page] ?? 'none'}
        state={state}
        history
        role={role}
        made={made}
      />
    </SearchParamsContext.Provider>,
  );
}

/** Exported components by the file they are in, as its source says. */
function exportedComponents(): readonly { readonly file: string; readonly name: string }[] {
  const files = readdirSync(components, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.tsx') && !file.endsWith('.test.tsx') && !file.startsWith('testing'),
  );
  return files.flatMap((file) => {
    const source = readFileSync(path.join(components, file), 'utf8');
    return [...source.matchAll(/^export (?:default )?function ([A-Z]\w*)/gm)].map(([, name = '']) => ({ file, name }));
  });
}

/** Files that a page brings after its first paint, relative to the folder of components. */
function lateFiles(): ReadonlySet<string> {
  const files = readdirSync(components, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'));
  return new Set(
    files.flatMap((file) =>
      [...readFileSync(path.join(components, file), 'utf8').matchAll(afterFirstPaint)].map(
        ([, module = '']) => `${path.join(path.dirname(file), module)}.tsx`,
      ),
    ),
  );
}

test('every component of the console is drawn in the gallery', async () => {
  const broken: string[] = [];
  const called = await watchCalls(async () => {
    for (const look of looks) {
      const markup = await markupOf(look);
      if (/undefined|NaN|Invalid Date|\[object Object\]/.test(markup) || !markup.includes('<main')) {
        broken.push(JSON.stringify(look));
      }
    }
  });
  expect(broken).toEqual([]);
  const late = lateFiles();
  const known = exportedComponents().filter(({ file, name }) => !late.has(file) && !openedByHand.has(name));
  expect(known.length).toBeGreaterThan(150);
  const missing = known.filter(({ file, name }) => !called(`components/${file}`).has(name));
  expect(missing.map(({ file, name }) => `${file}: ${name}`)).toEqual([]);
}, 120_000);

test.each(largePictureNames)(
  '%s: pages stand at that size and print no broken figure',
  async (state) => {
    for (const page of ['overview', 'region', 'replication', 'accounts']) {
      const markup = await markupOf({ page, state });
      expect(markup, page).toContain('<main');
      expect(markup, page).not.toMatch(/undefined|NaN|Invalid Date|\[object Object\]/);
    }
  },
  120_000,
);

test('a picture nobody made is refused, not replaced by a calm one', async () => {
  await expect(markupOf({ page: 'overview', state: 'no-such-picture' })).rejects.toThrow(/no picture/);
});
