import { notFound } from 'next/navigation';
import { OverviewGallery } from '@/components/overview/testing/overview-gallery';
import { readTheme } from '../../read-theme';

/** The overview in each of its states, for looking at: `/gallery?state=region-down`. Closed in production. */
export default async function GalleryPage({ searchParams }: { searchParams: Promise<{ state?: string }> }) {
  if (process.env.NODE_ENV === 'production' && process.env.ANTIPODE_GALLERY !== 'on') notFound();
  const { state = 'calm' } = await searchParams;
  return <OverviewGallery name={state} theme={await readTheme()} />;
}
