import type { Page } from '@playwright/test';
import { expect, highestSpeed, test } from './fixtures';

const soon = { timeout: 60_000 };
const address = `/recovery/plans/${encodeURIComponent('checkout/activate')}`;

test.use({ speed: highestSpeed });

/** What browsers say when the content policy forbids something, and any other complaint. */
function complaintsOf(page: Page): readonly string[] {
  const told: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') told.push(message.text());
  });
  return told;
}

test('a plan is written as code: checked while it is written, each mistake at its line, drawn as it would be run', async ({
  signIn,
  page,
  product,
}) => {
  const complaints = complaintsOf(page);
  await signIn.signInAs('viewer', product);
  await page.goto(address);
  await page.getByRole('link', { name: 'Write it as code' }).click();
  const editor = page.getByTestId('plan-editor').getByRole('textbox');
  const verdict = page.getByTestId('plan-verdict');
  await expect(verdict).toContainText('It does what the plan in use does', soon);
  await expect(editor).toContainText('kind: fence-writer');
  await expect(page.getByRole('heading', { name: 'us-east-1 → us-west-2, graceful' })).toBeVisible();

  await test.step('a store there is none of is refused at its line, which is one click away', async () => {
    const text = ['id: mine', 'action: activate', 'workflows:', '  - id: all', '    steps:', '      - id: promote'];
    await write(page, [...text, '        kind: aurora-failover', '        store: nowhere'].join('\n'));
    await expect(verdict).toHaveAttribute('data-state', 'broken', soon);
    await expect(verdict).toContainText('1 error');
    const panel = page.getByRole('region', { name: 'What an engine would say' });
    await expect(panel).toContainText('which is no store of this workload: write one of orders');
    await panel.getByRole('button', { name: 'Line 8' }).click();
    await expect(editor).toBeFocused();
    await expect(page.locator('.cm-activeLine')).toContainText('store: nowhere');
  });

  await test.step('a promotion without its fence is held up by the linter', async () => {
    const text = ['id: mine', 'action: activate', 'workflows:', '  - id: all', '    steps:', '      - id: promote'];
    await write(page, [...text, '        kind: aurora-failover', '        store: orders'].join('\n'));
    await expect(verdict).toContainText('It would be taken up, and could not be run', soon);
    await expect(page.getByRole('heading', { name: 'us-east-1 → us-west-2, graceful' })).toBeVisible();
  });

  await page.getByRole('button', { name: 'Begin again from the plan in use' }).click();
  await expect(verdict).toContainText('It does what the plan in use does', soon);
  await expect(editor).toContainText('kind: fence-writer');
  expect(complaints).toEqual([]);
});

test('while no engine answers nothing is called runnable, and it is judged as soon as one does', async ({
  signIn,
  page,
  product,
}) => {
  await signIn.signInAs('viewer', product);
  await page.goto(`${address}/text`);
  const verdict = page.getByTestId('plan-verdict');
  await expect(verdict).toHaveAttribute('data-state', 'bound', soon);
  const engine = (await product.programs()).get('engine');
  if (engine === undefined) throw new Error('There is no engine');
  process.kill(engine, 'SIGSTOP');
  try {
    await page.getByTestId('plan-editor').getByRole('textbox').press('Control+End');
    await page.keyboard.insertText('# a note\n');
    await expect(verdict).toContainText('No engine has looked at it yet', soon);
  } finally {
    process.kill(engine, 'SIGCONT');
  }
  await expect(verdict).toHaveAttribute('data-state', 'bound', soon);
});

/** Puts a text in the place of all there is, as somebody does who brings it from elsewhere. */
async function write(page: Page, text: string): Promise<void> {
  const editor = page.getByTestId('plan-editor').getByRole('textbox');
  await editor.press('Control+a');
  await editor.evaluate((element, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}
