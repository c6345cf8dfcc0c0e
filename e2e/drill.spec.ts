import { execFile } from 'node:child_process';
import path from 'node:path';
import { expect, test } from './fixtures';
import { StartPage } from './pages/start-page';
import type { RunningConsole } from './running-console';

/** Time for something to show up on a page, in wall milliseconds. */
const soon = 60_000;

/**
 * An outage ends with three minutes of passing probes, of the fleet's: a machine too busy to answer two probes in a row
 * has one too.
 */
const calmAgain = { timeout: 120_000 };

interface Ended {
  readonly code: number;
  readonly because: string;
}

/** `npm run drill -- …` against a console, as a program asks it. */
function drill({ url, dataFolder }: RunningConsole, ...words: readonly string[]): Promise<Ended> {
  const script = path.join(process.cwd(), 'scripts', 'drill.mjs');
  const env = { NODE_ENV: 'production', PATH: process.env.PATH, ANTIPODE_DATA: dataFolder } as const;
  return new Promise((resolve, reject) => {
    const child = execFile(
      process.execPath,
      [script, ...words, '--json', '--url', url],
      { env },
      (_error, out, err) => {
        if (out === '') reject(new Error(`The drill said nothing: ${err}`));
        else resolve({ code: child.exitCode ?? -1, because: String(JSON.parse(out).because) });
      },
    );
  });
}

test('a drill on the page before the button says that it really moves users, and its button says that it is one', async ({
  signIn,
  product,
  page,
}) => {
  test.setTimeout(420_000);
  await signIn.signInAs('operator', product);
  const start = new StartPage(page);
  await start.open({ workload: 'checkout', source: 'us-east-1', mode: 'graceful' });
  await start.waitUntilOpen('us-west-2', 'graceful', 2 * soon);
  await expect(start.button('Activate us-west-2')).toBeVisible();
  await page.getByRole('checkbox', { name: /^For practice/ }).check();
  await expect(page.getByTestId('drill-means')).toContainText('users and writers really leave us-east-1 for us-west-2');
  await expect(start.button('Drill: activate us-west-2')).toBeVisible();
  await page.goto('/recovery');
  const proven = page.getByTestId('recovery-time-checkout');
  await expect(proven).toContainText('no drill or recovery is on record', calmAgain);
  await expect(proven).toContainText('0 of 1 region');
});

test('the command of a drill, signed in as its people, leaves a region alone that its workloads cannot be moved out of', async ({
  product,
}) => {
  expect(await drill(product, 'verify-failover')).toEqual({
    code: 1,
    because: expect.stringContaining('No drill is on record'),
  });
  await expect(async () => {
    const { code, because } = await drill(product, 'simulate-region-failure', 'eu-central-1');
    expect({ code, because }).toEqual({
      code: 1,
      because: expect.stringMatching(/left alone\. "legacy-shard" reaches/),
    });
  }).toPass({ timeout: 2 * soon });
  expect(await drill(product, 'simulate-region-failure', 'mars-north-1')).toMatchObject({ code: 2 });
  expect(await product.simulate('status')).not.toContain('failing since');
});
