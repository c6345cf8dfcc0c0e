import http from 'node:http';
import { Provider } from 'oidc-provider';

/**
 * A real OpenID provider on loopback for tests. Prints its issuer as one JSON line; ends with its standard input. Anyone
 * of `people` signs in by name with any password.
 */
const people = {
  ada: { preferred_username: 'ada@example.test', roles: ['staff', 'console-operators'] },
  vic: { preferred_username: 'vic@example.test', roles: ['console-viewers'] },
  nora: { preferred_username: 'nora@example.test', roles: ['staff'] },
  // Its name is that of a local account.
  operator: { preferred_username: 'operator', roles: ['console-viewers'] },
};

const server = http.createServer();
await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
const address = server.address();
if (address === null || typeof address === 'string') throw new Error('The provider has no port.');
const issuer = `http://127.0.0.1:${address.port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'antipode',
      client_secret: 'the-secret-of-the-test-provider',
      // Of a native client any port of this machine is meant: the console's is not known yet.
      application_type: 'native',
      redirect_uris: ['http://127.0.0.1/api/auth/callback/oidc'],
      grant_types: ['authorization_code'],
      response_types: ['code'],
    },
  ],
  pkce: { required: () => true },
  claims: { openid: ['sub'], profile: ['preferred_username'], roles: ['roles'] },
  conformIdTokenClaims: false,
  cookies: { keys: ['only for tests'] },
  features: { devInteractions: { enabled: true } },
  findAccount: (_context, id) => ({
    accountId: id,
    claims: async () => ({ sub: id, ...(Object.hasOwn(people, id) ? people[/** @type {keyof people} */ (id)] : {}) }),
  }),
});
server.on('request', provider.callback());

process.stdin.resume().on('end', () => process.exit());
console.log(JSON.stringify({ issuer }));
