import { FleetOverviewScreen } from '@/components/overview/fleet-overview-screen';
import { LiveEntities } from '@/components/shell/live-entities';
import { hasPermission } from '@/lib/access/permissions';
import { readFindingAcknowledgements } from '@/lib/queries/read-acknowledgements';
import { readFleetEntities } from '@/lib/queries/read-fleet';
import { readTheme } from '../../read-theme';
import { requireSession } from '../../require-session';
import { acknowledge } from '../actions';

export default async function OverviewPage() {
  const actor = await requireSession();
  const [fleet, acknowledgements, theme] = await Promise.all([
    readFleetEntities(actor),
    readFindingAcknowledgements(actor),
    readTheme(),
  ]);
  return (
    <LiveEntities initial={fleet}>
      <FleetOverviewScreen
        person={{ name: actor.name, role: actor.role }}
        theme={theme}
        acknowledgements={acknowledgements}
        acknowledge={hasPermission(actor.role, 'acknowledge-finding') ? acknowledge : 'not-allowed'}
      />
    </LiveEntities>
  );
}
