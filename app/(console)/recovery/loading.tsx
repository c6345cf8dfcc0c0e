import { PageLoading } from '@/components/shell/page-loading';

export default function Loading() {
  return (
    <PageLoading
      title="Recovery"
      panels={[
        ['Can it run now', 'h-60'],
        ['Runs that have ended', 'h-24'],
      ]}
    />
  );
}
