import type { z } from 'zod';
import { accessDenied } from './access-denied';
import { answersLost } from './answers-lost';
import { capacityShort } from './capacity-short';
import { changesIgnored } from './changes-ignored';
import { clockSkew } from './clock-skew';
import { consoleCutOff } from './console-cut-off';
import { controlPlanesDown } from './control-planes-down';
import { credentialsExpired } from './credentials-expired';
import { endpointHangs } from './endpoint-hangs';
import type { FaultFamily } from './family';
import { greyFault } from './grey-fault';
import { metricsLate, metricsLost } from './metrics-lost';
import { noSupportPlan } from './no-support-plan';
import { objectsFailing } from './objects-failing';
import { partialPages } from './partial-pages';
import { regionCutOff } from './region-cut-off';
import { regionNotOptedIn } from './region-not-opted-in';
import { regionOutage } from './region-outage';
import { repeatedToken } from './repeated-token';
import { replicationStalled } from './replication-stalled';
import { serviceDown } from './service-down';
import { throttled } from './throttled';
import { trafficSurge } from './traffic-surge';
import { transactionsForgotten } from './transactions-forgotten';
import { valuesMissing } from './values-missing';

/**
 * Every kind of fault. Those of the AWS endpoint stand in the order in which they take a call: what hangs is never
 * refused, what is down does not look at signatures, and who is unknown is not throttled.
 */
const declared = [
  regionOutage,
  replicationStalled,
  objectsFailing,
  regionCutOff,
  trafficSurge,
  greyFault,
  capacityShort,
  metricsLost,
  metricsLate,
  consoleCutOff,
  endpointHangs,
  serviceDown,
  controlPlanesDown,
  clockSkew,
  regionNotOptedIn,
  credentialsExpired,
  accessDenied,
  noSupportPlan,
  throttled,
  repeatedToken,
  partialPages,
  valuesMissing,
  changesIgnored,
  answersLost,
  transactionsForgotten,
] as const;

/** A fault of any family, as data. */
export type FamilyFault = z.infer<(typeof declared)[number]['schema']>;

/** The families under one type; each is given the faults of its own kind only. */
export const families: readonly FaultFamily[] = declared as unknown as readonly FaultFamily[];

const byKind = new Map(families.map((each) => [each.kind, each]));

/** The family of a kind of fault. */
export function findFamily(kind: string): FaultFamily | undefined {
  return byKind.get(kind);
}

/** Every kind of fault there is. */
export const faultKinds: readonly string[] = families.map((each) => each.kind);
