import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Entity } from '@/lib/domain/entities';
import { DrillRefused } from '@/lib/recovery/drill/ports';
import { findProof, readTestWrites, writeTestWrites } from '@/lib/recovery/drill/test-writes';
import { samplePlan } from '@/lib/recovery/rules/testing/sample-execution';
import { findDoors } from './find-doors';
import { type Drill, openJournal } from './journal';
import { readRequest } from './read-request';
import { runDrill } from './run-drill';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'antipode-drill-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function run(words: readonly string[], environment: NodeJS.ProcessEnv = { NODE_ENV: 'test' }) {
  const printed = { out: '', err: '' };
  const code = await runDrill(words, {
    folder,
    environment,
    out: (text) => {
      printed.out += text;
    },
    err: (text) => {
      printed.err += text;
    },
  });
  return { code, ...printed };
}

describe('the words of a drill', () => {
  test('name the command, the region and what is to be done otherwise than usual', () => {
    expect(readRequest(['simulate-region-failure', 'us-east-1', '--workload', 'checkout', '--json'])).toEqual({
      command: 'simulate-region-failure',
      region: 'us-east-1',
      url: 'none',
      json: true,
      options: { workloads: ['checkout'], askApprover: false, hurry: false, waitMinutes: 30 },
    });
    expect(readRequest(['verify-failover'])).toMatchObject({ region: 'none' });
    expect(readRequest(['restore-region', 'us-east-1', '--hurry']).options).toMatchObject({
      hurry: true,
      waitMinutes: 300,
    });
  });

  test.each([
    [[]],
    [['destroy-region', 'us-east-1']],
    [['simulate-region-failure']],
    [['restore-region']],
    [['verify-failover', 'us-east-1', 'eu-west-1']],
    [['verify-failover', '--wait', 'soon']],
    [['verify-failover', '--wait', '-1']],
    [['verify-failover', '--force']],
    [['verify-failover', '--url']],
  ])('%j end with 2, before anything is asked of anybody', async (words) => {
    expect(await run(words)).toMatchObject({ code: 2, out: '' });
  });

  test('help is told and is no mistake', async () => {
    expect(await run(['help'])).toMatchObject({ code: 0, out: expect.stringContaining('simulate-region-failure') });
  });
});

describe('a fleet that is not simulated', () => {
  test('is refused with 2 and a sentence, whatever else is asked', async () => {
    const environment = { NODE_ENV: 'test', ANTIPODE_SIMULATOR: 'off' } as const;
    await writeFile(path.join(folder, 'simulator.json'), '{"port":1,"dnsPort":2,"httpPort":3}');
    for (const words of [
      ['simulate-region-failure', 'us-east-1'],
      ['verify-failover'],
      ['restore-region', 'us-east-1'],
    ]) {
      const { code, err } = await run(words, environment);
      expect(code).toBe(2);
      expect(err).toContain('watches AWS itself');
    }
    const { code, out } = await run(['verify-failover', '--json'], environment);
    expect({ code, answer: JSON.parse(out) }).toMatchObject({ code: 2, answer: { verdict: 'refused' } });
  });

  test.each([['no file'], ['rubbish'], ['{"port":"one"}']])('is one that runs nowhere: %s', async (content) => {
    if (content !== 'no file') await writeFile(path.join(folder, 'simulator.json'), content);
    await expect(findDoors(folder, { NODE_ENV: 'test' })).rejects.toMatchObject({ exitCode: 2 });
  });

  test('is not signed in to: without the accounts of the folder nothing is asked', async () => {
    await writeFile(path.join(folder, 'simulator.json'), '{"port":1,"dnsPort":2,"httpPort":3}');
    expect(await run(['verify-failover'])).toMatchObject({ code: 1, err: expect.stringContaining('secrets.json') });
    await writeFile(path.join(folder, 'secrets.json'), '{"accounts":[]}');
    expect(await run(['verify-failover'])).toMatchObject({ code: 1, err: expect.stringContaining('operator') });
  });
});

describe('the journal of drills', () => {
  const drill = (id: string, region: string, begunAt: number): Drill => ({
    id,
    region,
    begunAt,
    faultAt: 'not-yet',
    healedAt: 'not-yet',
    workloads: [{ id: 'checkout', target: 'us-west-2', proof: 'none', writes: [] }],
  });

  test('finds the newest drill, of a region where one is named, in its newest form', async () => {
    const journal = openJournal(folder);
    expect(await journal.find()).toBe('none');
    await journal.save(drill('b', 'eu-central-1', 2));
    await journal.save(drill('a', 'us-east-1', 1));
    await journal.save({ ...drill('a', 'us-east-1', 1), faultAt: 7 });
    expect(await openJournal(folder).find()).toMatchObject({ id: 'b' });
    expect(await openJournal(folder).find('us-east-1')).toMatchObject({ id: 'a', faultAt: 7 });
    expect(await journal.find('eu-west-1')).toBe('none');
  });

  test('that cannot be read is neither replaced nor taken for an empty one', async () => {
    const file = path.join(folder, 'drills.json');
    for (const content of ['{"drills":', '{"drills":[{"id":1}]}', '[]']) {
      await writeFile(file, content);
      await expect(openJournal(folder).find()).rejects.toThrow(DrillRefused);
      await expect(openJournal(folder).save(drill('a', 'us-east-1', 1))).rejects.toThrow(/cannot be read/);
      expect(await readFile(file, 'utf8')).toBe(content);
    }
  });
});

describe('test writes', () => {
  const proof = { source: 'use1.checkout', target: 'usw2.checkout', path: '/transactions' };
  const status = async () => ({ now: 5, regions: [], failing: [] });
  const fleet = { status, fail: async () => 0, heal: async () => 0 };
  const silent = { state: 'unreachable', message: 'no answer' } as const;

  test('are given to the endpoints that the plans prove their moves by', () => {
    const plan = samplePlan();
    const entities: readonly Entity[] = [
      { kind: 'plan', id: plan.id, workloadId: 'checkout', accountId: '111122223333', plan },
    ];
    const found = findProof(entities, 'checkout', 'us-east-1', 'us-west-2');
    if (found === 'none') throw new Error('The plan of checkout proves nothing.');
    expect(found.source).not.toBe(found.target);
    expect(found.path).toMatch(/^\//);
    expect(findProof(entities, 'catalog', 'us-east-1', 'eu-west-1')).toBe('none');
  });

  test('count only where they were acknowledged and are still told by the source', async () => {
    const prober = {
      writeTransaction: async (_: unknown, id: string) =>
        id.endsWith('-1') ? silent : ({ state: 'answered', value: 'stored' } as const),
      readTransaction: async (_: unknown, id: string) =>
        ({ state: 'answered', value: id.endsWith('-2') ? 'absent' : 'stored' }) as const,
    };
    const written = await writeTestWrites({ prober, fleet }, proof, 'x');
    expect(written.map(({ id }) => id)).toEqual(['drill-x-3', 'drill-x-4', 'drill-x-5', 'drill-x-6']);
    expect(written.every(({ writtenAt, hadArrived }) => writtenAt === 5 && hadArrived === 'unknown')).toBe(true);
  });

  test('that nobody tells of are unreadable, and not lost', async () => {
    const prober = { writeTransaction: async () => silent, readTransaction: async () => silent };
    const writes = [{ id: 'drill-x-1', writtenAt: 1, hadArrived: true }];
    expect(await readTestWrites({ prober }, { proof, writes })).toMatchObject([{ after: 'unreadable' }]);
    expect(await readTestWrites({ prober }, { proof: 'none', writes })).toEqual([]);
  });
});
