import type { StepFacts, StepKind, StepOf, StepSpec } from '@/lib/domain/recovery/step';
import { acceleratorDial } from './accelerator-dial';
import { alarmsGreen } from './alarms-green';
import { announce } from './announce';
import { approval } from './approval';
import { auroraDetach } from './aurora-detach';
import { auroraFailover } from './aurora-failover';
import { auroraInstance } from './aurora-instance';
import { auroraSwitchover } from './aurora-switchover';
import { cleanUp } from './clean-up';
import { condition } from './condition';
import { consumers } from './consumers';
import { dnsAnswer } from './dns-answer';
import { dynamodbEvacuation } from './dynamodb-evacuation';
import { elasticacheFailover } from './elasticache-failover';
import { fenceWriter } from './fence-writer';
import { freezeDeployments } from './freeze-deployments';
import { healthCheckFlip } from './health-check-flip';
import { httpProbe } from './http-probe';
import { invokeFunction } from './invoke-function';
import { manualTask } from './manual-task';
import { precheck } from './precheck';
import { rdsCreateReplica } from './rds-create-replica';
import { rdsPromote } from './rds-promote';
import { recordChange } from './record-change';
import { restoreBackup } from './restore-backup';
import { routingControls } from './routing-controls';
import { s3Routes } from './s3-routes';
import { scaleCapacity } from './scale-capacity';
import { scaleFunction } from './scale-function';
import { scaleNodeGroup } from './scale-node-group';
import { scaleService } from './scale-service';
import { schedules } from './schedules';
import type { DescribeContext, StepKindRules } from './step-kind';
import { transactionProof } from './transaction-proof';
import { wait } from './wait';
import { weightedShift } from './weighted-shift';

/** Every kind of step. */
const kinds: { readonly [K in StepKind]: StepKindRules<K> } = {
  precheck,
  approval,
  'manual-task': manualTask,
  wait,
  condition,
  'fence-writer': fenceWriter,
  'scale-capacity': scaleCapacity,
  'aurora-switchover': auroraSwitchover,
  'aurora-failover': auroraFailover,
  'rds-promote': rdsPromote,
  'elasticache-failover': elasticacheFailover,
  'routing-controls': routingControls,
  's3-routes': s3Routes,
  'http-probe': httpProbe,
  'transaction-proof': transactionProof,
  'dns-answer': dnsAnswer,
  'alarms-green': alarmsGreen,
  consumers,
  schedules,
  'invoke-function': invokeFunction,
  announce,
  'freeze-deployments': freezeDeployments,
  'health-check-flip': healthCheckFlip,
  'weighted-shift': weightedShift,
  'record-change': recordChange,
  'accelerator-dial': acceleratorDial,
  'dynamodb-evacuation': dynamodbEvacuation,
  'aurora-detach': auroraDetach,
  'aurora-instance': auroraInstance,
  'restore-backup': restoreBackup,
  'scale-service': scaleService,
  'rds-create-replica': rdsCreateReplica,
  'clean-up': cleanUp,
  'scale-function': scaleFunction,
  'scale-node-group': scaleNodeGroup,
};

/** The rules of a spec's own kind. */
export function rulesOf<K extends StepKind>(spec: StepOf<K>): StepKindRules<K> {
  return kinds[spec.kind as K];
}

/** Everything that is known of a step before it runs. Pure. */
export function factsOf(spec: StepSpec, context: DescribeContext): StepFacts {
  return rulesOf(spec).describe(spec, context);
}
