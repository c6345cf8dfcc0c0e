import { webAccess } from './web-access';

/** How people may sign in here. */
export interface SignInWays {
  readonly hasLocalAccounts: boolean;
  /** What the OpenID provider is called, or `none`. */
  readonly provider: string | 'none';
}

export function signInWays(): SignInWays {
  const { accounts, oidc } = webAccess();
  return { hasLocalAccounts: accounts.length > 0, provider: oidc === 'none' ? 'none' : oidc.name };
}
