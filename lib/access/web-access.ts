import { type OidcConfig, readOidcConfig } from '@/lib/config/oidc-config';
import { type LocalAccount, parseLocalAccounts } from './local-accounts';
import { linkRates, SignInLimit } from './sign-in-limit';

/** What the web process keeps for sign-in, once per process whatever Next bundles twice. */
interface WebAccess {
  readonly accounts: readonly LocalAccount[];
  readonly oidc: OidcConfig | 'none';
  readonly limit: SignInLimit;
  /** Of opening read-only links. */
  readonly linkLimit: SignInLimit;
  /** Sessions ended here: id → wall-clock milliseconds. */
  readonly endedSessions: Map<string, number>;
}

const shared = globalThis as typeof globalThis & { antipodeAccess?: WebAccess };

/** The accounts, provider and limits of this process. Throws when what the environment says of them is malformed. */
export function webAccess(): WebAccess {
  shared.antipodeAccess ??= {
    accounts: parseLocalAccounts(process.env.ANTIPODE_LOCAL_ACCOUNTS),
    oidc: readOidcConfig(),
    limit: new SignInLimit(),
    linkLimit: new SignInLimit(linkRates),
    endedSessions: new Map(),
  };
  return shared.antipodeAccess;
}
