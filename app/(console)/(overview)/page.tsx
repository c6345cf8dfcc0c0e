import { FleetOverviewScreen } from '@/components/overview/fleet-overview-screen';
import { LiveEntities } from '@/components/shell/live-entities';
import { hasPermission } from '@/lib/access/permissions';
import { readFindingAcknowledgements } from '@/lib/queries/read-acknowledgements';
import { readFleetEntities } from '@/lib/queries/read-fleet';
import { requireSession } from '../../require-session';
import { acknowledge } from '../actions';

export default async function OverviewPage() {
  const actor = await requireSession();
  const [fleet, acknowledgements] = await Promise.all([readFleetEntities(actor), readFindingAcknowledgements(actor)]);
  return (
    <LiveEntities initial={fleet}>
      <FleetOverviewScreen
        acknowledgements={acknowledgements}
        acknowledge={hasPermission(actor.role, 'acknowledge-finding') ? acknowledge : 'not-allowed'}
      />
    </LiveEntities>
  );
}
