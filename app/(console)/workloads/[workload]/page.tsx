import { LiveEntities } from '@/components/shell/live-entities';
import { WorkloadScreen } from '@/components/workload/workload-screen';
import { hasPermission } from '@/lib/access/permissions';
import { readFindingAcknowledgements } from '@/lib/queries/read-acknowledgements';
import { readFleetEntities } from '@/lib/queries/read-fleet';
import { decoded, findSegment } from '../../../find-segment';
import { requireSession } from '../../../require-session';
import { acknowledge } from '../../actions';

export default async function WorkloadPage({ params }: { params: Promise<{ workload: string }> }) {
  const actor = await requireSession();
  const [{ workload }, fleet, acknowledgements] = await Promise.all([
    params,
    readFleetEntities(actor),
    readFindingAcknowledgements(actor),
  ]);
  const ids = fleet.entities.filter(({ kind }) => kind === 'workload').map(({ id }) => id);
  const found = findSegment(workload, ids);
  return (
    <LiveEntities initial={fleet}>
      <WorkloadScreen
        workloadId={found === 'none' ? decoded(workload) : found}
        acknowledgements={acknowledgements}
        acknowledge={hasPermission(actor.role, 'acknowledge-finding') ? acknowledge : 'not-allowed'}
        history="live"
        series="live"
        marks="live"
      />
    </LiveEntities>
  );
}
