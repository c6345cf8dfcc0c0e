import type { Route53 } from '@aws-sdk/client-route-53';
import { implement, type ServiceImplementation } from '../../wire';
import type { World } from '../../world/types';
import { changeResourceRecordSets, getChange } from './change-resource-record-sets';
import { getHealthCheck, getHealthCheckStatus, listHealthChecks } from './health-checks';
import { getHostedZone, listHostedZones } from './hosted-zones';
import { listResourceRecordSets } from './list-resource-record-sets';
import { testDnsAnswer } from './test-dns-answer';

/**
 * The simulated part of Route 53's control plane, which lives in us-east-1. What its data plane answers is the DNS
 * door's; `resolverRegion` is where TestDNSAnswer's resolver stands.
 */
export function route53(world: World, resolverRegion: string): ServiceImplementation {
  return implement<Route53>('Route 53', {
    ChangeResourceRecordSets: (input, call) => changeResourceRecordSets(input, world, call),
    GetChange: (input, call) => getChange(input, world, call),
    GetHealthCheck: (input, call) => getHealthCheck(input, world, call),
    GetHealthCheckStatus: (input, call) => getHealthCheckStatus(input, world, call),
    GetHostedZone: (input, call) => getHostedZone(input, world, call),
    ListHealthChecks: (input, call) => listHealthChecks(input, world, call),
    ListHostedZones: (input, call) => listHostedZones(input, world, call),
    ListResourceRecordSets: (input, call) => listResourceRecordSets(input, world, call),
    TestDNSAnswer: (input, call) => testDnsAnswer(input, world, resolverRegion, call),
  });
}
