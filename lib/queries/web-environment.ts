import 'server-only';
import { readWebConfig, type WebConfig } from '@/lib/config/web-config';

const shared = globalThis as typeof globalThis & { antipodeWebConfig?: WebConfig };

/** The web program's configuration, read once. Throws ConfigurationInvalid with a sentence per problem. */
export function webConfig(): WebConfig {
  shared.antipodeWebConfig ??= readWebConfig();
  return shared.antipodeWebConfig;
}
