import type {
  DescribeKeyRequest,
  DescribeKeyResponse,
  KeyMetadata,
  ListAliasesRequest,
  ListAliasesResponse,
} from '@aws-sdk/client-kms';
import { AwsError, type Call } from '../../wire';
import { keyArn } from '../../world/fleet-secrets';
import type { SimulatedKey, World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { foundingDate } from '../stable-id';
import { pageScope, takePage } from '../take-page';

const mostAliases = 100;
const defaultAliases = 50;

function keysIn(world: World, call: Call): SimulatedKey[] {
  return world
    .keys(accountOf(call))
    .filter((key) => [key.primaryRegion, ...key.replicaRegions].includes(call.region))
    .sort((left, right) => (left.alias < right.alias ? -1 : 1));
}

function aliasArn(key: SimulatedKey, call: Call): string {
  return `arn:aws:kms:${call.region}:${accountOf(call)}:${key.alias}`;
}

/**
 * KMS ListAliases of the region, by name; of one key when its id or ARN is given.
 * @throws AwsError InvalidMarkerException, NotFoundException, ValidationException
 */
export function listAliases(input: Given<ListAliasesRequest>, world: World, call: Call): ListAliasesResponse {
  const { Marker, Limit = defaultAliases, KeyId } = input;
  if (!(Limit >= 1 && Limit <= mostAliases)) {
    throw new AwsError('ValidationException', `Value '${Limit}' at 'limit' must be between 1 and ${mostAliases}`, 400);
  }
  const found = KeyId === undefined ? keysIn(world, call) : [findKey(KeyId, world, call)];
  const page = takePage(found, (key) => key.alias, {
    scope: pageScope(call, KeyId ?? null),
    limit: Limit,
    token: Marker,
    refuseToken: () => new AwsError('InvalidMarkerException', 'The marker is not valid.'),
  });
  return {
    Aliases: page.items.map((key) => ({
      AliasName: key.alias,
      AliasArn: aliasArn(key, call),
      TargetKeyId: key.id,
      CreationDate: foundingDate,
      LastUpdatedDate: foundingDate,
    })),
    NextMarker: page.nextToken,
    Truncated: page.nextToken !== undefined,
  };
}

/** KMS DescribeKey by id, key ARN, alias or alias ARN. @throws AwsError InvalidArnException, NotFoundException */
export function describeKey(input: Given<DescribeKeyRequest>, world: World, call: Call): DescribeKeyResponse {
  return { KeyMetadata: toMetadata(findKey(input.KeyId, world, call), call) };
}

function findKey(wanted: string, world: World, call: Call): SimulatedKey {
  const [, , , region] = wanted.split(':');
  if (wanted.startsWith('arn:') && region !== call.region) {
    throw new AwsError('InvalidArnException', `Invalid arn ${region}`);
  }
  const found = keysIn(world, call).find((key) =>
    [key.id, key.alias, keyArn(key, call.region, accountOf(call)), aliasArn(key, call)].includes(wanted),
  );
  if (found !== undefined) return found;
  const prefix = `arn:aws:kms:${call.region}:${accountOf(call)}`;
  if (wanted.includes('alias/')) {
    const arn = wanted.startsWith('arn:') ? wanted : `${prefix}:${wanted}`;
    throw new AwsError('NotFoundException', `Alias ${arn} is not found.`);
  }
  throw new AwsError(
    'NotFoundException',
    `Key '${wanted.startsWith('arn:') ? wanted : `${prefix}:key/${wanted}`}' does not exist`,
  );
}

function toMetadata(key: SimulatedKey, call: Call): KeyMetadata {
  const at = (region: string) => ({ Arn: keyArn(key, region, accountOf(call)), Region: region });
  return {
    AWSAccountId: accountOf(call),
    KeyId: key.id,
    Arn: keyArn(key, call.region, accountOf(call)),
    CreationDate: foundingDate,
    Enabled: true,
    Description: key.description,
    KeyUsage: 'ENCRYPT_DECRYPT',
    KeyState: 'Enabled',
    Origin: 'AWS_KMS',
    KeyManager: 'CUSTOMER',
    CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
    KeySpec: 'SYMMETRIC_DEFAULT',
    EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
    MultiRegion: true,
    MultiRegionConfiguration: {
      MultiRegionKeyType: call.region === key.primaryRegion ? 'PRIMARY' : 'REPLICA',
      PrimaryKey: at(key.primaryRegion),
      ReplicaKeys: key.replicaRegions.map(at),
    },
  };
}
