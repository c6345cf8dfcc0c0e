import { AwsJson1_1Protocol, AwsQueryProtocol, AwsSmithyRpcV2CborProtocol } from '@aws-sdk/core/protocols';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createWireHandler } from './handler';
import { listenWire, type WireDoor } from './listen';
import type { Service } from './service';
import { loadServices, type ServiceId, serviceIds, serviceTable } from './service-table';
import { Echo, errorTrip, roundTrip } from './testing/round-trip';
import { type SdkClient, SdkPackage } from './testing/sdk-client';

/**
 * Every operation and every modelled error of every service, from the SDK's own client over loopback HTTP to the
 * handler and back. The SDK is the independent side: its serialisers and parsers are not ours.
 */

/** How deep samples go: 0 sets required members only, 6 is deeper than any input that the console sends. */
const depths = [0, 3, 6];

type Exclusions = Readonly<Partial<Record<ServiceId, Readonly<Record<string, string>>>>>;

/** What cannot make the round trip, and why. */
const excludedOperations: Exclusions = {
  S3: {
    ListDirectoryBuckets: 'S3 Express: signed as another service, for a host of its own',
    SelectObjectContent: 'answers with an event stream',
    WriteGetObjectResponse: 'the client puts the request route into the host name',
  },
  SQS: {
    ReceiveMessage: 'the client checks the MD5 of message bodies',
    SendMessage: 'the client checks the MD5 of message bodies',
  },
  Lambda: {
    InvokeWithResponseStream: 'answers with an event stream',
  },
  EventBridge: {
    PutEvents: 'the client puts the id of a global endpoint into the host name',
  },
};

const excludedErrors: Exclusions = {
  CloudWatch: {
    DashboardNotFoundError: 'shares its wire code with ResourceNotFound, so the SDK cannot tell them apart',
  },
};

/** Clients of S3 Control put an account before the host's name, which no resolver of a test machine need know. */
const atTheDoor = { endpointProvider: () => ({ url: new URL(door.url) }) };

/** What the installed SDK speaks, and for CloudWatch also what older clients and other SDKs do. */
const conversations: readonly { readonly id: ServiceId; readonly protocol: string; readonly config: object }[] = [
  ...serviceTable.map(({ id, protocol }) => ({ id, protocol, config: id === 'S3 Control' ? atTheDoor : {} })),
  { id: 'CloudWatch', protocol: 'awsJson1_1', config: { protocol: AwsJson1_1Protocol } },
  { id: 'CloudWatch', protocol: 'awsQuery', config: { protocol: AwsQueryProtocol } },
  { id: 'CloudWatch', protocol: 'rpcv2Cbor', config: { protocol: AwsSmithyRpcV2CborProtocol } },
];

const services = await loadServices(serviceIds);
const echo = new Echo();
let door: WireDoor;

vi.setConfig({ testTimeout: 60_000 });

beforeAll(async () => {
  const operations = services.map((service) => echo.implementationOf(service));
  door = await listenWire(createWireHandler({ services, operations }), { port: 0 });
});

afterAll(() => door.close());

describe.each(conversations)('$id over $protocol', ({ id, protocol, config }) => {
  const service = serviceNamed(id);

  test.each(depths)('every operation arrives and returns complete, members set to depth %i', async (depth) => {
    const failures = await withClient(id, config, async (sdk, client) => {
      const found: string[] = [];
      for (const operation of operationsToTry(service)) {
        const failure = await roundTrip(echo, sdk, client, operation, depth);
        if (failure) found.push(`${operation.name} ${failure}`);
        if (echo.lastCall?.protocol !== protocol) found.push(`${operation.name} came over ${echo.lastCall?.protocol}`);
      }
      return found;
    });
    expect(failures).toEqual([]);
  });

  test('every modelled error arrives with its class, status, message and fields', async () => {
    const failures = await withClient(id, config, async (sdk, client) => {
      const found: string[] = [];
      for (const error of new Set(service.errors.values())) {
        if (excludedErrors[id]?.[error.name]) continue;
        const failure = await errorTrip(echo, sdk, client, readOperation(service), error);
        if (failure) found.push(`${error.name} ${failure}`);
      }
      return found;
    });
    expect(failures).toEqual([]);
  });
});

function serviceNamed(id: ServiceId): Service {
  const service = services.find((each) => each.id === id);
  if (!service) throw new Error(`${id} is not loaded`);
  return service;
}

async function withClient(
  id: ServiceId,
  config: object,
  run: (sdk: SdkPackage, client: SdkClient) => Promise<string[]>,
): Promise<string[]> {
  const logger = { debug() {}, info() {}, warn() {}, error() {} };
  const endpoint = { endpoint: door.url, forcePathStyle: true, accountIdEndpointMode: 'disabled' };
  const sdk = await SdkPackage.load(id);
  const client = sdk.createClient({ ...endpoint, logger, ...config });
  try {
    return await run(sdk, client);
  } finally {
    client.destroy();
  }
}

function operationsToTry(service: Service) {
  return [...service.operations.values()].filter(({ name }) => !excludedOperations[service.id]?.[name]);
}

/** An operation with little input and an ordinary answer, for errors to arrive on. */
function readOperation(service: Service) {
  const found = operationsToTry(service).find(({ name }) => /^(Describe|List|Get)/.test(name));
  if (!found) throw new Error(`${service.id} has no operation to read with`);
  return found;
}
