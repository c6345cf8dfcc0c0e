import type { Metadata } from 'next';
import { LinkEnded } from '@/components/sign-in/link-ended';
import { toLinkEnd } from './link-end';

export const metadata: Metadata = { title: 'Signed out' };

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | readonly string[] | undefined>>>;
}

export default async function LinkEndedPage({ searchParams }: Props) {
  const { because } = await searchParams;
  return <LinkEnded because={toLinkEnd(because)} />;
}
