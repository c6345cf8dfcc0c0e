import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { toRefusalFinding } from '@/lib/collector/fleet-refusal';
import type { Log } from '@/lib/collector/log';
import { type FleetTurn, FleetWatch } from './fleet-watch';

const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

const fleetWith = (...workloads: readonly string[]) => `version: 1
name: acme
hostedZone: acme.example
accounts: [{ id: "111122223333", name: production }]
regions: [{ code: us-east-1 }, { code: us-west-2 }]
workloads:
${workloads
  .map(
    (id) =>
      `  - { id: ${id}, tier: 1, strategy: pilot-light, owner: a, regions: { us-east-1: primary, us-west-2: standby } }`,
  )
  .join('\n')}
`;

let folder: string;
let file: string;
let turns: FleetTurn[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'antipode-fleet-'));
  file = path.join(folder, 'fleet.yaml');
  turns = [];
});
afterEach(() => rm(folder, { recursive: true }));

function watchFile(isRequired = true): FleetWatch {
  return new FleetWatch({
    place: { file, isRequired, keptCopy: path.join(folder, 'fleet.kept.yaml') },
    simulated: true,
    now: () => 1_000_000,
    log: quiet,
    onTurn: (turn) => turns.push(turn),
    settleMs: 5,
  });
}

const workloadsOf = (watch: FleetWatch) => watch.inUse.fleet.workloads.map(({ id }) => id);

describe('a fleet file that changes while it is watched', () => {
  test('is taken up when it is good, once', async () => {
    await writeFile(file, fleetWith('one'));
    const watch = watchFile();
    expect(await watch.open()).toMatchObject({ state: 'good' });
    await watch.look();
    expect(turns).toEqual([]);
    await writeFile(file, fleetWith('one', 'two'));
    await watch.look();
    await watch.look();
    expect(turns).toEqual([expect.objectContaining({ kind: 'taken-up', from: file })]);
    expect(workloadsOf(watch)).toEqual(['one', 'two']);
  });

  test('is refused with every reason when it is broken, and the last good fleet stays until it is mended', async () => {
    await writeFile(file, fleetWith('one'));
    const watch = watchFile();
    await watch.open();
    const { hash } = watch.inUse;
    await writeFile(file, fleetWith('one', 'two').replace('tier: 1', 'tier: 9').replace('owner: a', 'ownr: a'));
    await watch.look();
    await watch.look();
    expect(turns).toHaveLength(1);
    expect(watch.inUse).toMatchObject({ from: file, hash, refusal: { file, since: 1_000_000 } });
    expect(workloadsOf(watch)).toEqual(['one']);
    const { refusal } = watch.inUse;
    if (refusal === 'none') throw new Error('It was not refused.');
    const finding = toRefusalFinding(refusal, 1_000_001);
    expect(finding).toMatchObject({ code: 'fleet-file-refused', since: 1_000_000, workloadId: 'none' });
    expect(finding.evidence).toHaveLength(3);
    expect(finding.evidence.every((line) => line.startsWith(`${file}:`))).toBe(true);
    await writeFile(file, fleetWith('one'));
    await watch.look();
    expect(turns.at(-1)?.kind).toBe('settled');
    expect(watch.inUse).toMatchObject({ hash, refusal: 'none' });
  });

  test('is refused when it names a real account while the fleet is simulated, and when it is gone', async () => {
    await writeFile(file, fleetWith('one'));
    const watch = watchFile();
    await watch.open();
    await writeFile(file, fleetWith('one').replace('111122223333', '444455556666'));
    await watch.look();
    expect(turns.at(-1)).toMatchObject({ kind: 'refused', problems: [expect.stringContaining('444455556666')] });
    await rm(file);
    await watch.look();
    await watch.look();
    expect(turns).toHaveLength(2);
    expect(turns.at(-1)).toMatchObject({ kind: 'refused', problems: [expect.stringContaining('is not there')] });
    expect(workloadsOf(watch)).toEqual(['one']);
  });

  test('that need not be there gives way to the built-in fleet and back', async () => {
    const watch = watchFile(false);
    await watch.open();
    expect(watch.inUse).toMatchObject({ from: 'built-in', hash: 'built-in' });
    await writeFile(file, fleetWith('one'));
    await watch.look();
    expect(workloadsOf(watch)).toEqual(['one']);
    await rm(file);
    await watch.look();
    expect(watch.inUse.hash).toBe('built-in');
    expect(turns.map(({ kind }) => kind)).toEqual(['taken-up', 'taken-up']);
  });

  test('is looked at again and again until the watch stops', async () => {
    await writeFile(file, fleetWith('one'));
    const watch = new FleetWatch({
      place: { file, isRequired: true, keptCopy: 'none' },
      simulated: true,
      now: () => 0,
      log: quiet,
      onTurn: (turn) => turns.push(turn),
      pollMs: 5,
      settleMs: 5,
    });
    await watch.open();
    watch.watch();
    await writeFile(file, fleetWith('two'));
    await expect.poll(() => workloadsOf(watch)).toEqual(['two']);
    await watch.stop();
    await writeFile(file, fleetWith('three'));
    await watch.stop();
    expect(workloadsOf(watch)).toEqual(['two']);
  });
});

describe('an engine that starts', () => {
  test('over a broken file uses the kept copy of the last good one, and says so', async () => {
    await writeFile(file, fleetWith('one'));
    await watchFile().open();
    expect(await readFile(path.join(folder, 'fleet.kept.yaml'), 'utf8')).toBe(fleetWith('one'));
    await writeFile(file, 'version: 3');
    const restarted = watchFile();
    expect(await restarted.open()).toMatchObject({ state: 'good' });
    expect(workloadsOf(restarted)).toEqual(['one']);
    expect(restarted.inUse).toMatchObject({ from: 'kept-copy', refusal: { file } });
  });

  test('over a broken file without any good one has every problem to say', async () => {
    await writeFile(file, 'version: 3');
    const opened = await watchFile().open();
    expect(opened).toMatchObject({ state: 'broken' });
    if (opened.state === 'broken') expect(opened.problems.length).toBeGreaterThan(4);
  });
});
