import { RegionScreen } from '@/components/region/region-screen';
import { LiveEntities } from '@/components/shell/live-entities';
import { hasPermission } from '@/lib/access/permissions';
import { readFindingAcknowledgements } from '@/lib/queries/read-acknowledgements';
import { readFleetEntities } from '@/lib/queries/read-fleet';
import { decoded, findSegment } from '../../../find-segment';
import { requireSession } from '../../../require-session';
import { acknowledge } from '../../actions';

export default async function RegionPage({ params }: { params: Promise<{ region: string }> }) {
  const actor = await requireSession();
  const [{ region }, fleet, acknowledgements] = await Promise.all([
    params,
    readFleetEntities(actor),
    readFindingAcknowledgements(actor),
  ]);
  const codes = fleet.entities.filter(({ kind }) => kind === 'region').map(({ id }) => id);
  const found = findSegment(region, codes);
  return (
    <LiveEntities initial={fleet}>
      <RegionScreen
        series="live"
        marks="live"
        region={found === 'none' ? decoded(region) : found}
        acknowledgements={acknowledgements}
        acknowledge={hasPermission(actor.role, 'acknowledge-finding') ? acknowledge : 'not-allowed'}
      />
    </LiveEntities>
  );
}
