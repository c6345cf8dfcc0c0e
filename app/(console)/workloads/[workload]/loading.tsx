import { PageLoading } from '@/components/shell/page-loading';

export default function Loading() {
  return (
    <PageLoading
      title="Workload"
      panels={[
        ['Now', 'h-24'],
        ['Objectives', 'h-40'],
        ['Who serves', 'h-40'],
        ['Routing', 'h-40'],
      ]}
    />
  );
}
