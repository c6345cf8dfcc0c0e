import { routeEndpointRegions } from '@/lib/domain/recovery/route-endpoints';
import type { ExpectedSeconds, PlannedCall, StepFacts, StepSpec } from '@/lib/domain/recovery/step';
import type { RoutePair } from '../route-pairs';

/** Facts of steps as the kinds of steps give them, in outline: enough for every rule to have something to judge. */
export function sampleFactsOf(spec: StepSpec, pair: RoutePair): StepFacts {
  switch (spec.kind) {
    case 'aurora-switchover':
      return acting('control', [spec.from, spec.to], 'rds:SwitchoverGlobalCluster', spec.from, took(120, 300));
    case 'aurora-failover':
      return acting('control', [spec.to], 'rds:FailoverGlobalCluster', spec.to, took(90, 120));
    case 'rds-promote':
      return acting('control', [spec.to], 'rds:PromoteReadReplica', spec.to, took(300, 900));
    case 'elasticache-failover':
      return acting('control', [spec.to], 'elasticache:FailoverGlobalReplicationGroup', spec.to, took(60, 180));
    case 'scale-capacity':
      return {
        ...acting('control', [spec.region], 'autoscaling:SetDesiredCapacity', spec.region, took(180, 300)),
        idempotency: 'idempotent',
      };
    case 'fence-writer':
      return {
        ...acting('control', [], 'autoscaling:UpdateAutoScalingGroup', spec.region, took(10, 60)),
        idempotency: 'idempotent',
      };
    case 'routing-controls': {
      const regions = spec.cluster.endpoints.map(({ region }) => region);
      const call = 'route53-recovery-cluster:UpdateRoutingControlStates';
      const facts = acting('data', [], call, regions[1] ?? 'none', took(2, 10));
      return { ...facts, anyOf: regions, idempotency: 'idempotent' };
    }
    case 's3-routes': {
      const facts = acting('data', [], 's3:SubmitMultiRegionAccessPointRoutes', 'us-west-2', took(60, 120));
      return { ...facts, anyOf: routeEndpointRegions, idempotency: 'idempotent' };
    }
    case 'health-check-flip':
      return {
        ...acting(
          'data',
          spec.to === 'away' ? [spec.standby] : [],
          'cloudwatch:PutMetricData',
          spec.standby,
          took(180, 300),
        ),
        idempotency: 'idempotent',
      };
    case 'accelerator-dial':
      return {
        ...acting('control', ['us-west-2'], 'globalaccelerator:UpdateEndpointGroup', 'us-west-2', took(60, 300)),
        idempotency: 'idempotent',
      };
    case 'weighted-shift':
    case 'record-change':
      return {
        ...acting('control', ['us-east-1'], 'route53:ChangeResourceRecordSets', 'us-east-1', took(60, 120)),
        idempotency: 'idempotent',
      };
    case 'transaction-proof':
      return acting('data', [spec.region], 'http:POST', spec.region, took(2, 20));
    case 'alarms-green':
      return { ...looking(took(180, 600)), plane: 'control', regionsNeeded: [spec.region] };
    case 'scale-service':
      return {
        ...acting('control', [spec.region], 'ecs:UpdateService', spec.region, took(120, 300)),
        idempotency: 'idempotent',
      };
    case 'scale-function':
      return {
        ...acting('control', [spec.region], 'lambda:PutProvisionedConcurrencyConfig', spec.region, took(120, 300)),
        idempotency: 'idempotent',
      };
    case 'scale-node-group':
      return {
        ...acting('control', [spec.region], 'eks:UpdateNodegroupConfig', spec.region, took(180, 420)),
        idempotency: 'idempotent',
      };
    case 'restore-backup':
      return acting('control', [spec.to], 'backup:StartRestoreJob', spec.to, took(14_400, 28_800));
    case 'aurora-instance':
      return acting('control', [spec.region], 'rds:CreateDBInstance', spec.region, took(420, 900));
    case 'rds-create-replica':
      return acting('control', [spec.to, spec.from], 'rds:CreateDBInstanceReadReplica', spec.to, took(7200, 21_600));
    case 'clean-up':
      return acting('control', [spec.region], 'rds:DeleteDBInstance', spec.region, took(900, 3600));
    case 'aurora-detach':
      return acting('control', [spec.to], 'rds:RemoveFromGlobalCluster', spec.to, took(180, 300));
    case 'dynamodb-evacuation':
      return { ...looking(took(180, 360)), plane: 'control', regionsNeeded: [spec.to] };
    case 'approval':
    case 'manual-task':
      return looking({ p50: 0, p90: 0, source: 'undecided', because: 'a person decides' });
    case 'wait':
      return looking(took(spec.seconds, spec.seconds));
    case 'dns-answer':
      return looking(took(60, 90));
    case 'consumers':
    case 'schedules': {
      const needed = spec.to === 'off' && spec.region === pair.source ? [] : [spec.region];
      const action = spec.kind === 'consumers' ? 'lambda:UpdateEventSourceMapping' : 'events:EnableRule';
      return { ...acting('control', needed, action, spec.region, took(30, 120)), idempotency: 'idempotent' };
    }
    case 'invoke-function': {
      const idempotency = spec.tellsRepetition ? 'idempotent' : 'manual-after-doubt';
      return { ...acting('data', [spec.region], 'lambda:InvokeFunction', spec.region, took(2, 15)), idempotency };
    }
    case 'freeze-deployments': {
      const needed = spec.to === 'off' && spec.region === pair.source ? [] : [spec.region];
      const action = 'codepipeline:DisableStageTransition';
      return { ...acting('control', needed, action, spec.region, took(2, 20)), idempotency: 'idempotent' };
    }
    case 'announce':
      return { ...acting('data', [spec.region], 'sns:Publish', spec.region, took(1, 5)), idempotency: 'idempotent' };
    default:
      return looking(took(4, 10));
  }
}

function took(p50: number, p90: number): ExpectedSeconds {
  return { p50, p90, source: 'aws-documents', because: 'the documentation' };
}

function looking(expected: ExpectedSeconds): StepFacts {
  return {
    plane: 'none',
    regionsNeeded: [],
    permissions: [],
    idempotency: 'idempotent',
    expected,
    calls: [],
    changes: 'nothing',
    wayBack: 'none-needed',
  };
}

function acting(
  plane: StepFacts['plane'],
  regionsNeeded: readonly string[],
  action: string,
  endpointRegion: string,
  expected: ExpectedSeconds,
): StepFacts {
  const call: PlannedCall = { action, endpointRegion, parameters: {}, changesSomething: true };
  return {
    plane,
    regionsNeeded,
    permissions: [action],
    idempotency: 'conditional',
    expected,
    calls: [call],
    changes: `${action} was called.`,
    wayBack: 'Do the opposite.',
  };
}
