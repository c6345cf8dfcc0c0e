import type { TestDNSAnswerRequest, TestDNSAnswerResponse } from '@aws-sdk/client-route-53';
import type { Call } from '../../wire';
import type { RecordType, World } from '../../world/types';
import type { Given } from '../given';
import { getZone, nameServersOf } from './hosted-zones';
import { withFinalDot, withoutFinalDot } from './record-sets';
import { invalidInput } from './refuse';

/**
 * Route 53 TestDNSAnswer, for a resolver near `resolverRegion`: addresses of resolvers and clients have no place on the
 * simulated map.
 * @throws AwsError NoSuchHostedZone, InvalidInput for record types that are not simulated
 */
export function testDnsAnswer(
  input: Given<TestDNSAnswerRequest>,
  world: World,
  resolverRegion: string,
  call: Call,
): TestDNSAnswerResponse {
  const zone = getZone(input.HostedZoneId, world, call);
  const name = withoutFinalDot(input.RecordName);
  if (name !== zone.name && !name.endsWith(`.${withoutFinalDot(zone.name)}`)) {
    throw invalidInput(`The record name ${name} is not in the hosted zone ${zone.name}.`);
  }
  const answer = world.resolve(name, simulatedType(input.RecordType), resolverRegion);
  return {
    Nameserver: nameServersOf(zone)[0] ?? '',
    RecordName: withFinalDot(name),
    RecordType: input.RecordType,
    RecordData: answer.records.map(({ type, value }) => (type === 'TXT' ? JSON.stringify(value) : value)),
    ResponseCode: answer.outcome === 'no-such-name' ? 'NXDOMAIN' : 'NOERROR',
    Protocol: 'UDP',
  };
}

function simulatedType(type: string): RecordType {
  if (type === 'A' || type === 'TXT' || type === 'CNAME') return type;
  throw invalidInput(`Record type ${type} is not supported by this simulator; it knows A, TXT and CNAME.`);
}
