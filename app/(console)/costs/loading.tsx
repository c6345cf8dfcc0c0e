import { PageLoading } from '@/components/shell/page-loading';

export default function Loading() {
  return (
    <PageLoading
      title="Costs"
      panels={[
        ['Bills', 'h-12'],
        ['Costs of the month', 'h-80'],
      ]}
    />
  );
}
