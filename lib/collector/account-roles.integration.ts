import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAwsEdge, markerReadPermissions, readPermissions, writePermissions } from '@/lib/aws';
import { type CostPiece, costPieces, type PieceReadings } from '@/lib/domain/costs/pieces';
import type { SourceEntity } from '@/lib/domain/entities';
import type { AssumedRoles, Fleet } from '@/lib/domain/fleet';
import { toMissing } from '@/lib/domain/observe';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { toAccountAccess } from './account-access';
import type { CostsStore } from './costs-store';
import { type Collector, createCollector } from './create-collector';
import { toEdgeOptions } from './outside';
import { createAwsReader } from './ports';
import { type SimulatedWorld, startWorld } from './testing/start-world';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The built-in fleet with a marker on each store that the console writes into by itself. */
const fleet: Fleet = {
  ...defaultFleet,
  workloads: defaultFleet.workloads.map((workload) => ({
    ...workload,
    stores: workload.stores.map((store) =>
      ['items', 'originals'].includes(store.id) ? { ...store, marker: { by: 'store' as const } } : store,
    ),
  })),
};
const roles = rolesOf(fleet);

const readerActions = [...readPermissions, ...markerReadPermissions];

let world: SimulatedWorld;

beforeAll(async () => {
  world = await startWorld(5, 1);
  world.simulator.world.enforcePolicies(true);
});

afterAll(() => world?.stop());

function rolesOf({ accounts }: Fleet): AssumedRoles {
  const roles = accounts[0]?.assume;
  if (roles === undefined) throw new Error('The built-in fleet is reached by roles.');
  return roles;
}

/** What a calm fleet does not show the lack of, each with where it would show. */
const unseen: readonly string[] = [
  // Everybody may ask who he is, whatever his policies say.
  'sts:GetCallerIdentity',
  // Only where there are events; without it they are shown without their descriptions.
  'health:DescribeEventDetails',
  // S3 wants it of those who ask for an object that is not there: a marker before the first is written.
  's3:ListBucket',
  // Only while somebody looks at the figures of a cache.
  'elasticache:DescribeReplicationGroups',
  // Only of a quota that was never raised; those of this fleet are told as they are in force.
  'servicequotas:GetAWSDefaultServiceQuota',
];

/** Which piece of an account's costs needs an action. One is asked at a time, so that the one in question has to be due. */
const pieceOf: Readonly<Record<string, CostPiece>> = {
  'ce:GetAnomalies': 'anomalies',
  'ce:GetCostForecast': 'forecast',
  'ce:GetReservationCoverage': 'commitments',
  'ce:GetReservationUtilization': 'commitments',
  'ce:GetSavingsPlansCoverage': 'commitments',
  'ce:GetSavingsPlansUtilization': 'commitments',
  'ce:GetRightsizingRecommendation': 'rightsizing',
};

/** Costs in which one piece was never asked, and all others just now. */
function costsDue(due: CostPiece): CostsStore {
  const now = world.clock.now();
  const told = toMissing<never>('not-asked-yet', now);
  const known: PieceReadings = Object.fromEntries(
    costPieces.filter((piece) => piece !== due).map((piece) => [piece, { askedAt: now, told }]),
  );
  return { readPieces: async () => known, readDayHeads: async () => [], write: async () => undefined };
}

/** Actions taken away together: one of each service, so that each denial can be told from the others. */
const rounds = toRounds([...readerActions, ...writePermissions].filter((action) => !unseen.includes(action)));

function toRounds(actions: readonly string[]): readonly (readonly string[])[] {
  const rounds: string[][] = [];
  for (const action of actions) {
    const free = rounds.find((round) => round.every((other) => serviceOf(other) !== serviceOf(action)));
    if (free === undefined) rounds.push([action]);
    else free.push(action);
  }
  return rounds;
}

function serviceOf(action: string): string {
  return action.split(':')[0] ?? '';
}

/** Every source twice by an engine that knows nothing yet, with the given actions taken away from its roles. */
async function collectWithout(taken: readonly string[]): Promise<readonly SourceEntity[]> {
  const { putRolePolicy } = world.simulator.world;
  const give = (roleArn: string, actions: readonly string[]) =>
    putRolePolicy(roleArn, [{ effect: 'Allow', actions: actions.filter((action) => !taken.includes(action)) }]);
  give(roles.readerRoleArn, readerActions);
  give(roles.writerRoleArn, writePermissions);
  const due = taken.flatMap((action) => pieceOf[action] ?? [])[0] ?? 'commitments';
  const { collector, close } = makeCollector(fleet, costsDue(due));
  // Markers are asked about once it is known what replicates where.
  await collector.collectOnce(world.clock.now());
  await collector.collectOnce(world.clock.now());
  await askTheUnheard(collector);
  close();
  return apiSources(collector);
}

/**
 * Asks again, for a minute at most, while an answer was not heard in time: a busy machine is nobody's refusal. What did not
 * answer is left alone for some seconds.
 */
async function askTheUnheard(collector: Collector): Promise<void> {
  const isUnheard = ({ message }: SourceEntity) => /did not answer|could not be reached/.test(message);
  for (const until = performance.now() + 60_000; performance.now() < until; ) {
    if (!apiSources(collector).some(isUnheard)) return;
    await sleep(3000);
    await collector.collectOnce(world.clock.now());
  }
}

/** What is asked of AWS; the console's own probes need no permission. */
function apiSources(collector: Collector): readonly SourceEntity[] {
  return collector
    .entities()
    .flatMap((entity) => (entity.kind === 'source' && entity.api !== 'probe' && entity.api !== 'dns' ? [entity] : []));
}

/** A collector with an edge of its own, which has not been anywhere yet. */
function makeCollector(watched: Fleet, costs: CostsStore = costsDue('commitments')) {
  const { simulator, clock, ports } = world;
  const edge = createAwsEdge(
    { mode: 'simulator', endpoint: simulator.url },
    { ...toEdgeOptions(clock), accounts: (accountId) => toAccountAccess(watched, accountId), pace: 'unlimited' },
  );
  const collector = createCollector({
    fleet: watched,
    ports: { aws: createAwsReader(edge), prober: ports.prober, costs },
    clock,
    previous: [],
    write: async () => undefined,
    engineId: 'engine',
    simulated: true,
    log: silent,
  });
  return { collector, close: () => edge.close() };
}

describe('with policies enforced', () => {
  it('the documented actions are enough: every source answers, markers included', async () => {
    const sources = await collectWithout([]);
    expect(sources.filter(({ state }) => state !== 'answered').map(({ id, message }) => [id, message])).toEqual([]);
    expect(sources.filter(({ api }) => api === 'marker-write').length).toBeGreaterThan(0);
    expect(sources.length).toBeGreaterThan(40);
  });

  it.each(rounds.map((round) => [round.join(', '), round] as const))(
    'without %s exactly the sources that need them are denied, with the action and the role named',
    async (_names, round) => {
      const sources = await collectWithout(round);
      const failing = sources.filter(({ state }) => state !== 'answered' && state !== 'not-asked-yet');
      for (const { id, state, call, message } of failing) {
        expect(state, `${id}: ${message}`).toBe('denied');
        const action = round.find((one) => message.includes(`Allow ${one} to `)) ?? 'none';
        const role = writePermissions.includes(action) ? 'antipode-writer' : 'antipode-reader';
        expect(message, id).toContain(`Allow ${action} to arn:aws:iam::111122223333:role/${role}`);
        expect(call, id).toContain(`${serviceOf(action)}:`);
      }
      const named = round.filter((action) => failing.some(({ message }) => message.includes(`Allow ${action} to `)));
      expect(named).toEqual(round);
    },
  );

  it('what nobody lets in is denied in every source of the account, and nothing is claimed about it', async () => {
    const accounts = [{ id: '111122223333', name: 'production', assume: { ...roles, externalId: 'another-one' } }];
    const { collector, close } = makeCollector({ ...fleet, accounts });
    await collector.collectOnce(world.clock.now());
    await askTheUnheard(collector);
    close();
    const sources = apiSources(collector);
    const asked = sources.filter(({ state }) => state !== 'not-asked-yet');
    expect(asked.length).toBeGreaterThan(30);
    for (const { id, state, message } of asked) {
      expect(state, `${id}: ${message}`).toBe('denied');
      expect(message, id).toContain('sts:ExternalId than the externalId of account 111122223333 in the fleet file');
      expect(message, id).not.toContain('another-one');
    }
    const links = collector.entities().filter(({ kind }) => kind === 'link');
    expect(links).toEqual([]);
  });
});

describe('with the credentials of roles', () => {
  it('expiring before their time the engine renews them, and no source fails for longer than a turn', async () => {
    await collectWithout([]);
    const { collector, close } = makeCollector(fleet);
    await collector.collectOnce(world.clock.now());
    // What was just renewed is not renewed again for calls that were sent before.
    await sleep(5500);
    world.simulator.world.injectFault({ kind: 'credentials-expired', of: 'sessions' });
    // What is given within the second in which the fault begins counts as given before it.
    await sleep(1500);
    // So many calls fail at once that not all may be repeated at once.
    await collector.collectOnce(world.clock.now());
    await collector.collectOnce(world.clock.now());
    await askTheUnheard(collector);
    world.simulator.world.healFaults({});
    close();
    const trouble = apiSources(collector).filter(({ state }) => state !== 'answered' && state !== 'not-asked-yet');
    expect(trouble.map(({ id, message }) => [id, message])).toEqual([]);
  });

  it('an engine that starts while us-east-1 is lost gets in by another region', async () => {
    await world.fail('us-east-1');
    const { collector, close } = makeCollector(fleet);
    await collector.collectOnce(world.clock.now());
    await world.heal('us-east-1');
    close();
    const sources = apiSources(collector).filter(({ state }) => state !== 'not-asked-yet');
    const answered = sources.filter(({ state }) => state === 'answered').map(({ region }) => region);
    expect(new Set(answered)).toEqual(new Set(['us-west-2', 'eu-central-1', 'ap-southeast-1', 'eu-west-1']));
    for (const { id, region, message } of sources) {
      if (region === 'us-east-1') expect(message, id).not.toContain('sts:AssumeRole');
    }
  });
});
