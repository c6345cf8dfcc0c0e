import 'server-only';
import { openStore, type Store } from '@/lib/persistence/store';
import { webConfig } from './web-environment';

const shared = globalThis as typeof globalThis & { antipodeStore?: Store };

/** The web process's connections to the store, opened once. */
export function webStore(): Store {
  shared.antipodeStore ??= openStore(webConfig().databaseUrl, { applicationName: 'antipode-web', maxConnections: 8 });
  return shared.antipodeStore;
}
