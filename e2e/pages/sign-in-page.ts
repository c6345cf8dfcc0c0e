import { expect, type Page } from '@playwright/test';
import type { RunningConsole } from '../running-console';

export class SignInPage {
  constructor(private readonly page: Page) {}

  /** Signs in through the form, as a person does, and waits for the overview. */
  async signInAs(account: 'viewer' | 'operator' | 'approver', product: RunningConsole): Promise<void> {
    await this.page.goto('/sign-in');
    await this.fill(account, await product.passwordOf(account));
    await expect(this.page.getByTestId('headline')).toBeVisible();
  }

  async fill(account: string, password: string): Promise<void> {
    await this.page.getByLabel('Name').fill(account);
    await this.page.getByLabel('Password').fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
  }
}
