import { setTimeout as sleep } from 'node:timers/promises';
import { beginMove, type Move } from '@/lib/recovery/drill/begin-move';
import { DrillRefused } from '@/lib/recovery/drill/ports';
import type { CommandPorts } from './command-ports';

/** Wall milliseconds between two looks. */
const lookEveryMs = 500;

const hurried = 'It is a drill in a simulated fleet that was asked not to wait';

/** Gates that nothing but time clears, with the reason that is put on record for going on in spite of them. */
export function hurriedThrough({ options }: Pick<CommandPorts, 'options'>): Move['inSpiteOf'] {
  return options.hurry ? { 'region-not-stable': hurried, 'anti-flap': hurried } : {};
}

/**
 * Waits until a move may begin, and begins it as a drill. Says what stands in the way, once for each.
 *
 * @throws DrillRefused where it may not begin in the time there is
 */
export async function beginRun(ports: CommandPorts, move: Move): Promise<string> {
  const { say, options } = ports;
  const deadline = await deadlineOf(ports);
  let told = '';
  for (;;) {
    const begun = await beginMove(ports, move);
    if (begun.state === 'begun') return begun.executionId;
    if (begun.because !== '' && begun.because !== told) {
      say(`${move.workloadId} cannot leave ${move.source} yet: ${begun.because}`);
      told = begun.because;
    }
    if ((await ports.fleet.status()).now > deadline) {
      throw new DrillRefused(
        `${move.workloadId} may not leave ${move.source} within ${options.waitMinutes} m: ${told === '' ? 'the console refuses' : told}`,
      );
    }
    await sleep(lookEveryMs);
  }
}

/** When a command no longer waits; fleet time. */
export async function deadlineOf({ fleet, options }: Pick<CommandPorts, 'fleet' | 'options'>): Promise<number> {
  return (await fleet.status()).now + options.waitMinutes * 60_000;
}
