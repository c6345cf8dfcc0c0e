import { notFound } from 'next/navigation';
import { Gallery } from '@/components/testing/gallery';
import { galleryMoment } from '@/components/testing/gallery-moment';
import { recoveryPicture } from '@/components/testing/recovery-pictures';

interface Wanted {
  readonly page?: string;
  readonly subject?: string;
  readonly state?: string;
  readonly history?: string;
  readonly role?: string;
}

const usualSubjects: Readonly<Record<string, string>> = {
  region: 'us-east-1',
  objectives: '30d-breached',
  events: '24h-outage',
  plan: 'checkout/activate',
  run: 'run-1',
  drills: 'leaving',
  costs: 'calm',
  report: 'closed',
};

/**
 * The pages in each of their states, for looking at: `/gallery?page=workload&subject=checkout&state=region-down`.
 * Closed in production.
 */
export default async function GalleryPage({ searchParams }: { searchParams: Promise<Wanted> }) {
  if (process.env.NODE_ENV === 'production' && process.env.ANTIPODE_GALLERY !== 'on') notFound();
  const { page = 'overview', state = 'calm', history = 'on', role = 'operator', ...wanted } = await searchParams;
  const subject = wanted.subject ?? usualSubjects[page] ?? 'checkout';
  const made = recoveryPicture(state, galleryMoment);
  return <Gallery page={page} subject={subject} state={state} history={history === 'on'} role={role} made={made} />;
}
