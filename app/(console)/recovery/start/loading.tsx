import { PageLoading } from '@/components/shell/page-loading';

export default function Loading() {
  return (
    <PageLoading
      title="Before a move"
      panels={[
        ['Is a move called for', 'h-40'],
        ['Where to', 'h-60'],
      ]}
    />
  );
}
