import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FindingEntity } from '@/lib/domain/entities';
import type { RankedTarget } from '@/lib/domain/recovery/decision';
import type { Execution } from '@/lib/domain/recovery/execution';
import { isLeftOpen, type ResidueLine, whatIsSeen } from '@/lib/domain/recovery/residue/build-residue';
import { readEntities } from '@/lib/persistence/entities';
import { defaultFleet } from '@/lib/simulator/world/default-fleet';
import type { FleetDeclaration } from '@/lib/simulator/world/fleet-declaration';
import { viewResidue } from '../pages/view-residue';
import { approver, operator, type RunWorld, startRunWorld, viewer } from './testing/run-world';

/** A workload that was moved out of a dead region returns to it, by a plan of its own and only once its gates let it. */

const quick = { switchoverSeconds: [60, 70], failoverSeconds: [60, 70], rebuildSeconds: [60, 90] } as const;

/** Checkout alone, whose database is built anew in minutes instead of hours. */
const fleet: FleetDeclaration = {
  ...defaultFleet,
  workloads: defaultFleet.workloads
    .filter(({ id }) => id === 'checkout')
    .map((workload) => ({
      ...workload,
      stores: workload.stores.map((store) => (store.kind === 'aurora-global' ? { ...store, pace: quick } : store)),
    })),
};

let world: RunWorld;
beforeAll(async () => {
  world = await startRunWorld({ speed: 6, fleet });
  await world.startEngine('engine-1');
});
afterAll(() => world?.stop());

async function waysOut(source: string): Promise<readonly RankedTarget[]> {
  const { readDecision } = await import('@/lib/queries/read-plans');
  const decision = await readDecision(operator, 'checkout', source);
  return decision === 'not-found' ? [] : decision.targets;
}

async function begin(ranked: RankedTarget, source: string, overrides: readonly object[] = []): Promise<string> {
  const asked = () =>
    world.command('start-execution', 'startExecution', operator, {
      workloadId: 'checkout',
      planId: ranked.planId,
      planVersion: ranked.planVersion,
      mode: ranked.mode,
      source,
      target: ranked.target,
      reason: `Out of ${source}`,
      typedRegion: ranked.target,
      acknowledgedLoss: Object.fromEntries(ranked.losses.map(({ storeId }) => [storeId, 'unknown'])),
      overrides,
    });
  return world.until('the gates let it begin', async () => {
    const answer = await asked();
    return answer.ok && answer.executionId;
  });
}

/** Agrees as a second person, and takes the risk of two writers where that is asked. */
async function agreeAndWait(id: string): Promise<Execution> {
  const asked = await world.until('a second person is asked', async () => {
    const run = await world.run(id);
    return run.state === 'awaiting-approval' && run;
  });
  const agreed = { executionId: id, boundTo: asked.approval.boundTo, planVersion: asked.planVersion };
  expect(await world.command('approve-execution', 'approveExecution', approver, agreed)).toMatchObject({ ok: true });
  let open: readonly (readonly [string, string, string])[] = [];
  const ended = world.until(
    'the run has ended',
    async () => {
      const run = await world.run(id);
      open = run.steps.filter(({ state }) => state !== 'done').map((step) => [step.stepId, step.state, step.sentence]);
      if (run.state === 'paused-by-failed-step') throw new Error('It stopped.');
      if (run.steps.some(({ stepId, state }) => stepId === 'fence' && state === 'waiting')) {
        const risk = { executionId: id, stepId: 'fence', reason: 'It is dead' };
        await world.command('acknowledge-risk', 'acknowledgeRisk', operator, risk);
      }
      return run.endedAt === 'not-yet' ? undefined : run;
    },
    150,
  );
  return ended.catch((error: unknown) => Promise.reject(new Error(`${String(error)} ${JSON.stringify(open)}`)));
}

/** What runs of checkout left behind, as the page of recovery tells it now. */
async function residue(): Promise<readonly ResidueLine[]> {
  const { entities } = await readEntities(world.store);
  const [view] = viewResidue(
    entities.map(({ entity }) => entity),
    world.now(),
  );
  return view?.lines ?? [];
}

const stateOf = (lines: readonly ResidueLine[], kind: ResidueLine['kind'], resource = '') =>
  lines.filter((line) => line.kind === kind && line.resource.includes(resource)).map(({ state }) => state);

/** Takes every line over that nothing else clears any more. */
async function ownAll(lines: readonly ResidueLine[], reason: string): Promise<void> {
  for (const line of lines.filter(isLeftOpen)) {
    const asked = { executionId: line.runId, key: line.key, saw: whatIsSeen(line), reason };
    expect(await world.command('own-residue', 'ownResidue', viewer, asked)).toMatchObject({ code: 'not-allowed' });
    const stale = { ...asked, saw: 'something else' };
    expect(await world.command('own-residue', 'ownResidue', operator, stale)).toMatchObject({ code: 'stale' });
    expect(await world.command('own-residue', 'ownResidue', operator, asked)).toMatchObject({ ok: true });
    expect(await world.command('own-residue', 'ownResidue', operator, asked)).toMatchObject({ code: 'not-found' });
  }
}

async function quarantines(): Promise<readonly FindingEntity[]> {
  const findings = await world.entities('finding');
  return findings.filter(({ code }) => code === 'region-quarantined');
}

/** What only time, or a person's word, can clear. */
const waits = ['region-not-stable', 'left-behind-not-reviewed'];

const codes = ({ blockers }: RankedTarget) => blockers.map(({ code }) => code);

describe('checkout', () => {
  it('is moved out of a dead region', async () => {
    await world.until(
      'the fleet is calm',
      async () => {
        const ways = await waysOut('us-east-1');
        return ways.some(({ mode, blockers }) => mode === 'graceful' && blockers.length === 0);
      },
      150,
    );
    expect((await waysOut('us-west-2')).map(({ action }) => action)).not.toContain('failback');
    await world.begin({ kind: 'region-outage', region: 'us-east-1' });
    const ranked = await world.until('a move is open', async () => {
      const ways = await waysOut('us-east-1');
      return ways.find(({ mode, blockers }) => mode === 'ungraceful' && blockers.length === 0);
    });
    expect((await agreeAndWait(await begin(ranked, 'us-east-1'))).state).toMatch(/^completed/);
    // What can be read is not as before; what only the dead region could tell is unknown, and nothing is cleared.
    const lines = await world.until('what it changed was read again', async () => {
      const read = await residue();
      const isRead = stateOf(read, 'group', 'checkout-usw2')[0] === 'open' && stateOf(read, 'writer')[0] !== 'cleared';
      return isRead && !stateOf(read, 'control').includes('unknown') && read;
    });
    expect(stateOf(lines, 'group')).toEqual(['open']);
    expect(lines.filter(({ kind }) => kind === 'control')).toHaveLength(2);
    // Their cluster tells of them though Route 53 publishes nothing.
    expect(stateOf(lines, 'control')).toEqual(['open', 'open']);
    expect(stateOf(lines, 'snapshot')).toEqual(['unknown']);
    expect(lines.every(({ runId, before }) => runId !== '' && before !== '')).toBe(true);
    expect(await quarantines()).toEqual([]);
  }, 420_000);

  it('has a way home from then on, which is closed while the region is dead', async () => {
    const ways = await waysOut('us-west-2');
    expect(ways.map(({ action, mode }) => `${action} ${mode}`)).toContain('failback graceful');
    expect(ways.map(({ action, mode }) => `${action} ${mode}`)).not.toContain('activate graceful');
    const home = ways.find(({ action }) => action === 'failback');
    expect(home === undefined ? [] : codes(home)).toEqual(expect.arrayContaining(waits));
  });

  it('returns without loss once its copy follows again, by two people who say why it need not wait longer', async () => {
    await world.healAll();
    const [quarantined] = await world.until('the region that answers again is in quarantine', async () => {
      const found = await quarantines();
      return found.length > 0 && found;
    });
    expect(quarantined).toMatchObject({ workloadId: 'checkout', region: 'us-east-1' });
    expect(quarantined?.evidence.join('; ')).toMatch(/Its fence was (routing-only|unproven)/);
    const snapshot = await world.until(
      'it is known whether AWS kept what had not been sent on',
      async () => (await residue()).find(({ kind, state }) => kind === 'snapshot' && state !== 'unknown'),
      150,
    );
    expect(snapshot.now).toMatch(/^(present: rds:unplanned-global-failover-checkout-use1-|not taken)/);
    if (snapshot.state === 'open') {
      const closed = (await waysOut('us-west-2')).find(({ action }) => action === 'failback');
      expect(closed === undefined ? [] : codes(closed)).toContain('residue-open');
      await ownAll([snapshot], 'Its orders were booked by hand');
    }
    const home = await world.until(
      'nothing but time stands in the way',
      async () => {
        const way = (await waysOut('us-west-2')).find(({ action }) => action === 'failback');
        return way !== undefined && codes(way).every((code) => waits.includes(code)) ? way : undefined;
      },
      150,
    );
    expect(codes(home)).toEqual(expect.arrayContaining(waits));
    expect(home.losses.every(({ fate }) => fate === 'none')).toBe(true);
    const overrides = [...home.blockers, { code: 'anti-flap' }].map(({ code, ...more }) => ({
      code,
      ...('about' in more && more.about !== undefined ? { about: more.about } : {}),
      reason: 'It is practised',
    }));
    const run = await agreeAndWait(await begin(home, 'us-west-2', overrides));
    expect(run).toMatchObject({ action: 'failback', mode: 'graceful', state: expect.stringMatching(/^completed/) });
    expect(run.overridden.map(({ code }) => code)).toEqual(expect.arrayContaining(waits));
    const operations = (await world.effects()).map(({ operation }) => operation);
    expect(operations.filter((name) => name === 'SwitchoverGlobalCluster')).toHaveLength(1);
    expect(operations.filter((name) => name === 'FailoverGlobalCluster')).toHaveLength(1);
  }, 360_000);

  it('is at home then: writers and users are where they were before, and there is no way home any more', async () => {
    const writes = await world.until('its copies are read anew', async () => {
      const links = (await world.entities('link')).filter(({ storeId }) => storeId === 'orders');
      return links.length === 1 && links[0]?.source === 'us-east-1' && links;
    });
    expect(writes).toMatchObject([{ source: 'us-east-1', target: 'us-west-2' }]);
    await world.until('users are led home', async () =>
      (await world.entities('routing')).every(
        ({ answer }) => answer.state === 'observed' && answer.value.region === 'us-east-1',
      ),
    );
    expect((await waysOut('us-west-2')).map(({ action }) => action)).not.toContain('failback');
  });

  it('leaves nothing behind that is not as before or somebody’s, and no quarantine', async () => {
    const left = await world.until(
      'what the return set right is read so',
      async () => {
        const lines = await residue();
        const open = lines.filter(isLeftOpen);
        return lines.length >= 5 && open.every(({ kind, state }) => kind === 'group' && state === 'open') && lines;
      },
      150,
    );
    expect(stateOf(left, 'control')).toEqual(['cleared', 'cleared']);
    expect(stateOf(left, 'writer')).toEqual(['cleared']);
    // The return gives the region that was gone to none of its instances back.
    expect(stateOf(left, 'group', 'checkout-usw2')).toEqual(['open']);
    await ownAll(left, 'It stays so until tomorrow, then it is made smaller by hand');
    expect((await residue()).map(({ state }) => state).filter((state) => !/owned|cleared/.test(state))).toEqual([]);
    await world.until('the quarantine is over', async () => (await quarantines()).length === 0);
  }, 420_000);
});
