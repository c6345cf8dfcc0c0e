import { LiveEntities } from '@/components/shell/live-entities';
import { WorkloadListScreen } from '@/components/workload-list/workload-list-screen';
import { readFleetEntities } from '@/lib/queries/read-fleet';
import { requireSession } from '../../../require-session';

export default async function WorkloadsPage() {
  return (
    <LiveEntities initial={await readFleetEntities(await requireSession())}>
      <WorkloadListScreen />
    </LiveEntities>
  );
}
