import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunningSimulator } from '../start-simulator';
import { startTestSimulator, testNow } from '../testing/test-simulator';

let simulator: RunningSimulator;
beforeAll(async () => {
  simulator = await startTestSimulator();
});
afterAll(() => simulator.stop());
beforeEach(() => {
  simulator.world.healFaults({});
});

async function ask(route: string, body?: unknown, url = simulator.url): Promise<{ status: number; body: unknown }> {
  const post = { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) };
  const response = await fetch(`${url}/_simulator/${route}`, body === undefined ? {} : post);
  return { status: response.status, body: await response.json() };
}

const outage = { kind: 'region-outage', region: 'us-east-1' };
const sentence = { error: expect.stringMatching(/\.$/) };

it('tells the time, the seed, the speed, the regions and the faults', async () => {
  const { status, body } = await ask('status');
  expect(status).toBe(200);
  expect(body).toMatchObject({ now: testNow, seed: 1, accountId: '111122223333', faults: [] });
  expect(body).toHaveProperty('speed');
  expect(body).toHaveProperty('regions', [
    { code: 'us-east-1', answers: true },
    { code: 'us-west-2', answers: true },
    { code: 'eu-central-1', answers: true },
    { code: 'ap-southeast-1', answers: true },
    { code: 'eu-west-1', answers: true },
  ]);
});

it('makes a region fail once, however often it is told, and heals it', async () => {
  const first = await ask('faults', outage);
  expect(first).toMatchObject({ status: 201, body: { already: false, fault: { fault: outage, startedAt: testNow } } });
  expect(await ask('faults', outage)).toMatchObject({ status: 200, body: { already: true } });
  expect(simulator.world.activeFaults()).toHaveLength(1);
  const { body } = await ask('status');
  expect(body).toMatchObject({ regions: expect.arrayContaining([{ code: 'us-east-1', answers: false }]) });
  expect(await ask('heal', { region: 'us-west-2' })).toMatchObject({ status: 200, body: { healed: [] } });
  expect(await ask('heal', { region: 'us-east-1' })).toMatchObject({ body: { healed: [{ fault: outage }] } });
  expect(simulator.world.regionAnswers('us-east-1')).toBe(true);
});

it('enforces IAM policies when it is told to and until it is told not to', async () => {
  expect(await ask('policies', { enforced: true })).toEqual({ status: 200, body: { enforced: true, already: false } });
  expect(simulator.world.policiesEnforced()).toBe(true);
  expect(await ask('status')).toMatchObject({ body: { policiesEnforced: true } });
  expect(await ask('policies', { enforced: true })).toMatchObject({ body: { already: true } });
  expect(await ask('policies', { enforced: false })).toMatchObject({ body: { enforced: false, already: false } });
  expect(simulator.world.policiesEnforced()).toBe(false);
  for (const rubbish of [{}, { enforced: 'yes' }, 'x', { enforced: true, more: 1 }]) {
    expect(await ask('policies', rubbish)).toMatchObject({ status: 400, body: sentence });
  }
});

it('stalls a store once, however often it is told, and lets exactly it go on', async () => {
  const stall = { kind: 'replication-stalled', workload: 'media', store: 'originals' };
  expect(await ask('faults', stall)).toMatchObject({ status: 201, body: { already: false, fault: { fault: stall } } });
  expect(await ask('faults', stall)).toMatchObject({ status: 200, body: { already: true } });
  expect(await ask('faults', outage)).toMatchObject({ status: 201 });
  expect(await ask('status')).toMatchObject({ body: { faults: [{ fault: stall }, { fault: outage }] } });
  expect(await ask('heal', { ...stall, store: 'thumbnails' })).toMatchObject({ body: { healed: [] } });
  expect(await ask('heal', { region: 'us-east-1' })).toMatchObject({ body: { healed: [{ fault: outage }] } });
  expect(await ask('heal', stall)).toMatchObject({ status: 200, body: { healed: [{ fault: stall }] } });
  expect(simulator.world.activeFaults()).toEqual([]);
});

it('heals everything when no region is named', async () => {
  await ask('faults', outage);
  await ask('faults', { ...outage, region: 'eu-central-1' });
  expect(await ask('heal', '')).toMatchObject({ status: 200, body: { healed: [{}, {}] } });
  expect(simulator.world.activeFaults()).toEqual([]);
});

describe('bad requests get a clear sentence and change nothing:', () => {
  it.each([
    ['an unknown region', 'faults', { ...outage, region: 'mars-1' }, 400],
    ['an unknown kind', 'faults', { ...outage, kind: 'fire' }, 400],
    ['no region', 'faults', { kind: 'region-outage' }, 400],
    ['a member too many', 'faults', { ...outage, forever: true }, 400],
    ['a store nobody has', 'faults', { kind: 'replication-stalled', workload: 'media', store: 'none' }, 400],
    ['a stall without a store', 'faults', { kind: 'replication-stalled', workload: 'media' }, 400],
    ['no JSON', 'faults', 'region-outage', 400],
    ['a list', 'faults', [outage], 400],
    ['healing an unknown region', 'heal', { region: 'mars-1' }, 400],
    ['healing a number', 'heal', { region: 1 }, 400],
    ['a body too large', 'faults', { ...outage, region: 'x'.repeat(70_000) }, 413],
    ['a wrong method', 'status', {}, 405],
    ['an unknown route', 'everything', {}, 404],
  ])('%s', async (_name, route, body, status) => {
    expect(await ask(route, body)).toEqual({ status, body: sentence });
    expect(simulator.world.activeFaults()).toEqual([]);
  });

  it('a GET on a route that changes things', async () => {
    expect(await ask('faults')).toEqual({ status: 405, body: sentence });
  });
});

it('refuses web pages, by their Origin and by the name their request was sent to', async () => {
  const send = (headers: Record<string, string>) =>
    new Promise<number>((resolve, reject) => {
      const options = { host: '127.0.0.1', port: simulator.port, path: '/_simulator/faults', method: 'POST', headers };
      const sent = httpRequest(options, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      sent.once('error', reject);
      sent.end(JSON.stringify(outage));
    });
  expect(await send({ origin: 'http://evil.example' })).toBe(403);
  expect(await send({ origin: 'null' })).toBe(403);
  expect(await send({ host: 'evil.example' })).toBeGreaterThanOrEqual(400);
  expect(simulator.world.activeFaults()).toEqual([]);
  expect(await send({})).toBe(201);
});

it('tells the truth only where it was started to', async () => {
  expect(await ask('truth')).toEqual({ status: 404, body: sentence });
  const frank = await startTestSimulator({ truth: true });
  const { status, body } = await ask('truth', undefined, frank.url);
  expect(status).toBe(200);
  expect(body).toMatchObject({ now: testNow, links: expect.any(Array), users: expect.any(Array) });
  await frank.stop();
});

describe('a scenario', () => {
  const yaml = '- { at: 1m, fault: { kind: throttled, share: 0.5 }, for: 10m }';

  it('runs from the text that is posted, and the status tells what comes next until all is healed', async () => {
    expect(await ask('scenarios', { name: 'mine', yaml })).toMatchObject({
      status: 201,
      body: { scenario: { name: 'mine', startedAt: testNow } },
    });
    const next = [
      { at: testNow + 60_000, does: 'begin', fault: { kind: 'throttled', share: 0.5 } },
      { at: testNow + 660_000, does: 'end', fault: { kind: 'throttled', share: 0.5 } },
    ];
    expect(await ask('status')).toMatchObject({ body: { scenario: { name: 'mine', next } } });
    expect(await ask('scenarios', { name: 'other', yaml })).toEqual({ status: 400, body: sentence });
    expect(await ask('heal', {})).toMatchObject({ body: { healed: [], ended: 'mine' } });
    expect(await ask('status')).toMatchObject({ body: { scenario: null } });
  });

  it('that is broken is refused with every problem in its place', async () => {
    const broken = '- { at: soon, fault: { kind: fire } }\n- { at: 1m }';
    const { status, body } = await ask('scenarios', { name: 'mine', yaml: broken });
    expect(status).toBe(400);
    expect(body).toMatchObject({ problems: [{ line: 1 }, { line: 1 }, { line: 2 }] });
  });
});

it('tells every kind of fault with what it does, and refuses a heal that could match none', async () => {
  expect(await ask('kinds')).toMatchObject({
    body: { kinds: expect.arrayContaining([{ kind: 'grey-fault', says: expect.stringMatching(/\.$/) }]) },
  });
  expect(await ask('heal', { kind: 'fire' })).toEqual({ status: 400, body: sentence });
  expect(await ask('heal', { colour: 'red' })).toEqual({ status: 400, body: sentence });
});
