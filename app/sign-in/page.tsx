import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { SignInForm } from '@/components/sign-in/sign-in-form';
import { findActor } from '@/lib/access/find-actor';
import { signInWays } from '@/lib/access/sign-in-ways';
import { readWayBack } from './read-way-back';

export const metadata: Metadata = { title: 'Sign in' };

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | readonly string[] | undefined>>>;
}

export default async function SignInPage({ searchParams }: Props) {
  const { error, back } = await searchParams;
  const leadsTo = readWayBack(back);
  if ((await findActor(await cookies())) !== 'nobody') redirect(leadsTo);
  return (
    <main className="grid min-h-dvh place-items-center p-4">
      <div className="w-full max-w-80 rounded-panel border border-line bg-surface p-6">
        <h1 className="font-semibold text-title">Antipode</h1>
        <p className="mt-1 mb-5 text-ink-muted text-table">Multi-region observability and disaster recovery.</p>
        <SignInForm {...signInWays()} leadsTo={leadsTo} refusal={typeof error === 'string' ? error : 'none'} />
      </div>
    </main>
  );
}
