import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { BackupClient } from '@aws-sdk/client-backup';
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CodePipelineClient } from '@aws-sdk/client-codepipeline';
import { CostExplorerClient } from '@aws-sdk/client-cost-explorer';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ECSClient } from '@aws-sdk/client-ecs';
import { EKSClient } from '@aws-sdk/client-eks';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { GlobalAcceleratorClient } from '@aws-sdk/client-global-accelerator';
import { HealthClient } from '@aws-sdk/client-health';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { RDSClient } from '@aws-sdk/client-rds';
import { Route53Client } from '@aws-sdk/client-route-53';
import { Route53RecoveryClusterClient } from '@aws-sdk/client-route53-recovery-cluster';
import { S3Client } from '@aws-sdk/client-s3';
import type { S3ControlClient } from '@aws-sdk/client-s3-control';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { STSClient } from '@aws-sdk/client-sts';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { AwsCredentialIdentity } from '@smithy/types';
import type { AccountId, RegionCode } from '../domain/fleet';
import type { FindAccountAccess, RolePurpose } from './account-access';
import { ActiveHealthRegion, createCnameResolver, knownServingRegion, withoutDns } from './active-health-region';
import type { BillingMeter } from './billing/billing-meter';
import type { BreakerRules } from './breaker';
import { type EdgeClock, machineClock } from './edge-clock';
import { type GuardableClient, guardClient } from './guard-client';
import { type GuardedPlace, Guards } from './guards';
import { isLoopbackHost, parseLoopbackEndpoint } from './loopback-endpoint';
import { LoopbackOnlyHandler } from './loopback-only-handler';
import { parseOwnEndpoint } from './own-endpoint';
import { retryWithinBudget } from './retry-within-budget';
import { RoleCredentials } from './role-credentials';
import { makeS3ControlClient } from './s3control/make-client';
import type { AwsService } from './serving-region';
import { toSessionName } from './sts/assume-role';
import type { AwsEdgeConfig } from './types';

/** The SDK client of each service; only files of this folder touch them. */
export interface ServiceClients {
  readonly autoscaling: AutoScalingClient;
  readonly backup: BackupClient;
  readonly cloudfront: CloudFrontClient;
  readonly cloudwatch: CloudWatchClient;
  readonly codepipeline: CodePipelineClient;
  readonly costexplorer: CostExplorerClient;
  readonly dynamodb: DynamoDBClient;
  readonly ecs: ECSClient;
  readonly eks: EKSClient;
  readonly elasticache: ElastiCacheClient;
  readonly elbv2: ElasticLoadBalancingV2Client;
  readonly eventbridge: EventBridgeClient;
  readonly globalaccelerator: GlobalAcceleratorClient;
  readonly health: HealthClient;
  readonly kms: KMSClient;
  readonly lambda: LambdaClient;
  readonly rds: RDSClient;
  readonly recoverycluster: Route53RecoveryClusterClient;
  readonly route53: Route53Client;
  readonly s3: S3Client;
  readonly s3control: S3ControlClient;
  readonly secretsmanager: SecretsManagerClient;
  readonly servicequotas: ServiceQuotasClient;
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
  readonly sts: STSClient;
}

export interface AwsEdge {
  readonly mode: AwsEdgeConfig['mode'];
  /**
   * The client for one service, account, region and role: made once, kept until `close`. Only what changes something
   * asks for a role that may. What is done with the role for recovery is never repeated by the client itself: whether it
   * may be is for the run to say.
   *
   * @param endpoint address of an endpoint of one's own. Not used in simulator mode, where the one door is asked.
   * @throws UnusableAnswer when it is not an https address of AWS.
   */
  clientFor<S extends AwsService>(
    service: S,
    accountId: AccountId,
    region: RegionCode,
    purpose?: RolePurpose,
    endpoint?: string,
  ): ServiceClients[S];
  /** The region whose endpoint answers when `region` is asked about; may take a name server's answer, a second at most. */
  findServingRegion(service: AwsService, region: RegionCode): Promise<RegionCode>;
  /** What is left alone, how much may be retried and how fast each endpoint may be called. */
  readonly guards: Guards;
  /** How the engine gets into each account. */
  readonly roles: RoleCredentials;
  /**
   * Asked right before every request that changes something: why it may not be made, or `yes`. Absent where nobody has to
   * be asked. A rejection is a no.
   */
  readonly mayAct?: () => Promise<'yes' | string>;
  /** Closes every socket. Calls under way fail; later ones must not be made. */
  close(): void;
}

/** What carries the requests of SDK clients. */
export type RequestCarrier = Pick<
  NodeHttpHandler,
  'handle' | 'destroy' | 'updateHttpClientConfig' | 'httpHandlerConfigs'
>;

export interface AwsEdgeOptions {
  /** How each account is reached. Default: by the engine's own credentials. */
  readonly accounts?: FindAccountAccess;
  /** Named in the sessions of assumed roles. Default `engine`. */
  readonly engineId?: string;
  /** Wall milliseconds until a connection must stand. Default 1000. */
  readonly connectTimeoutMs?: number;
  /** Wall milliseconds until one attempt must have been answered; the deadline of the call applies besides. Default 3000. */
  readonly requestTimeoutMs?: number;
  /** Attempts of one request, the first included, as far as the budget for retries goes. Default 2. */
  readonly maxAttempts?: number;
  /** Default: the machine's own, for a fleet that lives in real time. */
  readonly clock?: EdgeClock;
  /** When endpoints that do not answer are left alone, in wall time. Default: after 5 calls, for 5 s to 25 s. */
  readonly breaker?: BreakerRules;
  /** `unlimited` only where a test runs hours in seconds. Default `half-the-quota`. */
  readonly pace?: 'half-the-quota' | 'unlimited';
  /** Told what AWS bills for every request. */
  readonly meter?: BillingMeter;
  /**
   * Carries requests instead of sockets; for a simulation in the same process, so in simulator mode only. Default:
   * sockets.
   */
  readonly carrier?: RequestCarrier;
  /** Sockets to one region, so that a region that hangs holds only its own. Default 16. */
  readonly socketsPerRegion?: number;
}

/**
 * Makes the edge. In simulator mode only the given loopback endpoint can be called, with fixed dummy credentials and
 * what its own STS gives for them: no environment variable, profile, sign-in or metadata service is consulted. In aws
 * mode the SDK's default provider chain gives the engine's own credentials, with which the roles of accounts are assumed.
 *
 * @throws Error in simulator mode when the endpoint is not plain http on loopback.
 */
export function createAwsEdge(config: AwsEdgeConfig, options: AwsEdgeOptions = {}): AwsEdge {
  silenceNodeVersionWarning();
  const origin = config.mode === 'simulator' ? parseLoopbackEndpoint(config.endpoint) : undefined;
  if (origin === undefined && options.carrier !== undefined) {
    throw new Error('Requests to AWS go over the network: a carrier is for simulator mode only.');
  }
  const handlers = new Map<string, RequestCarrier>();
  const clients = new Map<string, ServiceClients[AwsService]>();
  const ownClients = new Map<RegionCode, STSClient>();
  const home = config.mode === 'simulator' ? (config.homeAccountId ?? bornWithAccountId) : 'own';
  const clock = options.clock ?? machineClock;
  const guards = new Guards(clock, options.breaker ?? usualBreaker, options.pace ?? 'half-the-quota');
  const health = new ActiveHealthRegion(toCnameResolver(config), () => clock.nowMs());

  /** Recovery waits for no socket that watching holds, and longer for an answer. */
  const handlerFor = (region: RegionCode, purpose: RolePurpose) => {
    if (options.carrier !== undefined) return options.carrier;
    return purpose === 'recover'
      ? findOrMake(handlers, `${region}/recover`, () =>
          createRegionHandler(origin, { ...options, requestTimeoutMs: recoverTimeoutMs }),
        )
      : findOrMake(handlers, region, () => createRegionHandler(origin, options));
  };

  const settingsFor = (place: GuardedPlace, maxAttempts: number, purpose: RolePurpose = 'read') => ({
    region: place.region,
    maxAttempts,
    retryStrategy: retryWithinBudget(place, guards, maxAttempts),
    requestHandler: handlerFor(place.region, purpose),
    customUserAgent: 'antipode',
    userAgentAppId: 'antipode',
    ...(origin === undefined ? {} : simulatorSettings(origin)),
  });

  /** A region's STS with the engine's own credentials; a region that fails is not tried again, another one is. */
  const ownStsFor = (region: RegionCode) =>
    findOrMake(ownClients, region, () => {
      const place = { service: 'sts', accountId: home, region } as const;
      const credentials = { accessKeyId: `SIM${home}`, secretAccessKey: 'simulated' };
      const own = origin === undefined ? {} : { credentials };
      return guardClient(new STSClient({ ...settingsFor(place, 1), ...own }), place, guards);
    });

  const roles = new RoleCredentials({
    findAccess: options.accounts ?? (() => ({ by: 'own-credentials' })),
    sessionName: toSessionName(options.engineId ?? 'engine'),
    stsFor: ownStsFor,
    clock,
    pauses: options.breaker ?? usualBreaker,
  });

  return {
    mode: config.mode,
    guards,
    roles,
    async findServingRegion(service, region) {
      return service === 'health' ? health.find() : knownServingRegion(health, service, region);
    },
    clientFor(service, accountId, region, purpose = 'read', endpoint = 'usual') {
      const servingRegion = knownServingRegion(health, service, region);
      const client = findOrMake(clients, `${service}/${accountId}/${servingRegion}/${purpose}/${endpoint}`, () => {
        // Both roles call the same endpoint, under the same quota.
        const place = { service, accountId, region: servingRegion };
        const credentials = keptByUs((asked) => roles.get(accountId, purpose, servingRegion, asked));
        const attempts = purpose === 'recover' ? 1 : (options.maxAttempts ?? 2);
        const own =
          endpoint === 'usual' || origin !== undefined ? {} : { endpoint: parseOwnEndpoint(endpoint, servingRegion) };
        const settings = { ...settingsFor(place, attempts, purpose), ...own, credentials };
        const made: ServiceClients[AwsService] = clientMakers[service](settings);
        guardClient(made as GuardableClient, place, guards, options.meter);
        return made;
      });
      // The key holds the service, so the map cannot give another service's client.
      return client as ServiceClients[typeof service];
    },
    close() {
      for (const handler of handlers.values()) handler.destroy();
      clients.clear();
      ownClients.clear();
      handlers.clear();
    },
  };
}

/** Wall milliseconds that an answer to a change may take; the deadline of the call applies besides. */
const recoverTimeoutMs = 10_000;

/** The simulated account there always is. */
const bornWithAccountId: AccountId = '111122223333';

type Credentials = (asked?: { readonly forceRefresh?: boolean }) => Promise<AwsCredentialIdentity>;

/** Keeps the SDK from remembering credentials beside us: only we know when a role of the fleet file is another one. */
function keptByUs(credentials: Credentials): Credentials {
  return Object.assign(credentials, { memoized: true });
}

const usualBreaker: BreakerRules = { opensAfter: 5, firstPauseMs: 5_000, longestPauseMs: 25_000 };

function toCnameResolver(config: AwsEdgeConfig) {
  if (config.mode === 'aws') return createCnameResolver('system');
  if (config.dns === undefined) return withoutDns;
  if (!isLoopbackHost(config.dns.replace(/:\d+$/, ''))) {
    throw new Error(`The simulator's name server must be on this machine's loopback address, and not "${config.dns}".`);
  }
  return createCnameResolver(config.dns);
}

type ClientSettings = {
  readonly region: RegionCode;
  /** Absent where the SDK finds the endpoint of the region by itself. */
  readonly endpoint?: string;
  readonly requestHandler: RequestCarrier;
  readonly credentials: Credentials;
};

const clientMakers: { readonly [S in AwsService]: (settings: ClientSettings) => ServiceClients[S] } = {
  autoscaling: (settings) => new AutoScalingClient(settings),
  backup: (settings) => new BackupClient(settings),
  cloudfront: (settings) => new CloudFrontClient(settings),
  cloudwatch: (settings) => new CloudWatchClient(settings),
  codepipeline: (settings) => new CodePipelineClient(settings),
  costexplorer: (settings) => new CostExplorerClient(settings),
  // Neither the account's own endpoint nor endpoint discovery: the address is the one we name.
  dynamodb: (settings) =>
    new DynamoDBClient({ ...settings, accountIdEndpointMode: 'disabled', endpointDiscoveryEnabled: false }),
  ecs: (settings) => new ECSClient(settings),
  eks: (settings) => new EKSClient(settings),
  elasticache: (settings) => new ElastiCacheClient(settings),
  elbv2: (settings) => new ElasticLoadBalancingV2Client(settings),
  eventbridge: (settings) => new EventBridgeClient(settings),
  globalaccelerator: (settings) => new GlobalAcceleratorClient(settings),
  health: (settings) => new HealthClient(settings),
  kms: (settings) => new KMSClient(settings),
  lambda: (settings) => new LambdaClient(settings),
  rds: (settings) => new RDSClient(settings),
  recoverycluster: (settings) => new Route53RecoveryClusterClient(settings),
  route53: (settings) => new Route53Client(settings),
  // Bucket names go into the path, so that one address serves all of them; a redirect is an answer, never followed.
  s3: (settings) =>
    new S3Client({ ...settings, forcePathStyle: true, followRegionRedirects: false, ...withoutS3Surroundings }),
  s3control: (settings) => makeS3ControlClient(settings),
  secretsmanager: (settings) => new SecretsManagerClient(settings),
  servicequotas: (settings) => new ServiceQuotasClient(settings),
  sns: (settings) => new SNSClient(settings),
  // A queue's URL names the queue; where to call is ours to say.
  sqs: (settings) => new SQSClient({ ...settings, useQueueUrlAsEndpoint: false }),
  sts: (settings) => new STSClient(settings),
};

/** What the S3 client would otherwise read from its surroundings. */
const withoutS3Surroundings = {
  useArnRegion: false,
  useGlobalEndpoint: false,
  disableMultiregionAccessPoints: true,
  disableS3ExpressSessionAuth: true,
  requestChecksumCalculation: 'WHEN_REQUIRED',
  responseChecksumValidation: 'WHEN_REQUIRED',
} as const;

/** Everything but credentials that an SDK client would otherwise read from its surroundings, given outright. */
function simulatorSettings(origin: string) {
  return {
    endpoint: origin,
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    defaultsMode: 'standard' as const,
    authSchemePreference: ['aws.auth#sigv4'],
  };
}

/** One socket pool per region: a region that hangs cannot eat the sockets of another. */
function createRegionHandler(origin: string | undefined, options: AwsEdgeOptions): NodeHttpHandler {
  const sockets = { keepAlive: true, maxSockets: options.socketsPerRegion ?? 16 };
  const handling = {
    connectionTimeout: options.connectTimeoutMs ?? 1000,
    requestTimeout: options.requestTimeoutMs ?? 3000,
    // Without this the handler only warns, and the call hangs on.
    throwOnRequestTimeout: true,
    httpAgent: new HttpAgent(sockets),
    httpsAgent: new HttpsAgent(sockets),
  };
  return origin === undefined ? new NodeHttpHandler(handling) : new LoopbackOnlyHandler(origin, handling);
}

/** The SDK warns once about Node versions it will drop later; the supported versions are stated by this project. */
function silenceNodeVersionWarning(): void {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
}

function findOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
