import type { OAuthConfig } from 'next-auth/providers/oauth';
import type { OidcConfig } from '@/lib/config/oidc-config';
import { type Claims, nameOfClaims, saysRoles } from './oidc-roles';

export const oidcProviderId = 'oidc';

/**
 * The OpenID provider as the sign-in library is told of it: authorization code with PKCE, state and nonce; the identity
 * comes from the signed token. Its endpoints are discovered at the first sign-in, so that a provider that is away keeps
 * nobody with a local account out.
 */
export function oidcProvider(config: OidcConfig, localNames: readonly string[]): OAuthConfig<Claims> {
  return {
    id: oidcProviderId,
    name: config.name,
    type: 'oauth',
    wellKnown: `${config.issuer}/.well-known/openid-configuration`,
    clientId: config.clientId,
    clientSecret: config.clientSecret,
    authorization: { params: { scope: config.scopes } },
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    httpOptions: { timeout: 5000 },
    userinfo: {
      request: async ({ client, tokens }) => {
        const claims = readClaims(tokens.id_token);
        if (withoutSlash(String(claims.iss)) !== config.issuer) {
          throw new Error('The provider that answered is not the one that is configured.');
        }
        // Some providers tell roles only when they are asked.
        if (saysRoles(config, claims) || tokens.access_token === undefined) return claims;
        if (client.issuer.metadata.userinfo_endpoint === undefined) return claims;
        const told = await client.userinfo(tokens.access_token);
        if (told.sub !== claims.sub) throw new Error('The provider told about another person than it signed in.');
        return { ...told, ...claims };
      },
    },
    profile: (claims) => ({ id: String(claims.sub), name: nameOfClaims(claims, localNames) }),
  };
}

/** The claims of an ID token whose signature, issuer, audience, nonce and dates the library has checked. */
function readClaims(idToken: string | undefined): Claims {
  const payload: unknown = JSON.parse(Buffer.from(idToken?.split('.')[1] ?? '', 'base64url').toString('utf8'));
  if (typeof payload !== 'object' || payload === null) throw new Error('The provider gave no claims.');
  return { ...payload };
}

function withoutSlash(issuer: string): string {
  return issuer.replace(/\/+$/, '');
}
