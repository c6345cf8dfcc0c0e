import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigurationInvalid, type Environment, readEnvironment } from './read-environment';
import { filePath } from './variables';

/** Sign-in by an OpenID Connect provider. */
export interface OidcConfig {
  /** As the provider names itself, without a trailing slash. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the sign-in page calls the provider. */
  readonly name: string;
  readonly scopes: string;
  /** The claim that carries a person's roles: its name, or a path such as `realm_access.roles`. */
  readonly roleClaim: string;
  /** The provider's role that makes an approver; `none` when nobody becomes one this way. */
  readonly approverRole: string | 'none';
  /** The provider's role that makes an operator; `none` when nobody becomes one this way. */
  readonly operatorRole: string | 'none';
  readonly viewerRole: string | 'none';
}

const word = z.string().regex(/^\S{1,256}$/, 'must be 1 to 256 characters without spaces');
const anyText = z.string().max(4096, 'must have at most 4096 characters').optional();

const schema = z.object({
  ANTIPODE_OIDC_ISSUER: z
    .string({ error: 'is missing: give the issuer of the OpenID provider, e.g. https://login.example.com' })
    .refine(isIssuer, 'must be an https URL without query or fragment (http is for a provider on this machine only)'),
  ANTIPODE_OIDC_CLIENT_ID: z.string({ error: 'is missing: give the client id the provider knows the console by' }),
  ANTIPODE_OIDC_CLIENT_SECRET: anyText,
  ANTIPODE_OIDC_CLIENT_SECRET_FILE: filePath.optional(),
  ANTIPODE_OIDC_NAME: z.string().max(64, 'must have at most 64 characters').optional(),
  ANTIPODE_OIDC_SCOPES: z
    .string()
    .refine((text) => text.split(' ').includes('openid'), 'must contain openid')
    .default('openid profile email'),
  ANTIPODE_OIDC_ROLE_CLAIM: word.default('roles'),
  ANTIPODE_OIDC_APPROVER_ROLE: word.optional(),
  ANTIPODE_OIDC_OPERATOR_ROLE: word.optional(),
  ANTIPODE_OIDC_VIEWER_ROLE: word.optional(),
});

/**
 * How people sign in by an OpenID provider, or `none` when no `ANTIPODE_OIDC_*` variable is set. Which roles open the
 * console must be said: there is no default role.
 *
 * @throws ConfigurationInvalid
 */
export function readOidcConfig(environment: Environment = process.env): OidcConfig | 'none' {
  const isWanted = Object.entries(environment).some(([name, value]) => name.startsWith('ANTIPODE_OIDC_') && value);
  if (!isWanted) return 'none';
  const read = readEnvironment(schema, environment);
  const named = {
    approverRole: read.ANTIPODE_OIDC_APPROVER_ROLE ?? 'none',
    operatorRole: read.ANTIPODE_OIDC_OPERATOR_ROLE ?? 'none',
    viewerRole: read.ANTIPODE_OIDC_VIEWER_ROLE ?? 'none',
  };
  requireApart(Object.values(named).filter((role) => role !== 'none'));
  const issuer = read.ANTIPODE_OIDC_ISSUER.replace(/\/+$/, '');
  return {
    issuer,
    clientId: read.ANTIPODE_OIDC_CLIENT_ID,
    clientSecret: readSecret(read.ANTIPODE_OIDC_CLIENT_SECRET, read.ANTIPODE_OIDC_CLIENT_SECRET_FILE),
    name: read.ANTIPODE_OIDC_NAME ?? new URL(issuer).host,
    scopes: read.ANTIPODE_OIDC_SCOPES,
    roleClaim: read.ANTIPODE_OIDC_ROLE_CLAIM,
    ...named,
  };
}

function requireApart(named: readonly string[]): void {
  if (named.length === 0) {
    throw new ConfigurationInvalid([
      'ANTIPODE_OIDC_OPERATOR_ROLE (or ANTIPODE_OIDC_VIEWER_ROLE, ANTIPODE_OIDC_APPROVER_ROLE) is missing: say which roles of the provider open the console.',
    ]);
  }
  if (new Set(named).size < named.length) {
    throw new ConfigurationInvalid([
      'ANTIPODE_OIDC_VIEWER_ROLE must differ from ANTIPODE_OIDC_OPERATOR_ROLE, and both from ANTIPODE_OIDC_APPROVER_ROLE.',
    ]);
  }
}

function readSecret(given: string | undefined, file: string | undefined): string {
  if ((given === undefined) === (file === undefined)) {
    const problem = given === undefined ? 'is missing: give the client secret' : 'must not be given twice: give it';
    throw new ConfigurationInvalid([
      `ANTIPODE_OIDC_CLIENT_SECRET ${problem} here or in the file named by ANTIPODE_OIDC_CLIENT_SECRET_FILE.`,
    ]);
  }
  if (given !== undefined) return given;
  try {
    // The bundler would look for the file, and take the whole checkout for what may be meant.
    const secret = readFileSync(/* turbopackIgnore: true */ file ?? '', 'utf8').trim();
    if (secret !== '') return secret;
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unreadable';
    throw new ConfigurationInvalid([`ANTIPODE_OIDC_CLIENT_SECRET_FILE cannot be read (${code}).`]);
  }
  throw new ConfigurationInvalid(['ANTIPODE_OIDC_CLIENT_SECRET_FILE names a file that is empty.']);
}

function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const isHere = url.hostname === '127.0.0.1' || url.hostname === 'localhost' || url.hostname === '[::1]';
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isHere);
  return isSafe && url.username === '' && url.search === '' && url.hash === '';
}
