import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatProblem } from './fleet-problem';
import { longestDurationSeconds, parseDuration } from './parse-duration';
import { parseFleetFile } from './parse-fleet-file';

const anyAccount = { simulatedAccounts: 'not-simulated' } as const;
const simulated = { simulatedAccounts: ['111122223333'] };

const small = `version: 1
name: acme
hostedZone: acme.example
accounts:
  - id: "111122223333"
    name: production
regions:
  - code: us-east-1
  - code: us-west-2
  - code: eu-west-1
    gdpr: true
workloads:
  - id: shop
    tier: 0
    strategy: warm-standby
    owner: shop
    regions:
      us-east-1: primary
      us-west-2: standby
`;

/** What is wrong with a text, one line per problem. */
function problemsOf(text: string, rules: Parameters<typeof parseFleetFile>[1] = anyAccount): readonly string[] {
  const parsed = parseFleetFile(text, rules);
  return parsed.state === 'good' ? [] : parsed.problems.map((problem) => formatProblem('fleet.yaml', problem));
}

function change(from: string | RegExp, to: string): string {
  const changed = small.replace(from, to);
  if (changed === small) throw new Error(`The small fleet has no ${from}`);
  return changed;
}

describe('a fleet file', () => {
  test('as documented says what the documentation says it does', () => {
    const text = /```yaml\n([\s\S]*?)```/.exec(readFileSync('docs/fleet-file.md', 'utf8'))?.[1] ?? '';
    const parsed = parseFleetFile(text, simulated);
    expect(problemsOf(text, simulated)).toEqual([]);
    if (parsed.state === 'broken') return;
    const { regions, workloads, jurisdictions } = parsed.fleet;
    expect(regions[0]).toEqual({
      code: 'us-east-1',
      place: 'N. Virginia',
      latitude: 38.9,
      longitude: -77.4,
      role: 'primary',
      vpcRange: '10.10.0.0/16',
      databaseClass: 'db.r6g.xlarge',
      gdpr: false,
    });
    expect(regions[3]).toMatchObject({ code: 'eu-west-1', place: 'Dublin', latitude: 53.3, gdpr: true });
    expect(jurisdictions).toEqual([{ id: 'eu', name: 'European Union', regions: ['eu-central-1', 'eu-west-1'] }]);
    const [checkout, catalog, accounts] = workloads;
    expect(checkout).toMatchObject({
      accountId: '111122223333',
      regions: [
        { region: 'us-east-1', role: 'primary' },
        { region: 'us-west-2', role: 'standby' },
      ],
      objectives: [{ scenario: 'region-loss', rtoSeconds: 300, rpoSeconds: 60 }],
      stores: [
        { id: 'orders', kind: 'aurora-global', resource: 'checkout-global' },
        { id: 'carts', rebuildable: true },
      ],
      capacity: [
        { region: 'us-east-1', loadBalancerName: 'checkout-use1', autoScalingGroupName: 'checkout-use1' },
        { region: 'us-west-2', loadBalancerName: 'checkout-usw2-alb', autoScalingGroupName: 'checkout-usw2-asg' },
      ],
    });
    expect(checkout?.entryPoints[0]?.endpoints).toEqual([
      {
        region: 'us-east-1',
        hostname: 'use1.checkout.acme.example',
        statusHostname: 'status.use1.checkout.acme.example',
      },
      {
        region: 'us-west-2',
        hostname: 'usw2.checkout.acme.example',
        statusHostname: 'health.usw2.checkout.acme.example',
      },
    ]);
    expect(checkout).toMatchObject({
      secrets: [{ name: 'checkout/database' }],
      keys: [{ alias: 'alias/checkout' }],
      distributions: [{ id: 'E2CHECKOUT' }],
    });
    expect(catalog).not.toHaveProperty('secrets');
    expect(catalog).toMatchObject({
      name: 'catalog',
      accountId: '111122223333',
      objectives: [{ rtoSeconds: 0, shiftSeconds: 120, rpoSeconds: 900 }],
    });
    expect(parsed.fleet.walls?.map(({ id, title, scenes }) => ({ id, title, first: scenes[0] }))).toEqual([
      { id: 'noc', title: 'Operations', first: { scene: 'fleet', seconds: 30 } },
    ]);
    expect(accounts).toMatchObject({ lawfulRegions: ['eu-central-1', 'eu-west-1'] });
    expect(accounts?.stores.map(({ id, stays }) => [id, stays])).toEqual([
      ['accounts', undefined],
      ['legacy-shard', true],
    ]);
  });

  test('with several mistakes is told all of them at once, in the order of the file, with line and column', () => {
    const text = small
      .replace('"111122223333"', '111122223333')
      .replace('  - code: us-west-2', '  - code: mars')
      .replace('tier: 0', 'tier: 7')
      .replace('owner: shop', 'ownr: shop')
      .replace('us-west-2: standby', 'us-west-9: standby');
    const problems = problemsOf(text);
    expect(problems.map((problem) => problem.split(' ').slice(0, 2).join(' '))).toEqual([
      'fleet.yaml:5:9 accounts[0].id',
      'fleet.yaml:9:11 regions[1].code',
      'fleet.yaml:13:5 workloads[0].owner',
      'fleet.yaml:14:11 workloads[0].tier',
      'fleet.yaml:16:11 workloads[0].ownr',
      'fleet.yaml:19:18 workloads[0].regions.us-west-9',
    ]);
    expect(problems[0]).toContain('must be in quotes');
    expect(problems[3]).toContain('0 (most important), 1, 2 or 3');
    expect(problems[4]).toContain('write one of id, name, tier');
    expect(problems.every((problem) => problem.endsWith('.'))).toBe(true);
  });

  test('one mistake in a workload does not hide another in it, and is not told twice', () => {
    const text = `${small.replace('tier: 0', 'tier: 7')}    account: "999988887777"
    jurisdiction: eu
    lawfulRegions: [us-east-1, us-west-2, ap-south-1]
    objectives:
      - { scenario: region-loss, rto: soon, rpo: 60 }
      - { scenario: data-loss, rto: 0, rpo: 60 }
    stores:
      - { id: orders, kind: oracle, resource: orders }
      - { id: carts, kind: sqs-queue, resource: carts, marker: on }
      - { id: index, kind: rds-replica, resource: index, marker: { entryPoint: web } }
      - { id: files, kind: rds-replica, resource: files, marker: { entryPoint: app } }
      - { id: carts, kind: sqs-queue, resource: other }
    entryPoints:
      - { id: web, hostname: Shop.acme.example, endpoints: { us-east-1: use1.shop.acme.example } }
      - { id: api, hostname: api.other.example, endpoints: { eu-west-1: euw1.api.acme.example } }
    capacity: { eu-west-1: shop-euw1 }
`;
    expect(problemsOf(text).map((problem) => problem.split(' ')[1])).toEqual([
      'workloads[0].tier',
      'workloads[0].account',
      'workloads[0].jurisdiction',
      'workloads[0].lawfulRegions[2]',
      'workloads[0].objectives[0].rto',
      'workloads[0].objectives[1].shift',
      'workloads[0].stores[0].kind',
      'workloads[0].stores[1].marker',
      'workloads[0].stores[3].marker.entryPoint',
      'workloads[0].stores[4].id',
      'workloads[0].entryPoints[0].hostname',
      'workloads[0].entryPoints[1].hostname',
      'workloads[0].entryPoints[1].endpoints.eu-west-1',
      'workloads[0].capacity.eu-west-1',
    ]);
  });

  test('one bad workload does not hide what is wrong in another', () => {
    const text = `${small.replace('tier: 0', 'tier: first')}  - id: other
    tier: 1
    strategy: pilot-light
    owner: other
    regions: { us-east-1: primary, eu-north-1: standby }
`;
    expect(problemsOf(text)).toEqual([
      expect.stringMatching(/^fleet\.yaml:14:11 workloads\[0\]\.tier must be a tier/),
      expect.stringMatching(/^fleet\.yaml:24:\d+ workloads\[1\]\.regions\.eu-north-1 names eu-north-1, which is not/),
    ]);
  });

  test.each([
    ['an unknown region', 'us-west-2: standby', 'eu-north-1: standby', 'write one of us-east-1, us-west-2, eu-west-1'],
    ['two primaries', 'us-west-2: standby', 'us-west-2: primary', 'exactly one primary'],
    ['no standby', '      us-west-2: standby\n', '', 'nowhere to recover to'],
    ['an active region in a standby strategy', ': standby', ': active', 'does not fit warm-standby'],
    ['a standby in active-active', 'warm-standby', 'active-active', 'is standby, which does not fit active-active'],
    ['an undeclared account', '    owner: shop', '    owner: shop\n    account: "999988887777"', 'not declared'],
    ['an unlawful region', '    owner: shop', '    owner: shop\n    gdpr: true', 'us-east-1 is not lawful'],
    [
      'personal data in an unmarked region',
      '    owner: shop',
      '    owner: shop\n    gdpr: true\n    lawfulRegions: [us-east-1, us-west-2]',
      'us-east-1, which is not marked gdpr: true',
    ],
    [
      'a single lawful region',
      '    owner: shop',
      '    owner: shop\n    lawfulRegions: [us-east-1]',
      'fewer than two lawful regions',
    ],
    ['a jurisdiction that is not there', '    owner: shop', '    owner: shop\n    jurisdiction: eu', 'add "eu"'],
    ['a region twice', '  - code: us-west-2', '  - code: us-east-1', 'repeats "us-east-1"'],
    ['a region nobody knows the place of', 'us-west-2\n', 'us-west-2\n  - code: xx-north-1\n', 'latitude'],
    ['a range with bits after its prefix', 'us-west-2\n', 'us-west-2\n    vpcRange: 10.0.0.1/16\n', 'no bits after'],
    ['another version', 'version: 1', 'version: 2', 'must be 1'],
    ['no workloads', /workloads:[\s\S]*/, 'workloads: []\n', 'at least one workload'],
    ['an outage-free promise without active-active', ...objective('rto: 0, shift: 60, rpo: 5'), 'must be above 0'],
    ['a duration in words', ...objective('rto: soon, rpo: 5'), 'a text such as 90s, 5m'],
    ['a fraction of a second', ...objective('rto: 1.5, rpo: 5'), 'whole seconds'],
    ['a shift without rto 0', ...objective('rto: 5m, rpo: 5, shift: 60'), 'leave it out'],
    ['an entry point outside the zone', ...entryPoint('shop.other.example', 'us-east-1'), 'hosted zone acme.example'],
    [
      'a vault of copies for what is no backup',
      '    owner: shop',
      '    owner: shop\n    stores: [{ id: a, kind: sqs-queue, resource: b, copyResource: c }]',
      'has a meaning for backup and rds-replica only',
    ],
    [
      'a restore of what is no backup',
      '    owner: shop',
      '    owner: shop\n    stores: [{ id: a, kind: sqs-queue, resource: b, restore: { role: "arn:aws:iam::111122223333:role/r", metadata: {} } }]',
      'restore has a meaning for backup only',
    ],
    [
      'a restore by a role without its account',
      '    owner: shop',
      '    owner: shop\n    stores: [{ id: a, kind: backup, resource: b, restore: { role: r, metadata: {} } }]',
      'restore.role must be the ARN of the role that AWS Backup restores as',
    ],
    ['a secret by its ARN', ...needs('secrets: [{ name: "arn:aws:secretsmanager:x" }]'), 'without the ARN around it'],
    ['an attainment without a budget', ...objective('rto: 5m, rpo: 60, attainment: 100'), 'from 50 to 99.999'],
    ['an attainment in too many decimals', ...objective('rto: 5m, rpo: 60, attainment: 99.99999'), 'three decimals'],
    ['an attainment as a text', ...objective('rto: 5m, rpo: 60, attainment: "99.9 %"'), 'e.g. 99.9'],
    ['planned work without an offset', ...needs(plan('2026-12-05T02:00', '2026-12-05T04:00Z')), 'with its offset'],
    ['planned work on no day', ...needs(plan('2026-13-45T02:00Z', '2026-12-05T04:00Z')), 'with its offset'],
    [
      'planned work that ends first',
      ...needs(plan('2026-12-05T04:00Z', '2026-12-05T02:00Z')),
      'must be later than from',
    ],
    ['a secret twice', ...needs('secrets: [{ name: a/b }, { name: a/b }]'), 'repeats "a/b"'],
    ['a key of AWS', ...needs('keys: [{ alias: alias/aws/rds }]'), 'have no copies in other regions'],
    ['a key without its alias', ...needs('keys: [{ id: mrk-1 }]'), 'keys[0].alias is missing'],
    ['a distribution by its name', ...needs('distributions: [{ id: d1.cloudfront.net }]'), 'the id of a CloudFront'],
    ['an endpoint where nothing runs', ...entryPoint('shop.acme.example', 'eu-west-1'), 'does not run'],
  ])('%s is refused with what to write instead', (_what, from, to, sentence) => {
    expect(problemsOf(change(from, to)).join('\n')).toContain(sentence);
  });

  test('names no account but the simulated one while the fleet is simulated', () => {
    const real = change('111122223333', '444455556666');
    expect(problemsOf(real)).toEqual([]);
    expect(problemsOf(small, simulated)).toEqual([]);
    expect(problemsOf(real, simulated)).toEqual([
      'fleet.yaml:5:9 accounts[0].id names the account "444455556666" while the fleet is simulated: write "111122223333", or set ANTIPODE_SIMULATOR=off to watch AWS.',
    ]);
  });

  test('reaches an account by its own roles with their external id, by name or by ARN', () => {
    const text = change(
      '    name: production\n',
      `    name: production
  - id: "444455556666"
    name: europe
    externalId: antipode-444455556666
  - id: "777788889999"
    name: data
    externalId: ext
    readerRole: ops/reader
    writerRole: arn:aws:iam::777788889999:role/marker-writer
    failoverRole: ops/failover
`,
    ).replace('    owner: shop', '    owner: shop\n    account: "444455556666"');
    const parsed = parseFleetFile(text, anyAccount);
    expect(problemsOf(text)).toEqual([]);
    expect(parsed.state === 'good' && parsed.fleet.accounts).toEqual([
      { id: '111122223333', name: 'production' },
      {
        id: '444455556666',
        name: 'europe',
        assume: {
          readerRoleArn: 'arn:aws:iam::444455556666:role/antipode-reader',
          writerRoleArn: 'arn:aws:iam::444455556666:role/antipode-writer',
          failoverRoleArn: 'arn:aws:iam::444455556666:role/antipode-failover',
          externalId: 'antipode-444455556666',
        },
      },
      {
        id: '777788889999',
        name: 'data',
        assume: {
          readerRoleArn: 'arn:aws:iam::777788889999:role/ops/reader',
          writerRoleArn: 'arn:aws:iam::777788889999:role/marker-writer',
          failoverRoleArn: 'arn:aws:iam::777788889999:role/ops/failover',
          externalId: 'ext',
        },
      },
    ]);
  });

  test('as documented may have several accounts, of which one has no roles to assume', () => {
    const [, sample = ''] = [...readFileSync('docs/fleet-file.md', 'utf8').matchAll(/```yaml\n([\s\S]*?)```/g)].map(
      ([, yaml]) => yaml,
    );
    const text = change(/accounts:\n.*\n.*production\n/, sample).replace(
      '    owner: shop',
      '    owner: shop\n    account: "444455556666"',
    );
    expect(problemsOf(text)).toEqual([]);
    expect(problemsOf(text, simulated).join('\n')).toContain(
      'names the account "444455556666" while the fleet is simulated',
    );
    const parsed = parseFleetFile(text, anyAccount);
    expect(parsed.state === 'good' && parsed.fleet.accounts.map(({ assume }) => assume?.externalId)).toEqual([
      undefined,
      'antipode-444455556666',
    ]);
  });

  test('in China names the roles of an account as that partition does', () => {
    const text = small
      .replace('    name: production\n', '    name: production\n    externalId: ext\n')
      .replace(/- code: us-east-1/, '- { code: cn-north-1, place: Beijing, latitude: 40, longitude: 116 }')
      .replace(/- code: us-west-2/, '- { code: cn-northwest-1, place: Ningxia, latitude: 38, longitude: 106 }')
      .replace('us-east-1: primary', 'cn-north-1: primary')
      .replace('us-west-2: standby', 'cn-northwest-1: standby');
    const parsed = parseFleetFile(text, anyAccount);
    const [account] = parsed.state === 'good' ? parsed.fleet.accounts : [];
    expect(account?.assume?.readerRoleArn).toBe('arn:aws-cn:iam::111122223333:role/antipode-reader');
  });

  test.each([
    ['an empty external id', 'externalId: ""', 7, 'externalId must be 2 to 1224 letters'],
    ['an external id with a space', 'externalId: "no thing"', 7, 'externalId must be 2 to 1224 letters'],
    ['an external id without its quotes', 'externalId: 0123', 7, 'externalId must be in quotes'],
    [
      'a role without an external id',
      'readerRole: reader',
      5,
      'externalId is missing: readerRole of account 111122223333',
    ],
    [
      'a role of another account',
      'externalId: ext\n    readerRole: arn:aws:iam::444455556666:role/reader',
      8,
      'readerRole is a role of account 444455556666: write one of account 111122223333',
    ],
    [
      'what is no role',
      'externalId: ext\n    readerRole: arn:aws:iam::111122223333:user/me',
      8,
      'readerRole must be the name',
    ],
    [
      'one role for both purposes',
      'externalId: ext\n    writerRole: arn:aws:iam::111122223333:role/antipode-reader',
      8,
      'writerRole is both the reader and the writer role',
    ],
    [
      'a failover role that writes markers as well',
      'externalId: ext\n    failoverRole: antipode-writer',
      8,
      'failoverRole is both the writer and the failover role',
    ],
    [
      'a second account without an external id',
      '- { id: "444455556666", name: other }',
      7,
      'externalId is missing: only one account can be that of the engine',
    ],
    ['an account twice', '- { id: "111122223333", name: again, externalId: ext }', 7, 'repeats "111122223333"'],
  ])('%s is refused with its line', (_what, added, line, sentence) => {
    const indent = added.startsWith('-') ? '  ' : '    ';
    const text = change('    name: production\n', `    name: production\n${indent}${added}\n`).replace(
      '    owner: shop',
      '    owner: shop\n    account: "111122223333"',
    );
    const problems = problemsOf(text);
    expect(problems.join('\n')).toContain(sentence);
    expect(problems[0]).toMatch(new RegExp(`^fleet\\.yaml:${line}:\\d+ accounts`));
    expect(problems.join('\n')).not.toContain('no thing');
  });

  test('while the fleet is simulated has its own credentials in the first account only', () => {
    const rules = { simulatedAccounts: ['111122223333', '444455556666'] };
    const other = change('111122223333', '444455556666');
    expect(problemsOf(other, rules)).toEqual([
      "fleet.yaml:5:5 accounts[0].externalId is missing: while the fleet is simulated the engine's own credentials are those of account 111122223333.",
    ]);
    expect(problemsOf(other.replace('name: production', 'name: production\n    externalId: ext'), rules)).toEqual([]);
  });

  test('may carry any name people use', () => {
    for (const name of ['"مرحبا"', '"🚢🚢"', `"${'w'.repeat(256)}"`, '"<img src=x onerror=alert(1)>"']) {
      expect(problemsOf(change('owner: shop', `owner: ${name}`))).toEqual([]);
    }
    expect(problemsOf(change('owner: shop', 'owner: "a\\u001b[2Jb"'))).toHaveLength(1);
  });
});

describe('what YAML can do beyond plain data', () => {
  test.each([
    ['an anchor', 'owner: shop', 'owner: &a shop', 'Anchors (&a) are not allowed'],
    ['an alias', 'owner: shop', 'owner: *production', '*production'],
    ['a merge key', 'owner: shop', 'owner: shop\n    <<: { tier: 1 }', 'Merge keys'],
    ['a tag', 'owner: shop', 'owner: !!js/function "x"', 'not allowed'],
    ['__proto__', 'owner: shop', 'owner: shop\n    __proto__: { tier: 1 }', '"__proto__" is not allowed'],
    ['a key twice', 'owner: shop', 'owner: shop\n    owner: other', 'written twice'],
    ['a second document', 'version: 1', 'version: 1\n---\nversion: 1', 'several documents'],
    ['a key that is no text', 'owner: shop', 'owner: shop\n    ? [a]\n    : b', 'A key must be text'],
    ['a tab for indentation', '    owner: shop', '\towner: shop', 'not YAML'],
  ])('%s is refused with its line', (_what, from, to, sentence) => {
    const problems = problemsOf(change(from, to));
    expect(problems.join('\n')).toContain(sentence);
    expect(problems[0]).toMatch(/^fleet\.yaml:\d+:\d+ /);
  });

  test('a bomb of aliases is refused without being expanded', () => {
    const levels = Array.from({ length: 30 }, (_, n) => `a${n}: &a${n} [${n === 0 ? 'x' : `*a${n - 1}, *a${n - 1}`}]`);
    const startedAt = performance.now();
    expect(problemsOf(levels.join('\n')).length).toBeGreaterThan(30);
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });

  test('text nested without end is refused', () => {
    expect(problemsOf(`a: ${'['.repeat(100_000)}`).length).toBeGreaterThan(0);
    expect(problemsOf(`a: ${'['.repeat(30)}${']'.repeat(30)}`).join()).toContain('nested deeper');
  });

  test('whatever is written, the answer is a fleet or problems with places', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60, unit: 'binary' }), fc.nat(small.length), (noise, at) => {
        const parsed = parseFleetFile(`${small.slice(0, at)}${noise}${small.slice(at)}`, anyAccount);
        if (parsed.state === 'good') return;
        expect(parsed.problems.length).toBeGreaterThan(0);
        expect(parsed.problems.every(({ line, column }) => line >= 1 && column >= 1)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test('nothing from the file moves the cursor of whoever reads the problems', () => {
    const problems = problemsOf(change('owner: shop', '"ow\\u001b[2J\\u202ener": shop'));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there
    expect(problems.join('\n')).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });
});

test('a file that is empty or no map is told so', () => {
  for (const text of ['', '# nothing', 'fleet', '- a', '42', 'null']) {
    expect(problemsOf(text).join()).toContain('a map with version, name');
  }
});

describe('a duration', () => {
  test.each([
    [90, 90],
    ['90s', 90],
    ['5m', 300],
    ['4h', 14_400],
    ['1d', 86_400],
    ['1h30m', 5400],
    ['0s', 0],
  ])('%s is %s seconds', (given, seconds) => {
    expect(parseDuration(given)).toBe(seconds);
  });

  test.each(['', 'm', '5', '5 m', '-5m', '30m1h', '1.5h', '5M', '367d', -1, 1.5, Number.NaN, true, null, []])(
    '%s is none',
    (given) => {
      expect(parseDuration(given)).toBeUndefined();
    },
  );

  test('is never longer than a year and a day', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom('s', 'm', 'h', 'd'), (number, unit) => {
        const seconds = parseDuration(`${number}${unit}`);
        expect(seconds === undefined || seconds <= longestDurationSeconds).toBe(true);
      }),
    );
  });
});

function objective(fields: string): [string, string] {
  return ['    owner: shop', `    owner: shop\n    objectives: [{ scenario: region-loss, ${fields} }]`];
}

function needs(line: string): [string, string] {
  return ['    owner: shop', `    owner: shop\n    ${line}`];
}

function plan(from: string, to: string): string {
  return `plannedWork: [{ from: ${from}, to: ${to}, reason: upgrade }]`;
}

function entryPoint(hostname: string, region: string): [string, string] {
  const endpoints = `{ ${region}: a.shop.acme.example }`;
  return [
    '    owner: shop',
    `    owner: shop\n    entryPoints: [{ id: web, hostname: ${hostname}, endpoints: ${endpoints} }]`,
  ];
}

describe('compliance', () => {
  test('has the target of its objective and the work that is planned, in fleet time', () => {
    const [at, line] = needs(plan('2026-12-05T02:00+02:00', '"2026-12-05T04:00:00Z"'));
    const [, target] = objective('rto: 5m, rpo: 60, attainment: 99.95');
    const parsed = parseFleetFile(change(at, `${target}\n${line.split('\n')[1]}`), anyAccount);
    if (parsed.state !== 'good') throw new Error(JSON.stringify(parsed.problems));
    expect(parsed.fleet.workloads[0]).toMatchObject({
      objectives: [{ targetPercent: 99.95 }],
      plannedWork: [{ startAt: Date.UTC(2026, 11, 5), endAt: Date.UTC(2026, 11, 5, 4), reason: 'upgrade' }],
    });
  });
});

describe('a recovery-point marker', () => {
  const withStore = (store: string, entryPoints = '') =>
    change(/\n {4}regions:/, `\n    stores:\n      - ${store}\n${entryPoints}    regions:`);
  const web = `    entryPoints:
      - { id: web, hostname: shop.acme.example, endpoints: { us-east-1: use1.shop.acme.example } }
`;

  test('is on where the console can write it into the store itself', () => {
    const parsed = parseFleetFile(
      withStore('{ id: a, kind: dynamodb-global-table, resource: a, marker: on }'),
      anyAccount,
    );
    expect(parsed.state === 'good' && parsed.fleet.workloads[0]?.stores[0]?.marker).toEqual({ by: 'store' });
  });

  test('goes through an entry point where an application keeps it, by a path of its own', () => {
    const store = '{ id: a, kind: aurora-global, resource: a, marker: { entryPoint: web } }';
    const parsed = parseFleetFile(withStore(store, web), anyAccount);
    expect(parsed.state === 'good' && parsed.fleet.workloads[0]?.stores[0]?.marker).toEqual({
      by: 'entry-point',
      entryPointId: 'web',
      path: '/recovery-point',
    });
  });

  test.each([
    [
      'aurora-global',
      'on',
      /marker does not fit aurora-global, because the console cannot write into it: write \{ entryPoint: web, path: \/recovery-point \}/,
    ],
    [
      'dynamodb-global-table',
      '{ entryPoint: web }',
      /marker does not fit dynamodb-global-table, because every region writes it: write on/,
    ],
    ['sqs-queue', 'on', /marker has no meaning for sqs-queue: leave it out/],
    [
      'rds-replica',
      '{ entryPoint: shop }',
      /marker.entryPoint names "shop", which is no entry point of this workload: write one of web/,
    ],
    ['s3-replication', 'yes', /marker is "yes"; write one of on, off/],
    ['s3-replication', '{ entryPoint: web, url: /x }', /marker.url is not known here: write one of entryPoint, path/],
  ])('of %s that is %s is refused in words, with its line', (kind, marker, words) => {
    const problems = problemsOf(withStore(`{ id: a, kind: ${kind}, resource: a, marker: ${marker} }`, web));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(words);
    expect(problems[0]).toMatch(/^fleet\.yaml:\d+:\d+ workloads\[0\]\.stores\[0\]\.marker/);
  });
});

describe('a polling budget', () => {
  const withBudget = (budget: string) =>
    change('    name: production\n', `    name: production\n    pollingBudget: ${budget}\n`);

  test("is the account's, in US dollars a month; without one there is no limit", () => {
    const parsed = parseFleetFile(withBudget('120.5'), anyAccount);
    expect(parsed).toMatchObject({ state: 'good', fleet: { accounts: [{ pollingBudgetUsd: 120.5 }] } });
    const without = parseFleetFile(small, anyAccount);
    expect(without.state === 'good' && Object.hasOwn(without.fleet.accounts[0] ?? {}, 'pollingBudgetUsd')).toBe(false);
  });

  test('that is no amount is refused with its place, together with every other mistake', () => {
    for (const [budget, message] of [
      ['"120"', 'must be US dollars a calendar month, without a sign or quotes, e.g. 120'],
      ['$120', 'must be US dollars a calendar month, without a sign or quotes, e.g. 120'],
      ['0', 'must be US dollars a calendar month above 0, e.g. 120'],
      ['-5', 'must be US dollars a calendar month above 0, e.g. 120'],
      ['.inf', 'must be US dollars a calendar month, without a sign or quotes, e.g. 120'],
      ['2000000', 'must be at most 1000000 US dollars a calendar month'],
    ] as const) {
      const text = withBudget(budget).replace('tier: 0', 'tier: 9');
      const [first, second, ...others] = problemsOf(text);
      expect(first).toBe(`fleet.yaml:7:20 accounts[0].pollingBudget ${message}.`);
      expect(second).toContain('tier must be a tier');
      expect(others).toEqual([]);
    }
  });

  test('cannot be kept where the prices are not known', () => {
    const china = withBudget('120').replaceAll('us-east-1', 'cn-north-1').replaceAll('us-west-2', 'cn-northwest-1');
    expect(problemsOf(china).join()).toContain('accounts[0].pollingBudget cannot be kept');
  });
});
