import type {
  ListResourceRecordSetsRequest,
  ListResourceRecordSetsResponse,
  ResourceRecordSet,
} from '@aws-sdk/client-route-53';
import type { Call } from '../../wire';
import type { World } from '../../world/types';
import type { Given } from '../given';
import { getZone, listAllRecordSets } from './hosted-zones';
import { withFinalDot } from './record-sets';
import { invalidInput, pageLimitOf } from './refuse';

const mostRecordSets = 300;

/**
 * Route 53 ListResourceRecordSets: at most 300 a page, by name with the labels reversed, then type, then set identifier.
 * A page begins at the record set that the three Start members name, or at the next one behind that place.
 * @throws AwsError NoSuchHostedZone, InvalidInput
 */
export function listResourceRecordSets(
  input: Given<ListResourceRecordSetsRequest>,
  world: World,
  call: Call,
): ListResourceRecordSetsResponse {
  const { StartRecordName, StartRecordType, StartRecordIdentifier } = input;
  if (StartRecordType !== undefined && StartRecordName === undefined) {
    throw invalidInput('If you specify StartRecordType, you must also specify StartRecordName.');
  }
  if (StartRecordIdentifier !== undefined && StartRecordType === undefined) {
    throw invalidInput(
      'If you specify StartRecordIdentifier, you must also specify StartRecordName and StartRecordType.',
    );
  }
  const zone = getZone(input.HostedZoneId, world, call);
  const limit = pageLimitOf(input.MaxItems, mostRecordSets);
  const start = placeOf({ Name: StartRecordName ?? '', Type: StartRecordType, SetIdentifier: StartRecordIdentifier });
  const sorted = listAllRecordSets(zone)
    .map((set) => ({ set, place: placeOf(set) }))
    .sort((left, right) => comparePlaces(left.place, right.place));
  const from = StartRecordName === undefined ? 0 : sorted.findIndex((each) => comparePlaces(each.place, start) >= 0);
  const rest = from === -1 ? [] : sorted.slice(from);
  const next = rest[limit]?.set;
  return {
    ResourceRecordSets: rest.slice(0, limit).map((each) => each.set),
    IsTruncated: next !== undefined,
    NextRecordName: next?.Name,
    NextRecordType: next?.Type,
    NextRecordIdentifier: next?.SetIdentifier,
    MaxItems: limit,
  };
}

type Place = readonly [reversedName: string, type: string, identifier: string];

function placeOf(set: {
  Name?: string | undefined;
  Type?: ResourceRecordSet['Type'];
  SetIdentifier?: string | undefined;
}): Place {
  const reversed = withFinalDot(set.Name ?? '')
    .split('.')
    .reverse()
    .join('.');
  return [reversed, set.Type ?? '', set.SetIdentifier ?? ''];
}

function comparePlaces(left: Place, right: Place): number {
  for (const [index, part] of left.entries()) {
    const other = right[index] ?? '';
    if (part !== other) return part < other ? -1 : 1;
  }
  return 0;
}
