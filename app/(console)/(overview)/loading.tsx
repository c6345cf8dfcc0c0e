import { PageLoading } from '@/components/shell/page-loading';

export default function Loading() {
  return (
    <PageLoading
      title="Overview"
      panels={[
        ['Map', 'h-96'],
        ['Workloads', 'h-40'],
        ['Regions', 'h-40'],
        ['Replication', 'h-40'],
      ]}
    />
  );
}
