import type { PlanCheck } from '@/lib/domain/recovery/plan-check';
import { plansOf } from '@/lib/recovery/pages/recovery-entities';
import { PlanTextScreen } from '../plan-text/plan-text-screen';
import { useLiveFleet } from '../shell/live-entities';

const text = `id: activate
action: activate
workflows:
  - id: move
    steps:
      - id: precheck
        kind: precheck
      - id: promote
        kind: aurora-failover
        store: nowhere
`;

const broken: PlanCheck = {
  state: 'broken',
  problems: [
    {
      line: 10,
      column: 16,
      path: 'workflows[0].steps[1].store',
      message: 'names "nowhere", which is no store of this workload: write one of orders, idempotency, events',
    },
  ],
};

/** A plan as code: broken where the picture says so, else as the plan in use is bound. */
export function PlanTextPicture({ planId, isBroken }: { readonly planId: string; readonly isBroken: boolean }) {
  const { entities } = useLiveFleet();
  const plan = plansOf(entities).find(({ id }) => id === planId);
  const bound: PlanCheck =
    plan === undefined ? { state: 'no-workload' } : { state: 'bound', plan, lineOfStep: { precheck: 6, promote: 8 } };
  return <PlanTextScreen planId={planId} workloadId="checkout" inUse={text} still={isBroken ? broken : bound} />;
}
