import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld } from './open-world';
import { birthOfTests, portrayWorld, worldFolder } from './testing-worlds';

/** Opens the world of a folder and goes on doing deeds, printing each once it has been answered. */
const program = `
  import { openWorld } from ${JSON.stringify(path.join(import.meta.dirname, 'open-world'))};
  import { writeSync } from 'node:fs';
  const [folder, start] = process.argv.slice(2);
  const world = openWorld({ seed: 1, now: Number(start), folder });
  for (let deed = 0; ; deed += 1) {
    world.advanceTo(world.now + 7000);
    const regions = ['us-east-1', 'us-west-2', 'eu-central-1'];
    const region = regions[deed % 3];
    if (world.activeFaults().some((each) => each.fault.region === region)) world.healFaults({ region });
    else world.injectFault({ kind: 'region-outage', region });
    const value = '"' + world.now + '"';
    const record = { name: 'note.acme.example', type: 'TXT', ttlSeconds: 60, values: [value] };
    world.changeRecords('Z0ACMEEXAMPLE01', [{ action: 'UPSERT', record }]);
    if (deed % 5 === 4) world.checkpoint();
    writeSync(1, JSON.stringify({ now: world.now, value, faults: world.activeFaults() }) + '\\n');
  }
`;

describe('a simulator that is killed without warning', () => {
  const folder = worldFolder();
  const bundle = path.join(folder, 'program.mjs');

  beforeAll(async () => {
    await build({
      stdin: { contents: program, resolveDir: import.meta.dirname, loader: 'ts' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: bundle,
    });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function liveAndDie(world: string, start: number, afterMs: number): Promise<readonly string[]> {
    const child = spawn(process.execPath, [bundle, world, String(start)], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (text: string) => {
      output += text;
    });
    const ended = new Promise((resolve) => child.once('close', resolve));
    await new Promise((resolve) => child.stdout.once('data', resolve));
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    child.kill('SIGKILL');
    await ended;
    return output.split('\n').filter((line) => line.endsWith('}'));
  }

  it('keeps every deed that was answered, at any moment of its death', async () => {
    const world = path.join(folder, 'world');
    let now = birthOfTests;
    for (let round = 0; round < 12; round += 1) {
      const answered = await liveAndDie(world, now, 3 + round * 11);
      const last = JSON.parse(answered.at(-1) ?? '{}');
      const resumed = openWorld({ seed: 1, now, folder: world });
      // One more deed may have reached the disk than was answered.
      expect(resumed.now).toBeGreaterThanOrEqual(last.now);
      expect(resumed.now - last.now).toBeLessThanOrEqual(7000);
      if (resumed.now === last.now) {
        expect(resumed.activeFaults()).toEqual(last.faults);
        const note = resumed
          .hostedZones(resumed.accountId)[0]
          ?.records.find((each) => each.name === 'note.acme.example');
        expect(note?.values).toEqual([last.value]);
      }
      const again = openWorld({ seed: 1, now, folder: world });
      expect(portrayWorld(again)).toBe(portrayWorld(resumed));
      now = resumed.now;
    }
  });
});
