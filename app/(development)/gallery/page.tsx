import { notFound } from 'next/navigation';
import { Gallery } from '@/components/testing/gallery';

interface Wanted {
  readonly page?: string;
  readonly subject?: string;
  readonly state?: string;
  readonly history?: string;
}

/**
 * The pages in each of their states, for looking at: `/gallery?page=workload&subject=checkout&state=region-down`.
 * Closed in production.
 */
export default async function GalleryPage({ searchParams }: { searchParams: Promise<Wanted> }) {
  if (process.env.NODE_ENV === 'production' && process.env.ANTIPODE_GALLERY !== 'on') notFound();
  const { page = 'overview', state = 'calm', history = 'on', ...wanted } = await searchParams;
  const usual = { region: 'us-east-1', objectives: '30d-breached' } as Record<string, string>;
  const subject = wanted.subject ?? usual[page] ?? 'checkout';
  return <Gallery page={page} subject={subject} state={state} history={history === 'on'} />;
}
