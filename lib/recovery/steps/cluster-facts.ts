import type { PlannedCall, RoutingCluster, RoutingControlTurn } from '@/lib/domain/recovery/step';
import { acting, reading } from './looking-facts';

/**
 * The calls that turn routing controls. Any one endpoint of the cluster can turn them; the one written here is the first
 * that is not in the region being left.
 */
export function turningCalls(
  cluster: RoutingCluster,
  turns: readonly RoutingControlTurn[],
  leaving: string,
): readonly PlannedCall[] {
  const regions = cluster.endpoints.map(({ region }) => region);
  const away = regions.filter((region) => region !== leaving);
  const [first, second] = away.length >= 2 ? away : regions;
  if (first === undefined) return [];
  const states = turns.map(({ controlArn, to }) => `${nameOfControl(controlArn)} ${to}`).join(', ');
  const controls = { RoutingControls: turns.map(({ controlArn }) => nameOfControl(controlArn)).join(', ') };
  return [
    acting('route53-recovery-cluster:UpdateRoutingControlStates', first, { UpdateRoutingControlStateEntries: states }),
    ...[first, ...(second === undefined ? [] : [second])].map((region) =>
      reading('route53-recovery-cluster:GetRoutingControlState', region, controls),
    ),
  ];
}

/** What people call a routing control: the end of its ARN. */
export function nameOfControl(arn: string): string {
  return arn.split('/routingcontrol/').at(-1) ?? arn;
}
