import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import './globals.css';
import { PreferencesProvider } from '@/components/shell/preferences-provider';
import { readChosenPreferences } from './read-preferences';

export const metadata: Metadata = {
  title: { default: 'Antipode', template: '%s · Antipode' },
  robots: { index: false, follow: false },
};

export const viewport: Viewport = { width: 'device-width', initialScale: 1 };

/** Every answer is personal and carries a nonce: nothing is rendered ahead of a request. */
export const dynamic = 'force-dynamic';

export default async function RootLayout({ children }: { children: ReactNode }) {
  const preferences = await readChosenPreferences();
  const { theme, density } = preferences;
  return (
    <html lang="en" data-theme={theme === 'system' ? undefined : theme} data-density={density}>
      <body>
        <PreferencesProvider initial={preferences}>{children}</PreferencesProvider>
      </body>
    </html>
  );
}
