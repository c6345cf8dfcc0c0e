import { PageLoading } from '@/components/shell/page-loading';

export default function Loading() {
  return <PageLoading title="Replication" panels={[['All links', 'h-96']]} />;
}
