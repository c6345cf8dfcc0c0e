import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { buildFleet } from './build-fleet';
import { checkpointFile, readCheckpoint, writeCheckpoint } from './checkpoint';
import { defaultFleet } from './default-fleet';
import { journalFile } from './journal';
import { openWorld } from './open-world';
import { birthOfTests, pass, portrayWorld, worldFolder } from './testing-worlds';
import type { World } from './types';
import { WrongFleetError } from './world-files';

const folders: string[] = [];

function freshFolder(): string {
  const folder = worldFolder();
  folders.push(folder);
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const outage = { kind: 'region-outage', region: 'us-east-1' } as const;
const stall = { kind: 'replication-stalled', workload: 'media', store: 'originals' } as const;

function txt(value: string) {
  return { name: 'note.acme.example', type: 'TXT' as const, ttlSeconds: 60, values: [`"${value}"`] };
}

/** The same deeds at the same moments, whatever the world is kept in. */
function liveThrough(world: World): void {
  pass(world, 95);
  world.changeRecords('Z0ACMEEXAMPLE01', [{ action: 'CREATE', record: txt('first') }]);
  pass(world, 20);
  world.injectFault(outage);
  pass(world, 47);
  world.changeRecords('Z0ACMEEXAMPLE01', [{ action: 'UPSERT', record: txt('second') }]);
  pass(world, 5);
}

function control(until: number): World {
  const world = openWorld({ seed: 1, now: birthOfTests });
  liveThrough(world);
  world.advanceTo(until);
  return world;
}

describe('a world kept in a folder', () => {
  it('comes back as it was after a crash, and has lived through the time since with the fault in force', () => {
    const folder = freshFolder();
    const crashed = openWorld({ seed: 1, now: birthOfTests, folder });
    liveThrough(crashed);
    const later = crashed.now + 3 * 3600_000;
    const resumed = openWorld({ seed: 1, now: later, folder });
    expect(resumed.activeFaults()).toHaveLength(1);
    expect(portrayWorld(resumed)).toBe(portrayWorld(control(later)));
  });

  it('comes back as it was after every single deed, with or without a checkpoint in between', () => {
    const folder = freshFolder();
    let world = openWorld({ seed: 1, now: birthOfTests, folder });
    const reopen = (checkpointed: boolean) => {
      const before = portrayWorld(world);
      if (checkpointed) world.checkpoint();
      world = openWorld({ seed: 1, now: world.now, folder });
      expect(portrayWorld(world)).toBe(before);
    };
    for (let round = 0; round < 3; round += 1) {
      pass(world, 33);
      world.advanceTo(world.now);
      world.injectFault(outage);
      reopen(round === 1);
      world.changeRecords('Z0ACMEEXAMPLE01', [{ action: 'UPSERT', record: txt(`round ${round}`) }]);
      reopen(false);
      pass(world, 41);
      world.injectFault(stall);
      reopen(round === 0);
      pass(world, 70);
      world.healFaults({ region: 'us-east-1' });
      reopen(round === 2);
      world.healFaults(stall);
      reopen(round === 1);
    }
  });

  it('drops a torn last line: nobody was told that it happened', () => {
    const folder = freshFolder();
    liveThrough(openWorld({ seed: 1, now: birthOfTests, folder }));
    const file = journalFile(folder);
    const whole = readFileSync(file);
    const lines = whole.toString('utf8').trimEnd().split('\n');
    const last = `${lines.at(-1)}\n`;
    for (const kept of [1, 9, 30, last.length - 2, last.length - 1]) {
      writeFileSync(file, `${lines.slice(0, -1).join('\n')}\n${last.slice(0, kept)}`);
      const resumed = openWorld({ seed: 1, now: birthOfTests + 600_000, folder });
      expect(resumed.activeFaults()).toHaveLength(1);
      expect(
        resumed.hostedZones(resumed.accountId)[0]?.records.find((each) => each.name === txt('').name)?.values,
      ).toEqual(['"first"']);
      // What is journalled after the cut must be readable again.
      resumed.healFaults({});
      expect(openWorld({ seed: 1, now: birthOfTests + 600_000, folder }).activeFaults()).toHaveLength(0);
    }
  });

  it('refuses a journal damaged before its end, naming the file and the line', () => {
    const folder = freshFolder();
    liveThrough(openWorld({ seed: 1, now: birthOfTests, folder }));
    const file = journalFile(folder);
    writeFileSync(file, readFileSync(file, 'utf8').replace('us-east-1', 'us-west-2'));
    expect(() => openWorld({ seed: 1, now: birthOfTests, folder })).toThrow(`${file} is damaged in line 2`);
  });

  it('refuses a damaged checkpoint, naming the file, and never begins a new world over it', () => {
    const folder = freshFolder();
    openWorld({ seed: 1, now: birthOfTests, folder }).close();
    const file = checkpointFile(folder);
    const whole = readFileSync(file, 'utf8');
    const damages = [
      '',
      '{}',
      'null',
      whole.slice(0, 500),
      whole.replace('"committed":0', '"committed":7'),
      whole.replace('"format":2', '"format":9'),
    ];
    for (const damaged of damages) {
      writeFileSync(file, damaged);
      expect(() => openWorld({ seed: 1, now: birthOfTests, folder })).toThrow(file);
      expect(readFileSync(file, 'utf8')).toBe(damaged);
    }
    writeFileSync(file, whole);
    expect(openWorld({ seed: 1, now: birthOfTests, folder }).now).toBe(birthOfTests);
  });

  it('refuses the checkpoint of an earlier world with a sentence that says what to do', () => {
    const folder = freshFolder();
    openWorld({ seed: 1, now: birthOfTests, folder }).close();
    const file = checkpointFile(folder);
    writeFileSync(file, readFileSync(file, 'utf8').replace('"format":2', '"format":1'));
    expect(() => openWorld({ seed: 1, now: birthOfTests, folder })).toThrow(
      /has format 1 where this program reads 2: .* a new one begun in an empty folder/,
    );
  });

  it('refuses the checkpoint of another fleet with a sentence that names the folder and what to do', () => {
    const folder = freshFolder();
    openWorld({ seed: 1, now: birthOfTests, folder }).close();
    const fleet = buildFleet({ ...defaultFleet, name: 'generated:6x5x1:7' });
    const open = () => openWorld({ seed: 1, now: birthOfTests, folder, fleet });
    expect(open).toThrow(WrongFleetError);
    expect(open).toThrow(
      `The folder ${folder} keeps a world of the fleet default, not of generated:6x5x1:7. Set ANTIPODE_SIMULATOR_FLEET=default to go on with it, or move the folder away`,
    );
    openWorld({ seed: 1, now: birthOfTests, folder }).close();
  });

  it('carries on a checkpoint that was written before there were items, failures and backlogs to remember', () => {
    const folder = freshFolder();
    openWorld({ seed: 1, now: birthOfTests, folder }).close();
    const state = readCheckpoint(folder, 'default');
    if (state === undefined) throw new Error('A checkpoint was written.');
    const { kept, objectFailures, failures, queues, queued, ...before } = state;
    writeCheckpoint(folder, 'default', before as typeof state);
    const world = openWorld({ seed: 1, now: birthOfTests, folder });
    world.injectFault({ kind: 'replication-stalled', workload: 'checkout', store: 'events' });
    world.keepItem({ resource: 'user-sessions', region: 'us-east-1', key: 'a', value: 'b' });
    pass(world, 120);
    expect(world.keptItem('user-sessions', 'us-west-2', 'a')?.value).toBe('b');
  });

  it('refuses a folder from which checkpoint or journal is missing', () => {
    const folder = freshFolder();
    const world = openWorld({ seed: 1, now: birthOfTests, folder });
    world.injectFault(outage);
    const away = path.join(folder, 'away');
    copyFileSync(checkpointFile(folder), away);
    rmSync(checkpointFile(folder));
    expect(() => openWorld({ seed: 1, now: birthOfTests, folder })).toThrow(
      'is missing although the journal has entries',
    );
    copyFileSync(away, checkpointFile(folder));
    rmSync(journalFile(folder));
    expect(() => openWorld({ seed: 1, now: birthOfTests, folder })).toThrow(
      'is missing although the world has a checkpoint',
    );
  });

  it('takes a journal in once when the crash came between the checkpoint and the clearing of the journal', () => {
    const folder = freshFolder();
    const world = openWorld({ seed: 1, now: birthOfTests, folder });
    liveThrough(world);
    const journal = readFileSync(journalFile(folder));
    world.checkpoint();
    const before = portrayWorld(world);
    writeFileSync(journalFile(folder), journal);
    expect(portrayWorld(openWorld({ seed: 1, now: world.now, folder }))).toBe(before);
  });

  it('survives a crash in the middle of writing a checkpoint', () => {
    const folder = freshFolder();
    const world = openWorld({ seed: 1, now: birthOfTests, folder });
    liveThrough(world);
    writeFileSync(`${checkpointFile(folder)}.new`, '{"format":2,"su');
    expect(portrayWorld(openWorld({ seed: 1, now: world.now, folder }))).toBe(portrayWorld(world));
  });

  it('survives a crash during its very birth', () => {
    const folder = path.join(freshFolder(), 'deep', 'world');
    mkdirSync(folder, { recursive: true });
    writeFileSync(journalFile(folder), '');
    expect(openWorld({ seed: 1, now: birthOfTests, folder }).now).toBe(birthOfTests);
    expect(existsSync(checkpointFile(folder))).toBe(true);
  });

  it('refuses to be opened as a world of another seed', () => {
    const folder = freshFolder();
    openWorld({ seed: 1, now: birthOfTests, folder }).close();
    expect(() => openWorld({ seed: 2, now: birthOfTests, folder })).toThrow('holds a world of seed 1, not of seed 2');
  });

  it('takes no effect on what could not be journalled', () => {
    const folder = freshFolder();
    const world = openWorld({ seed: 1, now: birthOfTests, folder });
    world.close();
    expect(() => world.injectFault(outage)).toThrow();
    expect(world.activeFaults()).toHaveLength(0);
    expect(world.regionAnswers('us-east-1')).toBe(true);
  });

  it('has lived through a week away when it opens, whether calm or under a fault', () => {
    for (const failing of [false, true]) {
      const folder = freshFolder();
      const world = openWorld({ seed: 1, now: birthOfTests, folder });
      if (failing) world.injectFault(outage);
      const resumed = openWorld({ seed: 1, now: birthOfTests + 7 * 86_400_000, folder });
      expect(resumed.now).toBe(birthOfTests + 7 * 86_400_000);
      expect(resumed.regionAnswers('us-east-1')).toBe(!failing);
    }
  });
});
