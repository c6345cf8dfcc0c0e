import 'server-only';
import { cookies } from 'next/headers';
import { type Theme, themeCookie, themes } from '@/components/shell/themes';

/** The theme the person chose; `system` without a choice. */
export async function readTheme(): Promise<Theme> {
  const chosen = (await cookies()).get(themeCookie)?.value;
  return themes.find((theme) => theme === chosen) ?? 'system';
}
