import { PageLoading } from '@/components/shell/page-loading';

export default function Loading() {
  return (
    <PageLoading
      title="Region"
      panels={[
        ['Now', 'h-24'],
        ['Workloads here', 'h-40'],
        ['Alarms', 'h-40'],
        ['Resources known here', 'h-40'],
      ]}
    />
  );
}
