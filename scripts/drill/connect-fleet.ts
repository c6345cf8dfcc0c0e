import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { DrillRefused, type SimulatedFleet } from './ports';

const doors = z.object({ port: z.number().int(), dnsPort: z.number().int(), httpPort: z.number().int() });
export type Doors = z.output<typeof doors>;

const faultSchema = z.looseObject({
  startedAt: z.number(),
  fault: z.looseObject({ kind: z.string(), region: z.string().optional() }),
});
const statusSchema = z.object({
  now: z.number(),
  regions: z.array(z.object({ code: z.string(), answers: z.boolean() })),
  faults: z.array(faultSchema),
});
const beganSchema = z.object({ fault: faultSchema });
const healedSchema = z.object({ now: z.number() });

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

/** The fleet behind the control API on a port of this machine. */
export function connectFleet(port: number): SimulatedFleet {
  return {
    async status() {
      const { now, regions, faults } = await ask(port, 'status', statusSchema);
      const failing = faults.flatMap(({ fault, startedAt }) =>
        fault.kind === 'region-outage' && fault.region !== undefined
          ? [{ region: fault.region, since: startedAt }]
          : [],
      );
      return { now, regions, failing };
    },
    fail: async (region) => (await ask(port, 'faults', beganSchema, { kind: 'region-outage', region })).fault.startedAt,
    heal: async (region) => (await ask(port, 'heal', healedSchema, { region })).now,
  };
}

async function ask<T>(port: number, route: string, schema: z.ZodType<T>, body?: object): Promise<T> {
  const post = body && {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  const options = { ...post, signal: AbortSignal.timeout(10_000) };
  const response = await fetch(`http://127.0.0.1:${port}/_simulator/${route}`, options).catch((cause: unknown) => {
    throw new DrillRefused(
      `The simulator on port ${port} does not answer (${String(cause)}). Start it with npm start.`,
    );
  });
  const text = await response.text();
  const read = schema.safeParse(parse(text));
  if (response.ok && read.success) return read.data;
  throw new DrillRefused(`The simulator refused ${route}: HTTP ${response.status} ${text.trim()}`);
}
