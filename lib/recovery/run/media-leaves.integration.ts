import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildFleetOverview } from '@/lib/domain/overview/build-fleet-overview';
import type { ResidueLine } from '@/lib/domain/recovery/residue/build-residue';
import { readEntities } from '@/lib/persistence/entities';
import { viewResidue } from '../pages/view-residue';
import { operator, type RunWorld, startRunWorld } from './testing/run-world';

/** A pilot light leaves a dead region by the plan that was generated for it: its read replica becomes the writer. */

/** A promotion takes three to nine minutes of the fleet's. */
const speed = 8;

let world: RunWorld;
beforeAll(async () => {
  world = await startRunWorld({ speed });
  await world.startEngine('engine-1');
});
afterAll(() => world?.stop());

async function decision() {
  const { readDecision } = await import('@/lib/queries/read-plans');
  const read = await readDecision(operator, 'media', 'us-east-1');
  if (read === 'not-found') throw new Error('There is no decision.');
  return read;
}

it('media leaves us-east-1 when it is dead: a person takes the risk, its replica is promoted for good and proven', async () => {
  await world.until('its replica is watched, and what us-east-1 has', async () => {
    const links = await world.entities('link');
    const endpoints = await world.entities('endpoint');
    const source = endpoints.find(({ workloadId, region }) => workloadId === 'media' && region === 'us-east-1');
    const index = links.find(({ workloadId, storeId }) => workloadId === 'media' && storeId === 'index');
    return index?.lag.state === 'observed' && source?.capacity.state === 'observed';
  });
  const modes = await world.until('its plans are known', async () => {
    const { targets } = await decision();
    return targets.length > 0 && targets.map(({ mode }) => mode);
  });
  expect(modes).toEqual(['ungraceful']);
  const servedAt = await world.servedAt('media', 'us-east-1');
  await world.begin({ kind: 'region-outage', region: 'us-east-1' });
  let why = 'nothing was tried';
  const ranked = await world
    .until(
      'a move is advised',
      async () => {
        const { advice, targets } = await decision();
        why = JSON.stringify([advice, targets.map(({ blockers }) => blockers.map(({ sentence }) => sentence))]);
        return advice === 'move' && targets.find(({ blockers }) => blockers.length === 0);
      },
      150,
    )
    .catch((error: unknown) => Promise.reject(new Error(`${String(error)} ${why}`)));
  const index = ranked.losses.find(({ storeId }) => storeId === 'index');
  expect(index?.fate).toBe('lost');
  // The lag of MySQL may read zero for a minute after its source is cut off.
  expect(index?.atMostSeconds).toBeGreaterThan(60);
  const id = await world
    .until('the gates let it begin', async () => {
      const answer = await world.command('start-execution', 'startExecution', operator, {
        workloadId: 'media',
        planId: ranked.planId,
        planVersion: ranked.planVersion,
        mode: 'ungraceful',
        source: 'us-east-1',
        target: 'us-west-2',
        reason: 'us-east-1 is dead',
        typedRegion: 'us-west-2',
        acknowledgedLoss: Object.fromEntries(ranked.losses.map(({ storeId }) => [storeId, 'unknown'])),
      });
      if (!answer.ok) why = answer.message;
      return answer.ok && answer.executionId;
    })
    .catch((error: unknown) => Promise.reject(new Error(`${String(error)} ${why}`)));
  // No switch keeps users away from us-east-1, and a region that is silent proves nothing.
  await world.until('the fence asks', async () => {
    const fence = (await world.run(id)).steps.find(({ stepId }) => stepId === 'fence');
    return fence?.state === 'waiting' && fence.fence === 'unproven';
  });
  const risk = { executionId: id, stepId: 'fence', reason: 'It is dead' };
  expect(await world.command('acknowledge-risk', 'acknowledgeRisk', operator, risk)).toMatchObject({ ok: true });
  const run = await world
    .until(
      'the run has ended',
      async () => {
        const each = await world.run(id);
        const open = each.steps.filter(({ state }) => state !== 'done');
        why = JSON.stringify([each.state, open.map(({ stepId, state, sentence }) => [stepId, state, sentence])]);
        if (each.state === 'paused-by-failed-step') throw new Error('A step failed.');
        return each.endedAt === 'not-yet' ? undefined : each;
      },
      150,
    )
    .catch((error: unknown) => Promise.reject(new Error(`${String(error)} ${why}`)));
  expect(run.state).toMatch(/^completed/);
  for (const stepId of ['promote-index', 'prove', 'routes-originals', 'dns-web', 'probe-web', 'alarms']) {
    expect([stepId, run.steps.find((step) => step.stepId === stepId)?.state]).toEqual([stepId, 'done']);
  }
  expect(Number(run.clock.impactAt)).toBeGreaterThanOrEqual(world.earliestImpact('us-east-1', servedAt));
  // Within its objective of four hours.
  expect(run.clock.actualSeconds).toBeLessThan(14_400);
  const effects = (await world.effects()).filter(({ operation }) => !operation.startsWith('Put'));
  expect(effects.filter(({ operation }) => operation === 'PromoteReadReplica')).toMatchObject([
    { region: 'us-west-2', role: 'antipode-failover', outcome: 'ok' },
  ]);
  expect(new Set(effects.map(({ operation }) => operation))).toEqual(
    new Set(['PromoteReadReplica', 'SetDesiredCapacity', 'SubmitMultiRegionAccessPointRoutes', 'POST /transactions']),
  );
}, 420_000);

it('media is unprotected since its replica was promoted: nothing follows the new writer', async () => {
  const [run] = await world.runs();
  const promotedAt = run?.steps.find(({ stepId }) => stepId === 'promote-index')?.endedAt;
  const protection = async () => {
    const { entities } = await readEntities(world.store);
    const overview = buildFleetOverview(
      entities.map(({ entity }) => entity),
      world.now(),
    );
    return overview.workloads.find(({ id }) => id === 'media')?.protection;
  };
  await expect.poll(protection).toMatchObject({
    state: 'unprotected',
    since: promotedAt,
    sentence: expect.stringContaining('Unprotected since index was promoted in us-west-2'),
  });
});

it('media leaves behind the routes it switched, the group it made larger and a writer that nothing copies', async () => {
  const read = async () => {
    const { entities } = await readEntities(world.store);
    const [view] = viewResidue(
      entities.map(({ entity }) => entity),
      world.now(),
    );
    return view?.lines ?? [];
  };
  const lines = await world.until('what answers was read again', async () => {
    const now = await read();
    const isRead = (kind: ResidueLine['kind']) => now.some((line) => line.kind === kind && line.state === 'open');
    return isRead('route') && isRead('group') && now;
  });
  expect(lines.map(({ kind, region }) => `${kind} ${region}`).sort()).toEqual([
    'group us-west-2',
    'route us-east-1',
    'route us-west-2',
    'writer us-east-1',
  ]);
  // Both routes were active: the call that made one of them passive left the other one as it was.
  const routes = lines.filter(({ kind }) => kind === 'route');
  expect(routes.map(({ region, before, now, state }) => [region, before, now, state]).sort()).toEqual([
    ['us-east-1', 'active', 'passive', 'open'],
    ['us-west-2', 'active', 'active', 'cleared'],
  ]);
  // Its old source is silent: nobody can say that it follows, and nothing is called as before.
  expect(lines.find(({ kind }) => kind === 'writer')?.state).toMatch(/^(open|unknown)$/);
});
