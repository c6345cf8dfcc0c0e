'use client';

import { Button } from '../ui/button';

/** Ends the session. Its code is fetched only when it is needed. */
export function SignOutButton() {
  const leave = async () => {
    const { signOut } = await import('next-auth/react');
    await signOut({ callbackUrl: '/sign-in' });
  };
  return <Button onClick={() => void leave()}>Sign out</Button>;
}
