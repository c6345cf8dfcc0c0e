import type { ReactNode } from 'react';
import { PersonProvider } from '@/components/shell/person';
import { requireSession } from '../require-session';

/** Sends nobody to sign in before anything is streamed. Each query authorises by itself; this is only the polite way. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { name, role } = await requireSession();
  return <PersonProvider person={{ name, role }}>{children}</PersonProvider>;
}
