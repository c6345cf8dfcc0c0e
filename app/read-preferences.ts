import 'server-only';
import { cookies } from 'next/headers';
import { type Preferences, readPreferences } from '@/components/shell/preferences';

/** How the person who asks wants to see the console, by their cookies. */
export async function readChosenPreferences(): Promise<Preferences> {
  const jar = await cookies();
  return readPreferences((name) => jar.get(name)?.value);
}
