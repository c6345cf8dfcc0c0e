import type {
  DescribeSecretRequest,
  DescribeSecretResponse,
  Filter,
  ListSecretsRequest,
  ListSecretsResponse,
  SecretListEntry,
} from '@aws-sdk/client-secrets-manager';
import { AwsError, type Call } from '../../wire';
import { keyArn, secretArn } from '../../world/fleet-secrets';
import type { SimulatedSecret, World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { foundingDate, stableHex } from '../stable-id';
import { pageScope, takePage } from '../take-page';

const mostSecrets = 100;

/** The secrets that exist in the call's region, by name. */
function secretsIn(world: World, call: Call): SimulatedSecret[] {
  return world
    .secrets(accountOf(call))
    .filter((secret) => regionsOf(secret).includes(call.region))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}

/** A replica that failed was never created. */
function regionsOf(secret: SimulatedSecret): string[] {
  const replicas = secret.replicas.filter((replica) => replica.status !== 'Failed');
  return [secret.primaryRegion, ...replicas.map((replica) => replica.region)];
}

/**
 * Secrets Manager ListSecrets of the region, by name. Values of filters match the beginning; a leading `!` negates.
 * @throws AwsError InvalidNextTokenException, InvalidParameterException
 */
export function listSecrets(input: Given<ListSecretsRequest>, world: World, call: Call): ListSecretsResponse {
  const { NextToken, MaxResults = mostSecrets, ...question } = input;
  if (!(MaxResults >= 1 && MaxResults <= mostSecrets)) {
    throw new AwsError('InvalidParameterException', `MaxResults must be between 1 and ${mostSecrets}.`);
  }
  const found = secretsIn(world, call).filter((secret) => passes(secret, input.Filters ?? []));
  if (input.SortOrder === 'desc') found.reverse();
  const page = takePage(found, (secret) => secret.name, {
    scope: pageScope(call, question),
    limit: MaxResults,
    token: NextToken,
    refuseToken: () => new AwsError('InvalidNextTokenException', 'Invalid token'),
  });
  return { SecretList: page.items.map((secret) => toEntry(secret, world, call)), NextToken: page.nextToken };
}

function passes(secret: SimulatedSecret, filters: readonly Filter[]): boolean {
  return filters.every(({ Key = 'all', Values = [] }) => {
    const own = valuesOf(secret)[Key];
    if (own === undefined) throw new AwsError('InvalidParameterException', `The filter ${Key} is not valid.`);
    return Values.some((value) => {
      const negated = value.startsWith('!');
      const wanted = negated ? value.slice(1) : value;
      return own.some((each) => each.startsWith(wanted)) !== negated;
    });
  });
}

function valuesOf(secret: SimulatedSecret): Readonly<Record<string, readonly string[] | undefined>> {
  const { name, description, primaryRegion, workload } = secret;
  return {
    name: [name],
    description: [description],
    'primary-region': [primaryRegion],
    'tag-key': ['workload'],
    'tag-value': [workload],
    'owning-service': [],
    all: [name, description, workload],
  };
}

function toEntry(secret: SimulatedSecret, world: World, call: Call): SecretListEntry {
  return {
    ...describe(secret, world, call),
    SecretVersionsToStages: { [versionOf(secret)]: ['AWSCURRENT'] },
  };
}

/**
 * Secrets Manager DescribeSecret by name or ARN. Only the primary knows how its replicas fare.
 * @throws AwsError ResourceNotFoundException where the region does not have the secret
 */
export function describeSecret(input: Given<DescribeSecretRequest>, world: World, call: Call): DescribeSecretResponse {
  const secret = secretsIn(world, call).find(
    (each) => each.name === input.SecretId || secretArn(each, call.region, accountOf(call)) === input.SecretId,
  );
  if (secret === undefined) {
    throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
  }
  const isPrimary = call.region === secret.primaryRegion;
  return {
    ...describe(secret, world, call),
    VersionIdsToStages: { [versionOf(secret)]: ['AWSCURRENT'] },
    ReplicationStatus: isPrimary ? secret.replicas.map((replica) => toStatus(secret, replica, world, call)) : undefined,
  };
}

function describe(secret: SimulatedSecret, world: World, call: Call) {
  return {
    ARN: secretArn(secret, call.region, accountOf(call)),
    Name: secret.name,
    Description: secret.description,
    KmsKeyId: keyOf(secret, call.region, world, call),
    RotationEnabled: false,
    CreatedDate: foundingDate,
    LastChangedDate: foundingDate,
    PrimaryRegion: secret.primaryRegion,
    Tags: [{ Key: 'workload', Value: secret.workload }],
  };
}

function toStatus(secret: SimulatedSecret, replica: SimulatedSecret['replicas'][number], world: World, call: Call) {
  return {
    Region: replica.region,
    KmsKeyId: keyOf(secret, replica.region, world, call),
    Status: replica.status,
    StatusMessage: replica.statusMessage ?? undefined,
  };
}

function keyOf(secret: SimulatedSecret, region: string, world: World, call: Call): string | undefined {
  const key = world.keys(accountOf(call)).find((each) => each.workload === secret.workload);
  return key && keyArn(key, region, accountOf(call));
}

function versionOf(secret: SimulatedSecret): string {
  return stableHex(secret.arnName, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
