import { PageLoading } from '@/components/shell/page-loading';

export default function Loading() {
  return (
    <PageLoading
      title="Accounts and regions"
      panels={[
        ['By account and region', 'h-60'],
        ['Every source', 'h-60'],
      ]}
    />
  );
}
