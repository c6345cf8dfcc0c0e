import { PageLoading } from '@/components/shell/page-loading';

export default function Loading() {
  return (
    <PageLoading
      title="Settings"
      panels={[
        ['How it looks to you', 'h-40'],
        ['You', 'h-24'],
        ['Deployment', 'h-40'],
      ]}
    />
  );
}
