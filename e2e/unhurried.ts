import type { Page } from '@playwright/test';

/** Whether a page that was streamed stands in its place, once, and answers: React has taken it over. */
function isThere(): boolean {
  if (document.querySelector('[data-testid="page-loading"], [hidden][id^="S:"]') !== null) return false;
  const main = document.querySelector('main');
  return main === null || Object.keys(main).some((key) => key.startsWith('__react'));
}

/** In wall milliseconds. A page that takes longer is the test's own to judge. */
const mostWait = 15_000;

/** Addresses are opened and opened anew as a person would: nothing is done before the page is there. */
export function unhurried(page: Page): Page {
  const [goto, reload] = [page.goto.bind(page), page.reload.bind(page)];
  const wait = () => page.waitForFunction(isThere, undefined, { timeout: mostWait }).catch(() => undefined);
  page.goto = async (...given) => {
    const answer = await goto(...given);
    await wait();
    return answer;
  };
  page.reload = async (...given) => {
    const answer = await reload(...given);
    await wait();
    return answer;
  };
  return page;
}
