import { RoutingScreen } from '@/components/routing/routing-screen';
import { LiveEntities } from '@/components/shell/live-entities';
import { readFleetEntities } from '@/lib/queries/read-fleet';
import { requireSession } from '../../require-session';

export default async function RoutingPage() {
  return (
    <LiveEntities initial={await readFleetEntities(await requireSession())}>
      <RoutingScreen />
    </LiveEntities>
  );
}
