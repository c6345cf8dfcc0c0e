import type { ReactNode } from 'react';
import { requireSession } from '../require-session';

/** Sends nobody to sign in before anything is streamed. Each query authorises by itself; this is only the polite way. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  await requireSession();
  return children;
}
