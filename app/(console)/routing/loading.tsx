import { PageLoading } from '@/components/shell/page-loading';

export default function Loading() {
  return <PageLoading title="Routing" panels={[['Entry points', 'h-96']]} />;
}
