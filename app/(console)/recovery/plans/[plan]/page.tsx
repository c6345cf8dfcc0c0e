import { PlanScreen } from '@/components/plans/plan-screen';
import { LiveEntities } from '@/components/shell/live-entities';
import { readFleetEntities } from '@/lib/queries/read-fleet';
import { decoded, findSegment } from '../../../../find-segment';
import { requireSession } from '../../../../require-session';

export default async function PlanPage({ params }: { params: Promise<{ plan: string }> }) {
  const actor = await requireSession();
  const [{ plan }, fleet] = await Promise.all([params, readFleetEntities(actor)]);
  const ids = fleet.entities.filter(({ kind }) => kind === 'plan').map(({ id }) => id);
  const found = findSegment(plan, ids);
  return (
    <LiveEntities initial={fleet}>
      <PlanScreen planId={found === 'none' ? decoded(plan) : found} />
    </LiveEntities>
  );
}
