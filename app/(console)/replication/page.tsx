import { ReplicationScreen } from '@/components/replication/replication-screen';
import { LiveEntities } from '@/components/shell/live-entities';
import { readFleetEntities } from '@/lib/queries/read-fleet';
import { requireSession } from '../../require-session';

export default async function ReplicationPage() {
  return (
    <LiveEntities initial={await readFleetEntities(await requireSession())}>
      <ReplicationScreen past="live" />
    </LiveEntities>
  );
}
