import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { DrillRefused } from '@/lib/recovery/drill/ports';

const doors = z.object({ port: z.number().int(), dnsPort: z.number().int(), httpPort: z.number().int() });
export type Doors = z.output<typeof doors>;

/**
 * Where the simulated fleet of a data folder is.
 *
 * @throws DrillRefused with exit code 2 where the console of that folder watches no simulated fleet
 */
export async function findDoors(folder: string, environment: NodeJS.ProcessEnv): Promise<Doors> {
  if (environment.ANTIPODE_SIMULATOR === 'off') {
    throw new DrillRefused(
      'This console watches AWS itself, and this command breaks simulated fleets only. A drill of a real fleet is begun on the page of recovery.',
      2,
    );
  }
  const file = path.join(folder, 'simulator.json');
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const read = doors.safeParse(parse(text));
  if (read.success) return read.data;
  throw new DrillRefused(`No simulated fleet is running: ${file} names none. Start one with npm start.`, 2);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Empty, or half written: it names no fleet.
    return undefined;
  }
}
