import { expect, test } from 'vitest';
import { toMarkup } from '../testing/to-markup';
import { SignInForm } from './sign-in-form';

test('as it is served the form sends nothing: the browser by itself would put the password into the address', async () => {
  const markup = await toMarkup(<SignInForm hasLocalAccounts provider="Example Login" refusal="none" leadsTo="/" />);
  const buttons = markup.match(/<button[^>]*>/g) ?? [];
  expect(buttons).toHaveLength(2);
  for (const button of buttons) expect(button).toContain(' disabled=""');
});
