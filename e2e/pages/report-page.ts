import type { APIResponse, Locator, Page } from '@playwright/test';
import { readPdf } from '@/lib/reports/pdf/testing/read-pdf';

/** The executive report by what it shows. */
export class ReportPage {
  constructor(readonly page: Page) {}

  async open(period?: string): Promise<void> {
    await this.page.goto(`/reports/executive${period === undefined ? '' : `?period=${period}`}`);
  }

  /** A sample of the report, whatever the fleet is like. */
  async openPicture(subject: string): Promise<void> {
    await this.page.goto(`/gallery?${new URLSearchParams({ page: 'report', subject })}`);
  }

  get sheet(): Locator {
    return this.page.getByTestId('report-sheet');
  }

  get first(): Locator {
    return this.page.getByTestId('sheet-first');
  }

  get appendix(): Locator {
    return this.page.getByTestId('sheet-appendix');
  }

  get message(): Locator {
    return this.page.getByTestId('report-message');
  }

  get bar(): Locator {
    return this.page.getByTestId('report-bar');
  }

  /** The report as the browser prints it: what each of its pages says. */
  async print(): Promise<readonly string[]> {
    await this.page.emulateMedia({ media: 'print' });
    const pages = await readPdf(await this.page.pdf({ preferCSSPageSize: true }));
    await this.page.emulateMedia({ media: 'screen' });
    return pages;
  }

  /** A file of the report by its link on this page, as whoever looks at it gets it. */
  async file(name: 'PDF' | 'CSV' | 'JSON'): Promise<APIResponse> {
    const address = await this.bar.getByRole('link', { name, exact: true }).getAttribute('href');
    if (address === null) throw new Error(`The link ${name} leads nowhere.`);
    return this.page.request.get(address);
  }
}

/** Every number that a text prints, once each; hashes and ids are none, and a time is one wherever its line ends. */
export function figuresIn(pages: readonly string[]): ReadonlySet<string> {
  const text = pages.join('\n').replaceAll(/(\d:)\s+(?=\d)/g, '$1');
  return new Set(text.match(/(?<![\p{L}\d.,:])\d+(?:[.,:]\d+)*(?![\p{L}\d])/gu) ?? []);
}

/** A text as letters and digits alone: where a line or a piece of text ends says nothing. */
export function lettersOf(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]+/gu, '');
}
