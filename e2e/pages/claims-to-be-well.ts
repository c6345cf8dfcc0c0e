import type { Locator, Page } from '@playwright/test';

/** What any part of a page may carry that claims to be well: each is the mark of a status, not of one place. */
const marks = [
  '[data-health="healthy"]',
  '[data-user-health="healthy"]',
  '[data-compliance="met"]',
  '[data-protection="protected"]',
  '[data-alarm="ok"]',
].join(', ');

/** Statuses as people read them, alone, at the head of their sentence or after a name. "0 healthy" is a count. */
const words = /(^|: )healthy$|^protected$|^held at|^met\b|^ok$|^passes$|^yes$|^\d+ workloads?\b.*\bhealthy\b/i;

/** Everything on the page that claims to be well by its mark. */
export function marksOfBeingWell(page: Page): Locator {
  return page.locator(marks);
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
