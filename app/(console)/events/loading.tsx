import { PageLoading } from '@/components/shell/page-loading';

export default function Loading() {
  return <PageLoading title="Events" panels={[['What happened', 'h-96']]} />;
}
