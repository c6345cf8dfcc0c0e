import { PageLoading } from '@/components/shell/page-loading';

export default function Loading() {
  return <PageLoading title="Plan" panels={[['Steps', 'h-96']]} />;
}
