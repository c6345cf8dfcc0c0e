import { PageLoading } from '@/components/shell/page-loading';

export default function Loading() {
  return (
    <PageLoading
      title="Run"
      panels={[
        ['Recovery time', 'h-24'],
        ['Steps', 'h-96'],
        ['What happened', 'h-60'],
      ]}
    />
  );
}
