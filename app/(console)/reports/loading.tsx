import { PageLoading } from '@/components/shell/page-loading';

export default function Loading() {
  return (
    <PageLoading
      title="Reports"
      panels={[
        ['Executive report', 'h-40'],
        ['Deliveries', 'h-20'],
        ['Recovery reports', 'h-40'],
      ]}
    />
  );
}
