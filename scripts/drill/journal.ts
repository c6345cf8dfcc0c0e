import { mkdir, open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { DrillRefused } from '@/lib/recovery/drill/ports';

const moment = z.union([z.number(), z.literal('not-yet')]);

const workloadSchema = z.object({
  id: z.string(),
  /** Where test writes are read back. */
  target: z.string(),
  proof: z.union([z.object({ source: z.string(), target: z.string(), path: z.string() }), z.literal('none')]),
  writes: z.array(
    z.object({ id: z.string(), writtenAt: z.number(), hadArrived: z.union([z.boolean(), z.literal('unknown')]) }),
  ),
  failover: z.string().optional(),
  failback: z.string().optional(),
});

const drillSchema = z.object({
  id: z.string(),
  region: z.string(),
  begunAt: z.number(),
  faultAt: moment,
  healedAt: moment,
  workloads: z.array(workloadSchema),
});

const journalSchema = z.object({ drills: z.array(drillSchema) });

export type Drill = z.output<typeof drillSchema>;
export type DrilledWorkload = z.output<typeof workloadSchema>;

/** Drills that are kept; older ones are forgotten, their runs stay on record in the product. */
const kept = 50;

/** What the commands have done, written down before and after each of it, so that the next one finds it. */
export interface Journal {
  /** The newest drill, of a region where one is named. */
  find(region?: string): Promise<Drill | 'none'>;
  /** Writes a drill in its newest form; it is on disk once this resolves. */
  save(drill: Drill): Promise<void>;
}

/** The journal of a data folder: `drills.json`, replaced as a whole. */
export function openJournal(folder: string): Journal {
  const file = path.join(folder, 'drills.json');
  return {
    async find(region) {
      const drills = await readDrills(file);
      return drills.findLast((drill) => region === undefined || drill.region === region) ?? 'none';
    },
    async save(drill) {
      const others = (await readDrills(file)).filter(({ id }) => id !== drill.id);
      const drills = [...others, drill].sort((a, b) => a.begunAt - b.begunAt).slice(-kept);
      await mkdir(folder, { recursive: true });
      await replace(file, `${JSON.stringify({ drills }, undefined, 2)}\n`);
    },
  };
}

async function readDrills(file: string): Promise<readonly Drill[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return 'none' as const;
    throw error;
  });
  if (text === 'none') return [];
  const read = journalSchema.safeParse(parse(text));
  if (read.success) return read.data.drills;
  throw new DrillRefused(`The journal of drills, ${file}, cannot be read. Move it away to begin with a new one.`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The schema refuses it by name.
    return undefined;
  }
}

async function replace(file: string, text: string): Promise<void> {
  const making = `${file}.making-${process.pid}`;
  const handle = await open(making, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(making, file);
}
