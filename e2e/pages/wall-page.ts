import { expect, type Locator, type Page } from '@playwright/test';

/** A wall by what is seen on it from afar. */
export class WallPage {
  constructor(readonly page: Page) {}

  async open(query = '', wall = 'noc'): Promise<void> {
    await this.page.goto(`/wall/${wall}${query}`);
    await expect(this.scene).toBeVisible();
  }

  get wall(): Locator {
    return this.page.getByTestId('wall');
  }

  get band(): Locator {
    return this.page.getByTestId('console-band');
  }

  get simulatedBand(): Locator {
    return this.page.getByTestId('simulated-band');
  }

  /** Title of the scene that is on; its name in `data-scene`. */
  get scene(): Locator {
    return this.page.getByTestId('wall-scene');
  }

  /** Why the scene stays, in `data-why`: rotating, held, paused or pinned. */
  get rotation(): Locator {
    return this.page.getByTestId('wall-rotation');
  }

  get fleetState(): Locator {
    return this.page.getByTestId('wall-fleet-state');
  }

  get freshness(): Locator {
    return this.page.getByTestId('wall-freshness');
  }

  get clock(): Locator {
    return this.page.getByTestId('wall-clock');
  }

  get heartbeat(): Locator {
    return this.page.getByTestId('wall-heartbeat');
  }

  get edge(): Locator {
    return this.page.getByTestId('wall-edge');
  }

  get sound(): Locator {
    return this.page.getByTestId('wall-sound');
  }

  get signedOut(): Locator {
    return this.page.getByTestId('signed-out');
  }

  region(code: string): Locator {
    return this.page.getByTestId(`wall-region-${code}`);
  }

  /** A run under way, on its scene. */
  run(id: string): Locator {
    return this.page.getByTestId(`wall-run-${id}`);
  }

  /** A picture of the gallery: a wall that stands still in a state that no simulated fleet gets into quickly. */
  async openPicture(state: string, query: Readonly<Record<string, string>>): Promise<void> {
    await this.page.goto(`/gallery?${new URLSearchParams({ page: 'wall', subject: 'all', state, ...query })}`);
    await expect(this.scene).toBeVisible();
  }

  /** Everything that breaks the rule of what is read from afar, in words. */
  async findIllegible(smallestPx: number): Promise<readonly string[]> {
    return this.page.evaluate((least) => {
      const problems: string[] = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const words = node.textContent?.trim() ?? '';
        const holder = node.parentElement;
        if (words === '' || holder === null || holder.closest('script, style, title, svg, .sr-only') !== null) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const box = range.getBoundingClientRect();
        if (box.width === 0 || box.height === 0) continue;
        const style = getComputedStyle(holder);
        const size = Number.parseFloat(style.fontSize);
        if (size < least) problems.push(`“${words}” is ${size} px`);
        const isOut = box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1;
        if (isOut) problems.push(`“${words}” is outside of the panel`);
        if (style.textOverflow === 'ellipsis' && holder.scrollWidth > holder.clientWidth) {
          problems.push(`“${words}” is cut off`);
        }
        // Whatever hides what runs over it must not hide any of this.
        for (let around: HTMLElement | null = holder; around !== null; around = around.parentElement) {
          if (getComputedStyle(around).overflowX === 'visible') continue;
          const edge = around.getBoundingClientRect();
          if (box.right > edge.right + 1 || box.bottom > edge.bottom + 1) problems.push(`“${words}” is cut by its box`);
        }
      }
      const { scrollWidth, scrollHeight } = document.documentElement;
      if (scrollWidth > innerWidth || scrollHeight > innerHeight) problems.push('the page scrolls');
      return problems;
    }, smallestPx);
  }
}
