import { shortCode } from './aws-regions';
import type { HealthCheckDeclaration } from './fleet-zone';
import { hexOf } from './seeded-random';
import type { SimulatedFleet } from './simulated-fleet';
import type { WorldState } from './world-state';

/** A switch of the recovery cluster, which a RECOVERY_CONTROL health check follows. */
export interface SimulatedRoutingControl {
  readonly arn: string;
  readonly name: string;
  readonly controlPanelArn: string;
  readonly controlPanelName: string;
  readonly on: boolean;
}

/** An assertion rule: after every change at least so many of its controls must be On. */
export interface SimulatedSafetyRule {
  readonly arn: string;
  readonly name: string;
  readonly assertedControlArns: readonly string[];
  readonly atLeast: number;
}

export interface RoutingControlChange {
  readonly arn: string;
  readonly on: boolean;
}

/** A refusal of the recovery cluster: nothing of the batch was changed. */
export class RoutingControlError extends Error {
  constructor(
    readonly code: 'UnknownRoutingControl' | 'UnknownSafetyRule' | 'RefusedBySafetyRule',
    /** ARN of what is unknown, or of the rule that refused. */
    readonly arn: string,
    message: string,
  ) {
    super(message);
    this.name = code;
  }
}

/** Regions of the recovery cluster's five endpoints. Any one of them can read and change every control. */
export const clusterEndpointRegions: readonly string[] = [
  'us-east-1',
  'us-west-2',
  'eu-west-1',
  'ap-northeast-1',
  'ap-southeast-2',
];

/** The recovery cluster as its account's DescribeCluster would tell it. Every endpoint is answered at the simulator's own door. */
export function describeCluster(accountId: string): {
  readonly arn: string;
  readonly endpoints: Readonly<Record<string, string>>;
} {
  return {
    arn: `arn:aws:route53-recovery-control::${accountId}:cluster/5d2f8a1c-acme`,
    endpoints: Object.fromEntries(
      clusterEndpointRegions.map((region) => [
        region,
        `https://5d2f8a1c.route53-recovery-cluster.${region}.amazonaws.com/v1`,
      ]),
    ),
  };
}

const controlPanelName = 'antipode';

/** A switch as configured; whether it is On is the world's to say. */
export interface RoutingControlDeclaration extends Omit<SimulatedRoutingControl, 'on'> {
  readonly healthCheckId: string;
  readonly workload: string;
}

/** The switches that some health checks follow. */
export function buildRoutingControls(checks: readonly HealthCheckDeclaration[]): RoutingControlDeclaration[] {
  return checks.flatMap((check) => {
    const arn = check.routingControlArn;
    if (arn === undefined) return [];
    const [controlPanelArn = ''] = arn.split('/routingcontrol/');
    const name = `${check.workload}-${shortCode(check.region)}`;
    return [{ arn, name, controlPanelArn, controlPanelName, healthCheckId: check.id, workload: check.workload }];
  });
}

/** No workload may be switched off everywhere: its users would be answered by nobody. */
export function buildSafetyRules(declared: readonly RoutingControlDeclaration[]): SimulatedSafetyRule[] {
  return [...new Set(declared.map((each) => each.workload))].map((workload) => {
    const controls = declared.filter((each) => each.workload === workload);
    const name = `${workload}-at-least-one`;
    return {
      arn: `${controls[0]?.controlPanelArn}/safetyrule/${hexOf(`safety-rule:${name}`, 16)}`,
      name,
      assertedControlArns: controls.map(({ arn }) => arn),
      atLeast: 1,
    };
  });
}

/** The routing controls as they stand. */
export function routingControlsOf(
  declared: readonly RoutingControlDeclaration[],
  state: WorldState,
): SimulatedRoutingControl[] {
  return declared.map(({ healthCheckId, workload: _, ...control }) => ({
    ...control,
    on: state.routingControls[healthCheckId] ?? false,
  }));
}

/**
 * Refuses a batch that names what does not exist or that leaves too few controls On, unless the rule is overridden.
 * @throws RoutingControlError
 */
export function checkRoutingChanges(
  { routingControls, safetyRules }: SimulatedFleet,
  state: WorldState,
  changes: readonly RoutingControlChange[],
  overriddenRules: readonly string[],
): void {
  const after = new Map(routingControlsOf(routingControls, state).map(({ arn, on }) => [arn, on]));
  for (const { arn, on } of changes) {
    if (!after.has(arn))
      throw new RoutingControlError('UnknownRoutingControl', arn, `No routing control ${arn} exists.`);
    after.set(arn, on);
  }
  const unknown = overriddenRules.find((arn) => !safetyRules.some((rule) => rule.arn === arn));
  if (unknown !== undefined) {
    throw new RoutingControlError('UnknownSafetyRule', unknown, `No safety rule ${unknown} exists.`);
  }
  const touched = new Set(changes.map(({ arn }) => arn));
  for (const rule of safetyRules) {
    if (overriddenRules.includes(rule.arn) || !rule.assertedControlArns.some((arn) => touched.has(arn))) continue;
    if (rule.assertedControlArns.filter((arn) => after.get(arn)).length >= rule.atLeast) continue;
    throw new RoutingControlError(
      'RefusedBySafetyRule',
      rule.arn,
      `The safety rule ${rule.name} requires at least ${rule.atLeast} of its routing controls to be On.`,
    );
  }
}

/** Lets a batch that was checked take effect on the health checks that follow the controls. */
export function applyRoutingChanges(
  { routingControls }: SimulatedFleet,
  state: WorldState,
  changes: readonly RoutingControlChange[],
): void {
  for (const { arn, on } of changes) {
    const control = routingControls.find((each) => each.arn === arn);
    if (control !== undefined) state.routingControls[control.healthCheckId] = on;
  }
}
