import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isProcessAlive } from '../persistence/embedded/process-identity';
import { RotatingLog } from './rotating-log';
import { SupervisedProgram } from './supervised-program';

let folder: string;
let programs: SupervisedProgram[];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'antipode-unit-'));
  programs = [];
});
afterEach(async () => {
  await Promise.all(programs.map((program) => program.stop()));
  await rm(folder, { recursive: true });
});

/** A program that says that it is ready and ends when it is told to, and the process numbers of all of its starts. */
function engine() {
  const script = `console.log(JSON.stringify({ ready: 'engine', pid: process.pid })); process.stdin.resume().once('end', () => process.exit());`;
  const pids: number[] = [];
  const program = new SupervisedProgram({
    name: 'engine',
    arguments: () => ['-e', script],
    environment: () => ({}),
    folder,
    log: new RotatingLog(path.join(folder, 'engine.log')),
    readiness: 'line',
    restarts: false,
    onReady: (ready) => pids.push((ready as { readonly pid: number }).pid),
    onCrash: () => undefined,
  });
  programs.push(program);
  return { program, living: () => pids.filter(isProcessAlive) };
}

describe('a program that is restarted', () => {
  test('twice at the same moment runs once: a second one of it would be known to nobody', async () => {
    const { program, living } = engine();
    await program.start();
    await Promise.all([program.restart(), program.restart()]);
    expect(living()).toEqual([program.pid]);
  });

  test('while it is ended for good stays ended', async () => {
    const { program, living } = engine();
    await program.start();
    const restarted = program.restart();
    await program.stop();
    await restarted;
    expect([program.pid, living()]).toEqual([undefined, []]);
  });
});
