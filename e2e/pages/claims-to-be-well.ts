import type { Locator, Page } from '@playwright/test';
import { marksOfBeingWell as marks, wordsOfBeingWell as words } from './words-of-being-well';

const selector = marks.map(([name, value]) => `[${name}="${value}"]`).join(', ');

/** Everything on the page that claims to be well by its mark. */
export function marksOfBeingWell(page: Page): Locator {
  return page.locator(selector);
}

/** Every status word on the page that says it is well, wherever it stands; the name of a choice is no status. */
export async function wordsOfBeingWell(page: Page): Promise<readonly string[]> {
  const texts = await page.evaluate(() =>
    [...document.querySelectorAll('body *:not(script, style, option)')].map((element) =>
      [...element.childNodes]
        .filter((node) => node.nodeType === Node.TEXT_NODE)
        .map((node) => node.textContent ?? '')
        .join('')
        .trim(),
    ),
  );
  return texts.filter((text) => words.test(text));
}
