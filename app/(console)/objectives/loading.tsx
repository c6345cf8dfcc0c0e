import { PageLoading } from '@/components/shell/page-loading';

export default function Loading() {
  return <PageLoading title="Objectives" panels={[['How they were kept', 'h-60']]} />;
}
