import { DrillsScreen } from '@/components/drills/drills-screen';
import { LiveEntities } from '@/components/shell/live-entities';
import { seesWholeFleet } from '@/lib/access/actor';
import { hasPermission } from '@/lib/access/permissions';
import { readDrills } from '@/lib/queries/read-drills';
import { readFleetEntities } from '@/lib/queries/read-fleet';
import { requireSession } from '../../../require-session';
import { begin, end } from './actions';

export default async function DrillsPage() {
  const actor = await requireSession();
  const [fleet, drills] = await Promise.all([readFleetEntities(actor), readDrills(actor)]);
  const may = hasPermission(actor.role, 'drill-region') && seesWholeFleet(actor.scope);
  return (
    <LiveEntities initial={fleet}>
      <DrillsScreen begin={may ? begin : 'not-allowed'} end={may ? end : 'not-allowed'} initial={drills} refresh />
    </LiveEntities>
  );
}
