import { PageLoading } from '@/components/shell/page-loading';

export default function Loading() {
  return (
    <PageLoading
      title="Drills"
      panels={[
        ['Under way', 'h-24'],
        ['Drill the loss of a region', 'h-24'],
        ['Drills that have ended', 'h-60'],
      ]}
    />
  );
}
