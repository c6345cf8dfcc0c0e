import { describe, expect, it } from 'vitest';
import type { OidcConfig } from '@/lib/config/oidc-config';
import { oidcProvider } from './oidc-provider';

const config: OidcConfig = {
  issuer: 'https://login.example.test',
  clientId: 'antipode',
  clientSecret: 'secret',
  name: 'Example',
  scopes: 'openid profile',
  roleClaim: 'roles',
  approverRole: 'approvers',
  operatorRole: 'operators',
  viewerRole: 'none',
};

/** What the console takes from a token with these claims, while userinfo tells `told`. */
async function read(claims: object, told: object | 'no-endpoint' = 'no-endpoint'): Promise<unknown> {
  const { userinfo } = oidcProvider(config, []);
  if (typeof userinfo !== 'object' || userinfo.request === undefined) throw new Error('Nothing reads the token.');
  const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
  const client = {
    issuer: { metadata: told === 'no-endpoint' ? {} : { userinfo_endpoint: 'https://login.example.test/me' } },
    userinfo: async () => told,
  };
  const context = { client, tokens: { id_token: `head.${payload}.signature`, access_token: 'access' }, provider: {} };
  return userinfo.request(context as never);
}

const ada = { iss: 'https://login.example.test/', sub: 'ada' };

describe('an OpenID provider', () => {
  it('is asked with PKCE, state and nonce, and found by its issuer', () => {
    expect(oidcProvider(config, [])).toMatchObject({
      checks: ['pkce', 'state', 'nonce'],
      idToken: true,
      wellKnown: 'https://login.example.test/.well-known/openid-configuration',
      authorization: { params: { scope: 'openid profile' } },
    });
  });

  it('is asked for roles only when the token names none', async () => {
    expect(await read({ ...ada, roles: ['operators'] }, { sub: 'ada', roles: ['other'] })).toMatchObject({
      roles: ['operators'],
    });
    expect(await read(ada, { sub: 'ada', roles: ['operators'] })).toMatchObject({ sub: 'ada', roles: ['operators'] });
    expect(await read(ada)).toEqual(ada);
  });

  it('that tells about another person, or is another one, is refused', async () => {
    await expect(read(ada, { sub: 'eve', roles: ['operators'] })).rejects.toThrow('another person');
    await expect(read({ ...ada, iss: 'https://other.example.test' })).rejects.toThrow('not the one that is configured');
  });
});
