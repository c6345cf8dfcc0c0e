import { PageLoading } from '@/components/shell/page-loading';

export default function Loading() {
  return <PageLoading title="Regions" panels={[['All regions', 'h-60']]} />;
}
