import { notFound } from 'next/navigation';
import { PlanTextScreen } from '@/components/plan-text/plan-text-screen';
import { LiveEntities } from '@/components/shell/live-entities';
import { readFleetEntities } from '@/lib/queries/read-fleet';
import { readPlanText } from '@/lib/queries/read-plan-text';
import { findSegment } from '../../../../../find-segment';
import { requireSession } from '../../../../../require-session';

export default async function PlanTextPage({ params }: { params: Promise<{ plan: string }> }) {
  const actor = await requireSession();
  const [{ plan: segment }, fleet] = await Promise.all([params, readFleetEntities(actor)]);
  const plans = fleet.entities.flatMap((entity) => (entity.kind === 'plan' ? [entity.plan] : []));
  const id = findSegment(
    segment,
    plans.map((plan) => plan.id),
  );
  const plan = plans.find((each) => each.id === id);
  if (plan === undefined) notFound();
  const text = await readPlanText(actor, plan);
  if (text === 'not-found') notFound();
  return (
    <LiveEntities initial={fleet}>
      <PlanTextScreen planId={plan.id} workloadId={plan.workloadId} inUse={text} />
    </LiveEntities>
  );
}
