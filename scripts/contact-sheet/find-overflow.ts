import type { Page } from 'playwright';

/**
 * What of a wall does not fit, in words: text wider or higher than its box, and boxes outside of the panel. On a wall
 * nobody can scroll, and a figure of which a part is cut off is another figure.
 */
export async function findOverflow(tab: Page): Promise<readonly string[]> {
  return tab.evaluate(() => {
    const panel = document.querySelector('[data-testid="wall"]');
    if (panel === null) return ['there is no wall'];
    const room = panel.getBoundingClientRect();
    const hasOwnText = (element: Element) =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '');
    const isHidden = (element: Element) => element.closest('.sr-only') !== null || element.closest('svg') !== null;
    const found = [...panel.querySelectorAll<HTMLElement>('*')].flatMap((element): string[] => {
      const { left, right, top, bottom, width, height } = element.getBoundingClientRect();
      if (width === 0 || height === 0 || isHidden(element)) return [];
      const words = `“${(element.textContent ?? '').trim().slice(0, 40)}”`;
      const { display, overflow } = getComputedStyle(element);
      const isBox = display !== 'inline' && display !== 'contents';
      const wide = isBox && element.scrollWidth > element.clientWidth + 1;
      const high = isBox && overflow !== 'visible' && element.scrollHeight > element.clientHeight + 1;
      const outside = right > room.right + 1 || bottom > room.bottom + 1 || left < room.left - 1 || top < room.top - 1;
      return [
        ...(wide ? [`${words} is ${element.scrollWidth - element.clientWidth} pixels wider than its box`] : []),
        ...(high ? [`${words} is ${element.scrollHeight - element.clientHeight} pixels higher than its box`] : []),
        ...(outside && hasOwnText(element) ? [`${words} is outside of the panel`] : []),
      ];
    });
    return found.slice(0, 4);
  });
}
