import { z } from 'zod';
import { regionRoles, scenarios, strategies, usualMarkerPath } from '../domain/fleet';
import { isRole } from './account-roles';
import { parseAddressRange } from './address-range';
import { recovery, routingCluster } from './recovery-schema';
import {
  byRegion,
  duration,
  expects,
  fields,
  id,
  list,
  matching,
  oneLine,
  oneOf,
  regionCode,
  urlPath,
} from './schema-values';
import { describeResource, fleetStoreKinds } from './store-kinds';

/*
 * What a fleet file may say, value by value. Each message completes a sentence that begins with the path of the value,
 * and says what to write instead. What values must be to each other is checked apart from this.
 */

const yesNo = z.boolean({ error: expects('true or false') });

const name = oneLine(256);

export const accountId = z
  .string({
    error: ({ input }) =>
      typeof input === 'number'
        ? 'must be in quotes, e.g. "111122223333": without them it is a number and loses leading zeros'
        : expects('an AWS account id, 12 digits in quotes')({ input }),
  })
  .regex(/^\d{12}$/, 'must be an AWS account id, 12 digits in quotes');

const hostname = matching(
  /^(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/,
  'a host name in lower case without a trailing dot, e.g. checkout.acme.example',
);

const addressRange = z.unknown().transform((given, context) => {
  const range = typeof given === 'string' ? parseAddressRange(given) : undefined;
  if (range !== undefined) return range;
  context.addIssue('must be an IPv4 range from /16 to /28 with no bits after the prefix, e.g. 10.20.0.0/16');
  return z.NEVER;
});

const resource = matching(/^[^\s\p{C}]{1,255}$/u, 'the name AWS gives it, without spaces');

const role = z
  .string({ error: expects('the name or the ARN of a role, e.g. antipode-reader') })
  .refine(isRole, 'must be the name or the ARN of a role, e.g. antipode-reader');

const externalId = z
  .string({
    error: ({ input }) =>
      typeof input === 'number'
        ? 'must be in quotes: without them it is a number and loses leading zeros'
        : expects('the external id that the roles of the account ask for')({ input }),
  })
  // What AWS accepts. It is never quoted back: what is wrong in this file is shown to every viewer.
  .regex(/^[\w+=,.@:/-]{2,1224}$/, 'must be 2 to 1224 letters, digits or signs of _+=,.@:/-');

const pollingBudget = z
  .number({ error: expects('US dollars a calendar month, without a sign or quotes, e.g. 120') })
  .min(0.01, 'must be US dollars a calendar month above 0, e.g. 120')
  .max(1_000_000, 'must be at most 1000000 US dollars a calendar month');

export const account = fields(
  {
    id: accountId,
    name,
    externalId: externalId.optional(),
    readerRole: role.optional(),
    writerRole: role.optional(),
    failoverRole: role.optional(),
    pollingBudget: pollingBudget.optional(),
  },
  'an account with id and name',
);

/** What a calendar month may cost: of the fleet, of an account or of a workload. */
export const budget = fields(
  {
    id,
    account: accountId.optional(),
    workload: id.optional(),
    amount: z
      .number({ error: expects('an amount a calendar month, without a sign or quotes, e.g. 12000') })
      .min(0.01, 'must be an amount a calendar month above 0, e.g. 12000')
      .max(1_000_000_000, 'must be at most 1000000000 a calendar month'),
    currency: matching(/^[A-Z]{3}$/, 'the currency of the bill in three capital letters, e.g. USD').default('USD'),
    warn: z
      .number({ error: expects('a percentage of the amount from 1 to 100, e.g. 80') })
      .min(1, 'must be a percentage of the amount from 1 to 100, e.g. 80')
      .max(100, 'must be a percentage of the amount from 1 to 100, e.g. 80')
      .default(80),
  },
  'a budget with id and amount',
);

export const jurisdiction = fields(
  { id, name, regions: list(regionCode, 'region codes', 40) },
  'a jurisdiction with id, name and regions',
);

export const region = fields(
  {
    code: regionCode,
    place: name.optional(),
    latitude: z
      .number({ error: expects('degrees from -90 to 90') })
      .min(-90)
      .max(90)
      .optional(),
    longitude: z
      .number({ error: expects('degrees from -180 to 180') })
      .min(-180)
      .max(180)
      .optional(),
    role: oneOf(regionRoles).optional(),
    vpcRange: addressRange.optional(),
    databaseClass: matching(/^(db|cache)\.[a-z0-9-]+\.[a-z0-9-]+$/, 'an instance class, e.g. db.r6g.xlarge').optional(),
    gdpr: yesNo.default(false),
  },
  'a region with at least its code',
);

/** A share with at most three decimals. With 100 there would be no budget to speak of. */
const attainment = z
  .number({ error: expects('a percentage from 50 to 99.999, e.g. 99.9') })
  .refine(
    (percent) => percent >= 50 && percent <= 99.999 && Number.isInteger(Math.round(percent * 1e6) / 1e3),
    'must be a percentage from 50 to 99.999 with at most three decimals, e.g. 99.9',
  );

const moment = z.unknown().transform((given, context) => {
  const text = given instanceof Date ? given.toISOString() : given;
  const written = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;
  const at = typeof text === 'string' && written.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isFinite(at)) return at;
  context.addIssue(expects('a moment with its offset, e.g. 2026-12-05T02:00Z')({ input: given }));
  return z.NEVER;
});

const plannedWork = fields({ from: moment, to: moment, reason: name }, 'planned work with from, to and reason');

const objective = fields(
  {
    scenario: oneOf(scenarios),
    rto: duration,
    rpo: duration,
    shift: duration.optional(),
    attainment: attainment.optional(),
  },
  'an objective with scenario, rto and rpo',
);

/** `on`: the console writes it into the store itself; otherwise a path of the application at an entry point. */
const marker = z.union([
  oneOf(['on', 'off']),
  fields(
    {
      entryPoint: id,
      path: urlPath('/recovery-point').default(usualMarkerPath),
    },
    'on, off, or entryPoint and path of the application that keeps it',
  ),
]);

/** How a store kept by backups is restored: AWS Backup must be told both. */
const restore = fields(
  {
    role: matching(
      /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/,
      'the ARN of the role that AWS Backup restores as',
    ),
    metadata: z.record(
      matching(/^[\w:.-]{1,128}$/, 'a name of restore metadata, e.g. newFileSystem'),
      matching(/^[ -~]{0,1024}$/, 'a text in quotes, e.g. "true"'),
      { error: expects('a map of what AWS Backup asks for, e.g. newFileSystem: "true"') },
    ),
  },
  'role and metadata with which AWS Backup restores it',
);

const store = fields(
  {
    id,
    kind: oneOf(fleetStoreKinds),
    resource,
    copyResource: resource.optional(),
    restore: restore.optional(),
    rebuildable: yesNo.default(false),
    stays: yesNo.default(false),
    marker: marker.default('off'),
  },
  `a store with id, kind and resource (for ${fleetStoreKinds.map((kind) => `${kind} ${describeResource(kind)}`).join(', ')})`,
);

const endpoint = z.union([
  hostname.transform((given) => ({ hostname: given, statusHostname: `status.${given}` })),
  fields({ hostname, statusHostname: hostname }, 'a host name, or hostname and statusHostname'),
]);

const entryPoint = fields(
  {
    id,
    hostname,
    path: urlPath('/healthz').default('/healthz'),
    endpoints: byRegion(endpoint, 'host names'),
  },
  'an entry point with id, hostname and endpoints',
);

const capacity = z.union([
  resource.transform((given) => ({ loadBalancer: given, autoScalingGroup: given })),
  fields({ loadBalancer: resource, autoScalingGroup: resource }, 'a name, or loadBalancer and autoScalingGroup'),
]);

const secret = fields(
  {
    name: matching(
      /^(?!arn:)[A-Za-z0-9/_+=.@-]{1,512}$/,
      'the name of a secret, e.g. checkout/database: the same in every region, so without the ARN around it',
    ),
  },
  'a secret with its name',
);

const key = fields(
  {
    alias: matching(
      /^alias\/(?!aws\/)[A-Za-z0-9/_-]{1,250}$/,
      'the alias of a key of your own, e.g. alias/checkout: keys of AWS (alias/aws/…) have no copies in other regions',
    ),
  },
  'a key with its alias',
);

const distribution = fields(
  { id: matching(/^E[A-Z0-9]{1,31}$/, 'the id of a CloudFront distribution, e.g. E1STOREFRONT01') },
  'a distribution with its id',
);

const functions = byRegion(
  list(
    matching(/^[A-Za-z0-9_-]{1,64}$/, 'the name of a Lambda function, e.g. checkout-notify: without the ARN around it'),
    'functions',
    20,
  ),
  'lists of function names',
);

const apis = byRegion(
  list(
    fields(
      {
        name: matching(/^[^\p{C}]{1,255}$/u, 'the name of a REST API of API Gateway, e.g. checkout-partners'),
        stage: matching(/^[A-Za-z0-9_-]{1,128}$/, 'the name of its stage, e.g. live'),
      },
      'an API with name and stage',
    ),
    'APIs',
    20,
  ),
  'lists of APIs',
);

export const workload = fields(
  {
    id,
    name: name.optional(),
    tier: z
      .number({ error: expects('a tier: 0 (most important), 1, 2 or 3') })
      .refine((tier) => [0, 1, 2, 3].includes(tier), 'must be a tier: 0 (most important), 1, 2 or 3')
      .transform((tier) => tier as 0 | 1 | 2 | 3),
    strategy: oneOf(strategies),
    owner: name,
    account: accountId.optional(),
    jurisdiction: id.optional(),
    gdpr: yesNo.default(false),
    lawfulRegions: list(regionCode, 'region codes', 40).optional(),
    regions: byRegion(oneOf(regionRoles), 'roles'),
    objectives: list(objective, 'objectives', 2).default([]),
    stores: list(store, 'stores', 50).default([]),
    entryPoints: list(entryPoint, 'entry points', 20).default([]),
    capacity: byRegion(capacity, 'names').default({}),
    secrets: list(secret, 'secrets', 50).default([]),
    keys: list(key, 'keys', 20).default([]),
    distributions: list(distribution, 'distributions', 20).default([]),
    functions: functions.default({}),
    apis: apis.default({}),
    plannedWork: list(plannedWork, 'planned work', 100).default([]),
    recovery: recovery.optional(),
  },
  'a workload with at least id, tier, strategy, owner and regions',
);

/** The file as a whole; what its lists hold is read item by item, so that one bad item does not hide another. */
export const fleetFile = fields(
  {
    version: z.literal(1, { error: expects('1, the version of this format') }),
    name,
    hostedZone: hostname,
    accounts: list(z.unknown(), 'accounts', 100).min(1, 'must have at least one account'),
    jurisdictions: list(z.unknown(), 'jurisdictions', 100).default([]),
    budgets: list(z.unknown(), 'budgets', 200).default([]),
    routingClusters: list(z.unknown(), 'routing clusters', 100).default([]),
    regions: list(z.unknown(), 'regions', 40).min(1, 'must have at least one region'),
    workloads: list(z.unknown(), 'workloads', 500).min(1, 'must have at least one workload'),
    walls: list(z.unknown(), 'walls', 20).default([]),
    reports: list(z.unknown(), 'deliveries of reports', 20).default([]),
  },
  'a map with version, name, hostedZone, accounts, regions and workloads',
);

export { routingCluster };

export type AccountEntry = z.output<typeof account>;
export type BudgetEntry = z.output<typeof budget>;
export type JurisdictionEntry = z.output<typeof jurisdiction>;
export type RegionEntry = z.output<typeof region>;
export type WorkloadEntry = z.output<typeof workload>;
