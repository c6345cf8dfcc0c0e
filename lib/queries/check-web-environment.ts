import 'server-only';
import { ConfigurationInvalid } from '@/lib/config/read-environment';
import { webConfig } from './web-environment';

/** One sentence per problem of the web program's environment; none when it can start. */
export function checkWebEnvironment(): string[] {
  try {
    webConfig();
    return [];
  } catch (error) {
    if (error instanceof ConfigurationInvalid) return [...error.problems];
    throw error;
  }
}
