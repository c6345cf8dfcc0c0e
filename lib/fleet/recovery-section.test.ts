import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formatProblem } from './fleet-problem';
import { parseFleetFile } from './parse-fleet-file';

const anyAccount = { simulatedAccounts: 'not-simulated' } as const;

const regions = ['us-east-1', 'us-west-2', 'eu-west-1', 'ap-northeast-1', 'ap-southeast-2'];
const cluster = `routingClusters:
  - id: arc
    arn: arn:aws:route53-recovery-control::111122223333:cluster/1a2b3c4d
    endpoints:
${regions.map((code) => `      ${code}: https://1a2b.route53-recovery-cluster.${code}.amazonaws.com/v1`).join('\n')}
`;
const panel = 'arn:aws:route53-recovery-control::111122223333:controlpanel/0f1e/routingcontrol';

const file = `version: 1
name: acme
hostedZone: acme.example
accounts:
  - id: "111122223333"
    name: production
${cluster}regions:
  - code: us-east-1
  - code: us-west-2
  - code: eu-west-1
workloads:
  - id: shop
    tier: 0
    strategy: warm-standby
    owner: shop
    regions:
      us-east-1: primary
      us-west-2: standby
    stores:
      - { id: orders, kind: aurora-global, resource: shop-global }
    entryPoints:
      - id: web
        hostname: shop.acme.example
        endpoints: { us-east-1: use1.shop.acme.example, us-west-2: usw2.shop.acme.example }
    recovery:
      routingCluster: arc
      routingControls:
        us-east-1: ${panel}/shop-use1
        us-west-2: ${panel}/shop-usw2
      transaction: { entryPoint: web }
      antiFlap: 2h
      plans:
        - id: move
          action: activate
          workflows:
            - id: all
              steps:
                - { id: gates, kind: precheck }
                - { id: agree, kind: approval }
                - { id: fence, kind: fence-writer, modes: [ungraceful] }
                - { id: promote, kind: aurora-failover, store: orders, modes: [ungraceful] }
                - { id: switch, kind: aurora-switchover, store: orders, modes: [graceful] }
                - { id: prove, kind: transaction-proof }
                - { id: turn, kind: routing-controls, on: [target], off: [source] }
                - { id: led, kind: dns-answer, entryPoint: web, leadsTo: target }
`;

function change(from: string, to: string): string {
  const changed = file.replace(from, to);
  if (changed === file) throw new Error(`The file has no ${from}`);
  return changed;
}

function problemsOf(text: string): readonly string[] {
  const parsed = parseFleetFile(text, anyAccount);
  return parsed.state === 'good' ? [] : parsed.problems.map((problem) => formatProblem('fleet.yaml', problem));
}

function recoveryOf(text: string) {
  const parsed = parseFleetFile(text, anyAccount);
  if (parsed.state === 'broken') throw new Error(problemsOf(text).join('\n'));
  return parsed.fleet.workloads[0]?.recovery;
}

describe('the recovery of a workload', () => {
  test('names its switches with their cluster, its transaction and its window', () => {
    const recovery = recoveryOf(file);
    expect(recovery).toMatchObject({
      routing: {
        cluster: { arn: 'arn:aws:route53-recovery-control::111122223333:cluster/1a2b3c4d' },
        controls: [
          { region: 'us-east-1', controlArn: `${panel}/shop-use1` },
          { region: 'us-west-2', controlArn: `${panel}/shop-usw2` },
        ],
      },
      transaction: { entryPointId: 'web', path: '/transactions' },
      antiFlapSeconds: 7200,
    });
    expect(recovery?.routing?.cluster.endpoints.map(({ region }) => region)).toEqual(regions);
  });

  test('may have plans as code, whose steps follow each other within their modes unless they say otherwise', () => {
    const steps = recoveryOf(file)?.plans?.[0]?.workflows.flatMap((workflow) => workflow.steps) ?? [];
    expect(steps.map(({ id, after }) => `${id}: ${after.join(' ')}`)).toEqual([
      'gates: ',
      'agree: gates',
      'fence: agree',
      'promote: fence',
      'switch: agree',
      'prove: switch promote',
      'turn: prove',
      'led: turn',
    ]);
    expect(steps[1]).toEqual({
      id: 'agree',
      title: 'Let a second person agree',
      phase: 'decide',
      timeoutSeconds: 900,
      modes: ['graceful', 'ungraceful'],
      after: ['gates'],
      template: { kind: 'approval', validSeconds: 900 },
    });
  });

  test('names access points of S3, whose routes a plan may switch', () => {
    const arn = 'arn:aws:s3::111122223333:accesspoint/mfzwi23gnjvgw.mrap';
    const regions = '[us-east-1, us-west-2]';
    const named = (more = '') =>
      change(
        '      antiFlap: 2h',
        `      antiFlap: 2h\n      accessPoints:\n        - { id: photos, arn: "${arn}", regions: ${regions} }\n${more}`,
      );
    const withStep = (step: string) => named().replace('{ id: led,', `${step}\n                - { id: led,`);
    const step = '{ id: objects, kind: s3-routes, accessPoint: photos, on: [target], off: [source] }';
    const recovery = recoveryOf(withStep(step));
    expect(recovery?.accessPoints).toEqual([{ id: 'photos', arn, regions: ['us-east-1', 'us-west-2'] }]);
    const steps = recovery?.plans?.[0]?.workflows.flatMap((workflow) => workflow.steps) ?? [];
    expect(steps.find(({ id }) => id === 'objects')?.template).toEqual({
      kind: 's3-routes',
      accessPointId: 'photos',
      on: ['target'],
      off: ['source'],
    });
    const refused: readonly (readonly [string, RegExp])[] = [
      [withStep(step.replace('photos', 'pictures')), /accessPoint names "pictures", which is no access point/],
      [withStep(step.replace('on: [target], off: [source]', 'on: []')), /on is missing: write on, off or both/],
      [withStep(step.replace('[target]', '[eu-west-1]')), /on\[0\] names eu-west-1/],
      [named(`        - { id: photos, arn: "${arn}", regions: ${regions} }\n`), /repeats "photos"/],
      [named().replace(arn, 'photos'), /accessPoints\[0\]\.arn must be the ARN of a Multi-Region Access Point/],
      [
        named().replace(arn, arn.replace('111122223333', '999988887777')),
        /account 999988887777, which is not declared/,
      ],
      [named().replace(regions, '[us-east-1]'), /must name the regions of at least two buckets/],
      [named().replace(regions, '[us-east-1, eu-west-1]'), /regions\[1\] names eu-west-1/],
      [change('{ id: led,', `${step}\n                - { id: led,`), /write recovery\.accessPoints/],
    ];
    for (const [text, words] of refused) expect(problemsOf(text).join('\n')).toMatch(words);
  });

  test('names what the workload does by itself, which a plan may turn off and on', () => {
    const uuid = '8028a687-e721-231c-5215-8a356bd06d6b';
    const declared = `      antiFlap: 2h
      consumers:
        us-east-1: [${uuid}]
      schedules:
        us-east-1: [{ rule: nightly }, { bus: orders, rule: order-placed }]
`;
    const named = change('      antiFlap: 2h\n', declared);
    const withStep = (step: string) => named.replace('{ id: led,', `${step}\n                - { id: led,`);
    const recovery = recoveryOf(withStep('{ id: quiet, kind: consumers, region: source, turn: off }'));
    expect(recovery?.consumers).toEqual([{ region: 'us-east-1', mappings: [uuid] }]);
    expect(recovery?.schedules).toEqual([
      {
        region: 'us-east-1',
        rules: [
          { bus: 'default', rule: 'nightly' },
          { bus: 'orders', rule: 'order-placed' },
        ],
      },
    ]);
    const steps = recovery?.plans?.[0]?.workflows.flatMap((workflow) => workflow.steps) ?? [];
    expect(steps.find(({ id }) => id === 'quiet')).toMatchObject({
      title: 'Turn consumers off in {source}',
      template: { kind: 'consumers', region: 'source', turn: 'off' },
    });
    const refused: readonly (readonly [string, RegExp])[] = [
      [named.replace(uuid, 'orders'), /consumers\.us-east-1\[0\] must be the UUID of an event-source mapping/],
      [named.replace(`[${uuid}]`, '[]'), /consumers\.us-east-1 must name at least one/],
      [named.replace(`us-east-1: [${uuid}]`, `eu-west-1: [${uuid}]`), /consumers\.eu-west-1 names eu-west-1/],
      [named.replace('rule: nightly', 'rule: "a b"'), /rule must be the name of a rule/],
      [withStep('{ id: quiet, kind: schedules, turn: maybe }'), /turn is "maybe"; write one of on, off/],
      [
        change('{ id: led,', '{ id: quiet, kind: schedules, turn: on }\n                - { id: led,'),
        /needs schedules/,
      ],
    ];
    for (const [text, words] of refused) expect(problemsOf(text).join('\n')).toMatch(words);
  });

  test('names health checks that follow an alarm elsewhere, by which a region is given up', () => {
    const check = '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';
    const flip = `{ id: away, healthCheck: ${check}, region: us-east-1, standby: us-west-2, alarm: given-up, entryPoint: web, namespace: Acme/Recovery, metric: GivenUp }`;
    const named = (text = flip, more = '') =>
      change('      antiFlap: 2h', `      antiFlap: 2h\n      flips:\n        - ${text}\n${more}`);
    const withStep = (step: string) => named().replace('{ id: led,', `${step}\n                - { id: led,`);
    const step = '{ id: flip, kind: health-check-flip, flip: away }';
    const recovery = recoveryOf(withStep(step));
    expect(recovery?.flips).toEqual([
      {
        id: 'away',
        healthCheck: check,
        region: 'us-east-1',
        standby: 'us-west-2',
        alarm: 'given-up',
        metric: { namespace: 'Acme/Recovery', name: 'GivenUp', dimensions: {}, away: 1, back: 0 },
        entryPointId: 'web',
      },
    ]);
    const steps = recovery?.plans?.[0]?.workflows.flatMap((workflow) => workflow.steps) ?? [];
    expect(steps.find(({ id }) => id === 'flip')?.template).toEqual({ kind: 'health-check-flip', flipId: 'away' });
    const refused: readonly (readonly [string, RegExp])[] = [
      [withStep(step.replace('flip: away', 'flip: other')), /flip names "other", which is no flip/],
      [named(flip.replace('standby: us-west-2', 'standby: us-east-1')), /standby is the region that is given up/],
      [named(flip.replace('standby: us-west-2', 'standby: eu-west-1')), /standby names eu-west-1/],
      [named(flip.replace('entryPoint: web', 'entryPoint: shop')), /entryPoint names "shop"/],
      [named(flip.replace(check, 'mine')), /healthCheck must be the id of a health check/],
      [named(flip.replace('Acme/Recovery', 'AWS/Recovery')), /must be a namespace of your own/],
      [named(flip.replace(' }', ', away: 2, back: 2 }')), /back is the value of away/],
      [named(flip, `        - ${flip}\n`), /repeats "away"/],
      [change('{ id: led,', `${step}\n                - { id: led,`), /write recovery\.flips/],
    ];
    for (const [text, words] of refused) expect(problemsOf(text).join('\n')).toMatch(words);
  });

  test('may call a function in a plan, with a payload and what its answer must have', () => {
    const withStep = (step: string) =>
      change('{ id: led,', `{ id: warm, kind: invoke-function, ${step} }\n                - { id: led,`);
    const templateOf = (step: string) => {
      const steps = recoveryOf(withStep(step))?.plans?.[0]?.workflows.flatMap((workflow) => workflow.steps) ?? [];
      return steps.find(({ id }) => id === 'warm')?.template;
    };
    expect(templateOf('function: warm-up')).toEqual({
      kind: 'invoke-function',
      region: 'target',
      functionName: 'warm-up',
      payload: '{}',
      invocation: 'request-response',
      tellsRepetition: false,
      expects: {},
    });
    const names = '{ us-east-1: warm-use1, us-west-2: warm-usw2 }';
    const more = 'payload: { from: "{source}", parts: [1, 2] }, tellsRepetition: true, expects: { warm: true }';
    expect(templateOf(`function: ${names}, ${more}`)).toMatchObject({
      functionName: { 'us-east-1': 'warm-use1', 'us-west-2': 'warm-usw2' },
      payload: '{"from":"{source}","parts":[1,2]}',
      tellsRepetition: true,
      expects: { warm: true },
    });
    const refused: readonly (readonly [string, RegExp])[] = [
      ['function: "warm up"', /function must be the name of a Lambda function/],
      ['function: warm-up, payload: now', /payload must be a map/],
      [`function: warm-up, payload: { text: "${'x'.repeat(8200)}" }`, /payload must be at most 8192 bytes as JSON/],
      ['function: warm-up, expects: { parts: [1] }', /must be a text, a number, true or false/],
      ['function: warm-up, invocation: event, expects: { warm: true }', /expects needs an answer/],
      ['invocation: event', /function is missing: write the name of a Lambda function/],
    ];
    for (const [step, words] of refused) expect(problemsOf(withStep(step)).join('\n')).toMatch(words);
  });

  test('names topics by which people are told, which a plan may use', () => {
    const topic = 'arn:aws:sns:eu-west-1:111122223333:incidents';
    const named = change('      antiFlap: 2h\n', `      antiFlap: 2h\n      announce: ["${topic}"]\n`);
    const step = (more: string) => `{ id: tell, kind: announce${more} }\n                - { id: led,`;
    const recovery = recoveryOf(named.replace('{ id: led,', step('')));
    expect(recovery?.announce).toEqual([topic]);
    const steps = recovery?.plans?.[0]?.workflows.flatMap((workflow) => workflow.steps) ?? [];
    expect(steps.find(({ id }) => id === 'tell')).toMatchObject({
      phase: 'verify',
      template: { kind: 'announce', topics: [], subject: '{workload}: {source} to {target}' },
    });
    const refused: readonly (readonly [string, RegExp])[] = [
      [named.replace(topic, 'incidents'), /announce\[0\] must be the ARN of an SNS topic/],
      [
        named.replace(topic, topic.replace('111122223333', '999988887777')),
        /account 999988887777, which is not declared/,
      ],
      [change('{ id: led,', step('')), /topics is missing: write ARNs of SNS topics/],
      [named.replace('{ id: led,', step(', message: ""')), /message must not be empty/],
    ];
    for (const [text, words] of refused) expect(problemsOf(text).join('\n')).toMatch(words);
  });

  test('names records of Route 53 that plans may shift or, as the last resort, change', () => {
    const sets = 'sets: { us-east-1: checkout-use1, us-west-2: checkout-usw2 }';
    const weighted = `{ id: shares, zone: Z0123456789ACME, entryPoint: web, policy: weighted, ${sets} }`;
    const named = (text = weighted, more = '') =>
      change('      antiFlap: 2h', `      antiFlap: 2h\n      records:\n        - ${text}\n${more}`);
    const withStep = (step: string, text = weighted) =>
      named(text).replace('{ id: led,', `${step}\n                - { id: led,`);
    const shift = '{ id: shift, kind: weighted-shift, records: shares }';
    const last = '{ id: last, kind: record-change, records: shares }';
    const recovery = recoveryOf(withStep(shift));
    expect(recovery?.records).toEqual([
      {
        id: 'shares',
        zoneId: 'Z0123456789ACME',
        entryPointId: 'web',
        type: 'A',
        policy: 'weighted',
        sets: [
          { region: 'us-east-1', setIdentifier: 'checkout-use1' },
          { region: 'us-west-2', setIdentifier: 'checkout-usw2' },
        ],
      },
    ]);
    const templateOf = (text: string, id: string) =>
      recoveryOf(text)
        ?.plans?.[0]?.workflows.flatMap((workflow) => workflow.steps)
        .find((step) => step.id === id)?.template;
    expect(templateOf(withStep(shift), 'shift')).toEqual({
      kind: 'weighted-shift',
      recordsId: 'shares',
      stages: [1, 10, 50, 100],
      holdSeconds: 300,
      onHalt: 'back',
      mostErrorPercent: 1,
    });
    const own = shift.replace(' }', ', stages: [5, 100], hold: 1m, onHalt: stay, errors: 0.5 }');
    expect(templateOf(withStep(own), 'shift')).toMatchObject({
      stages: [5, 100],
      holdSeconds: 60,
      onHalt: 'stay',
      mostErrorPercent: 0.5,
    });
    const pair = weighted.replace('weighted', 'failover');
    expect(templateOf(withStep(last, pair), 'last')).toEqual({ kind: 'record-change', recordsId: 'shares' });
    const refused: readonly (readonly [string, RegExp])[] = [
      [withStep(shift.replace('shares', 'others')), /records names "others", which are no records/],
      [withStep(last), /whose policy is weighted: name records whose policy is failover or simple/],
      [withStep(shift, pair), /whose policy is failover: name weighted records/],
      [named(weighted.replace('us-west-2', 'eu-west-1')), /sets\.eu-west-1 names eu-west-1/],
      [named(weighted.replace(`, ${sets}`, '')), /must name the set identifiers of two regions/],
      [named(weighted.replace('weighted', 'simple')), /sets has no place in a simple record/],
      [named(weighted.replace('entryPoint: web', 'entryPoint: shop')), /entryPoint names "shop"/],
      [named(weighted.replace('Z0123456789ACME', 'acme')), /zone must be the id of a hosted zone/],
      [named(weighted.replace('entryPoint', 'account: "999988887777", entryPoint')), /account is not declared/],
      [named(weighted, `        - ${weighted}\n`), /repeats "shares"/],
      [change('{ id: led,', `${shift}\n                - { id: led,`), /write recovery\.records/],
    ];
    for (const [text, words] of refused) expect(problemsOf(text).join('\n')).toMatch(words);
  });

  test('names stages of pipelines, which a plan may keep changes out of', () => {
    const declared = `      antiFlap: 2h
      deployments:
        us-east-1: [{ pipeline: shop-use1, stage: Deploy }]
`;
    const named = change('      antiFlap: 2h\n', declared);
    const withStep = (step: string) => named.replace('{ id: led,', `${step}\n                - { id: led,`);
    const recovery = recoveryOf(withStep('{ id: freeze, kind: freeze-deployments, region: source }'));
    expect(recovery?.deployments).toEqual([
      { region: 'us-east-1', stages: [{ pipeline: 'shop-use1', stage: 'Deploy' }] },
    ]);
    const steps = recovery?.plans?.[0]?.workflows.flatMap((workflow) => workflow.steps) ?? [];
    expect(steps.find(({ id }) => id === 'freeze')).toMatchObject({
      title: 'Freeze deployments in {source}',
      template: { kind: 'freeze-deployments', region: 'source', turn: 'off' },
    });
    const refused: readonly (readonly [string, RegExp])[] = [
      [named.replace('pipeline: shop-use1', 'pipeline: "a b"'), /pipeline must be the name of a pipeline/],
      [named.replace(', stage: Deploy', ''), /stage is missing: write the name of a stage/],
      [named.replace('us-east-1: [{ pipe', 'eu-west-1: [{ pipe'), /deployments\.eu-west-1 names eu-west-1/],
      [withStep('{ id: freeze, kind: freeze-deployments, turn: off }'), /turn is "off"; write one of freeze, thaw/],
      [change('{ id: led,', '{ id: f, kind: freeze-deployments }\n                - { id: led,'), /needs deployments/],
    ];
    for (const [text, words] of refused) expect(problemsOf(text).join('\n')).toMatch(words);
  });

  test('names accelerators whose dials plans turn', () => {
    const arn = (group: string) =>
      `arn:aws:globalaccelerator::111122223333:accelerator/1234abcd/listener/0123vxyz/endpoint-group/${group}`;
    const groups = `endpointGroups: { us-east-1: "${arn('a1')}", us-west-2: "${arn('b2')}" }`;
    const named = (text = groups) =>
      change('      antiFlap: 2h', `      antiFlap: 2h\n      accelerators:\n        - { id: edge, ${text} }`);
    const step = '{ id: dial, kind: accelerator-dial, accelerator: edge, region: source, dial: 0 }';
    const withStep = (each: string) => named().replace('{ id: led,', `${each}\n                - { id: led,`);
    const recovery = recoveryOf(withStep(step));
    expect(recovery?.accelerators).toEqual([
      {
        id: 'edge',
        endpointGroups: [
          { region: 'us-east-1', arn: arn('a1') },
          { region: 'us-west-2', arn: arn('b2') },
        ],
      },
    ]);
    const steps = recovery?.plans?.[0]?.workflows.flatMap((workflow) => workflow.steps) ?? [];
    expect(steps.find(({ id }) => id === 'dial')?.template).toEqual({
      kind: 'accelerator-dial',
      acceleratorId: 'edge',
      region: 'source',
      dialPercent: 0,
    });
    const refused: readonly (readonly [string, RegExp])[] = [
      [withStep(step.replace('edge', 'other')), /accelerator names "other", which is no accelerator/],
      [withStep(step.replace('dial: 0', 'dial: 101')), /dial must be a whole number from 0 to 100/],
      [named(groups.replace('us-west-2', 'eu-west-1')), /endpointGroups\.eu-west-1 names eu-west-1/],
      [named(groups.replaceAll('111122223333', '999988887777')), /account 999988887777, which is not declared/],
      [named(groups.replace(arn('a1'), 'mine')), /must be the ARN of an endpoint group/],
      [change('{ id: led,', `${step}\n                - { id: led,`), /write recovery\.accelerators/],
    ];
    for (const [text, words] of refused) expect(problemsOf(text).join('\n')).toMatch(words);
  });

  test('may fail a cache over in such a plan', () => {
    const text = change('aurora-failover, store: orders', 'elasticache-failover, store: orders');
    const steps = recoveryOf(text)?.plans?.[0]?.workflows.flatMap((workflow) => workflow.steps) ?? [];
    expect(steps.find(({ id }) => id === 'promote')).toMatchObject({
      title: 'Make {target} the primary of the cache',
      timeoutSeconds: 600,
      template: { kind: 'elasticache-failover', storeId: 'orders' },
    });
  });

  test('promotes a read replica by a step of its own, whose name the store gives', () => {
    const named = '{ id: orders, kind: rds-replica, resource: shop-use1, copyResource: shop-usw2 }';
    const text = change('kind: aurora-failover', 'kind: rds-promote')
      .replace('{ id: orders, kind: aurora-global, resource: shop-global }', named)
      .replace(/ +- \{ id: switch.*\n/, '');
    const parsed = parseFleetFile(text, anyAccount);
    if (parsed.state === 'broken') throw new Error(problemsOf(text).join('\n'));
    const [workload] = parsed.fleet.workloads;
    expect(workload?.stores).toEqual([
      { id: 'orders', kind: 'rds-replica', resource: 'shop-use1', copyResource: 'shop-usw2' },
    ]);
    const steps = workload?.recovery?.plans?.[0]?.workflows[0]?.steps ?? [];
    expect(steps.find(({ id }) => id === 'promote')).toEqual({
      id: 'promote',
      title: 'Promote the replica in {target}',
      phase: 'execute',
      timeoutSeconds: 1800,
      modes: ['ungraceful'],
      after: ['fence'],
      template: { kind: 'rds-promote', storeId: 'orders' },
    });
  });

  test('is nothing where nothing is written', () => {
    expect(recoveryOf(file.replace(/ {4}recovery:[\s\S]*$/, ''))).toBeUndefined();
    expect(recoveryOf(file.replace(/ {4}recovery:[\s\S]*$/, '    recovery: {}\n'))).toBeUndefined();
  });

  test('as documented can be read', () => {
    const yamls = [...readFileSync('docs/fleet-file.md', 'utf8').matchAll(/```yaml\n([\s\S]*?)```/g)];
    const plan = yamls.map(([, yaml]) => yaml ?? '').find((yaml) => yaml.includes('plans:'));
    const text = `${file.replace(/ {4}recovery:[\s\S]*$/, '')}    capacity: { us-east-1: shop, us-west-2: shop }\n${plan}`;
    expect(problemsOf(text)).toEqual([]);
    expect(recoveryOf(text)?.plans?.[0]?.name).toBe('Move checkout');
  });

  test.each([
    [
      'a cluster that is not there',
      'routingCluster: arc',
      'routingCluster: ark',
      /:\d+:\d+ workloads\[0\]\.recovery\.routingCluster names "ark", which is not declared/,
    ],
    [
      'controls without a cluster',
      '      routingCluster: arc\n',
      '',
      /recovery\.routingCluster is missing: write the id of the cluster/,
    ],
    [
      'a region with an endpoint and no control',
      `        us-west-2: ${panel}/shop-usw2\n`,
      '',
      /routingControls has no control of us-west-2/,
    ],
    [
      'a control where it does not run',
      `us-west-2: ${panel}`,
      `eu-west-1: ${panel}`,
      /routingControls\.eu-west-1 names eu-west-1, in which this workload does not run/,
    ],
    [
      'what is no control',
      `${panel}/shop-use1`,
      'shop-use1',
      /routingControls\.us-east-1 must be the ARN of a routing control/,
    ],
    [
      'a cluster with four endpoints',
      /.*ap-southeast-2: https.*\n/.exec(file)?.[0] ?? '',
      '',
      /routingClusters\[0\]\.endpoints must be the 5 endpoints of the cluster, not 4/,
    ],
    [
      'an endpoint without TLS',
      'us-west-2: https://',
      'us-west-2: http://',
      /endpoints\.us-west-2 must be the URL of the endpoint/,
    ],
    [
      'a cluster of a stranger',
      '::111122223333:cluster',
      '::999988887777:cluster',
      /arn is a cluster of account 999988887777, which is not declared/,
    ],
    [
      'a transaction behind no entry point',
      'transaction: { entryPoint: web }',
      'transaction: { entryPoint: shop }',
      /transaction\.entryPoint names "shop", which is no entry point/,
    ],
    [
      'an action that does not fit',
      'action: activate',
      'action: deactivate',
      /plans\[0\]\.action is deactivate, which does not fit warm-standby: write activate or failback/,
    ],
    [
      'a kind of step there is none of',
      'kind: precheck',
      'kind: prechek',
      /steps\[0\]\.kind is no kind of step; write one of precheck, approval/,
    ],
    [
      'a step without a kind',
      '{ id: gates, kind: precheck }',
      '{ id: gates }',
      /steps\[0\]\.kind is missing: write one of precheck/,
    ],
    [
      'a field of another kind',
      'kind: precheck',
      'kind: precheck, store: orders',
      /steps\[0\]\.store is not known here/,
    ],
    ['an id twice', 'id: agree', 'id: gates', /steps\[1\]\.id repeats "gates": each step of this plan is written once/],
    [
      'an order after nothing',
      'kind: transaction-proof',
      'kind: transaction-proof, after: [nope]',
      /steps\[5\]\.after\[0\] names "nope", which is no step of this plan/,
    ],
    [
      'a store that is not there',
      'aurora-failover, store: orders',
      'aurora-failover, store: order',
      /steps\[3\]\.store names "order", which is no store of this workload: write one of orders/,
    ],
    [
      'a cluster that is not named',
      'aurora-failover, store: orders',
      'aurora-detach, store: orders',
      /steps\[3\]\.clusters is missing: write a map from region codes to identifiers of DB clusters/,
    ],
    [
      'a cluster where it does not run',
      'aurora-failover, store: orders',
      'aurora-detach, store: orders, clusters: { eu-west-1: shop-euw1 }',
      /steps\[3\]\.clusters\.eu-west-1 names eu-west-1, in which this workload does not run/,
    ],
    [
      'a class that is none',
      'aurora-failover, store: orders',
      'aurora-instance, store: orders, clusters: { us-west-2: shop-usw2 }, class: large',
      /steps\[3\]\.class must be the class of a database instance, e\.g\. db\.r6g\.large/,
    ],
    [
      'a key where it does not run',
      'aurora-failover, store: orders',
      'rds-create-replica, store: orders, region: source, kmsKeys: { eu-west-1: alias/shop }',
      /steps\[3\]\.kmsKeys\.eu-west-1 names eu-west-1, in which this workload does not run/,
    ],
    [
      'a replica that is built nowhere',
      'aurora-failover, store: orders',
      'rds-create-replica, store: orders',
      /steps\[3\]\.region is missing/,
    ],
    [
      'an instance of a cluster that is not named',
      'aurora-failover, store: orders',
      'clean-up, store: orders, region: source, removes: aurora-instance',
      /steps\[3\]\.clusters is missing: write the cluster whose instance is deleted/,
    ],
    [
      'something that is not deleted',
      'aurora-failover, store: orders',
      'clean-up, store: orders, region: source, removes: bucket',
      /steps\[3\]\.removes is "bucket"; write one of former-writer, aurora-instance/,
    ],
    [
      'a service of ECS by its ARN',
      'aurora-failover, store: orders',
      'scale-service, cluster: "arn:aws:ecs:us-west-2:1:cluster/web", service: shop, tasks: 4',
      /steps\[3\]\.cluster must be a name of ECS, not its ARN/,
    ],
    [
      'a function that is not published',
      'aurora-failover, store: orders',
      'scale-function, function: notify, qualifier: $LATEST, executions: 5',
      /steps\[3\]\.qualifier must be an alias or a version .* \$LATEST is not published and cannot be kept ready/,
    ],
    [
      'a version that is no text',
      'aurora-failover, store: orders',
      'scale-function, function: notify, qualifier: 12, executions: 5',
      /steps\[3\]\.qualifier must be an alias or a version of the function, in quotes where it is a number/,
    ],
    [
      'a function with its version',
      'aurora-failover, store: orders',
      'scale-function, function: "notify:live", qualifier: live, executions: 5',
      /steps\[3\]\.function must be the name of a Lambda function/,
    ],
    [
      'no execution at all',
      'aurora-failover, store: orders',
      'scale-function, function: notify, qualifier: live, executions: 0',
      /steps\[3\]\.executions must be a whole number from 1 to 100000/,
    ],
    [
      'a cluster of EKS by its ARN',
      'aurora-failover, store: orders',
      'scale-node-group, cluster: "arn:aws:eks:us-west-2:1:cluster/web", nodeGroup: workers, nodes: 4',
      /steps\[3\]\.cluster must be a name of EKS, not its ARN/,
    ],
    ['a region that is not its own', 'on: [target]', 'on: [eu-west-1]', /steps\[6\]\.on\[0\] names eu-west-1/],
    [
      'a batch that turns nothing',
      'on: [target], off: [source]',
      'on: []',
      /steps\[6\]\.on is missing: write on, off or both/,
    ],
    [
      'an answer that is not said',
      ', leadsTo: target',
      '',
      /steps\[7\]\.leadsTo is missing: write it, or leadsAwayFrom/,
    ],
    [
      'both answers',
      'leadsTo: target',
      'leadsTo: target, leadsAwayFrom: source',
      /steps\[7\]\.leadsTo excludes leadsAwayFrom/,
    ],
    [
      'a proof without a transaction',
      '      transaction: { entryPoint: web }\n',
      '',
      /steps\[5\]\.kind needs a transaction/,
    ],
    ['a window in words', 'antiFlap: 2h', 'antiFlap: long', /antiFlap must be whole seconds/],
    [
      'a waiver without a reason',
      'kind: precheck',
      'kind: precheck, waiver: { rule: timeout }',
      /steps\[0\]\.waiver\.reason is missing/,
    ],
  ])('%s is refused with its place and what to write instead', (_what, from, to, words) => {
    const problems = problemsOf(change(from, to));
    expect(problems.join('\n')).toMatch(words);
    for (const problem of problems) expect(problem).toMatch(/^fleet\.yaml:\d+:\d+ /);
  });

  test('that cannot be read in one place is still checked in the others', () => {
    const text = change('antiFlap: 2h', 'antiFlap: long').replace('routingCluster: arc', 'routingCluster: ark');
    expect(problemsOf(text).map((problem) => problem.split(' ')[1])).toEqual([
      'workloads[0].recovery.routingCluster',
      'workloads[0].recovery.antiFlap',
    ]);
  });

  test('with several mistakes is told all of them at once, in the order of the file', () => {
    const text = change('routingCluster: arc', 'routingCluster: ark')
      .replace('store: orders, modes: [ungraceful]', 'store: order, modes: [ungraceful]')
      .replace('leadsTo: target', 'leadsTo: eu-west-1');
    expect(problemsOf(text).map((problem) => problem.split(' ')[1])).toEqual([
      'workloads[0].recovery.routingCluster',
      'workloads[0].recovery.plans[0].workflows[0].steps[3].store',
      'workloads[0].recovery.plans[0].workflows[0].steps[7].leadsTo',
    ]);
  });
});
