import { z } from 'zod';
import { DrillRefused, type SimulatedFleet } from './ports';

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

/** The fleet behind the control API on this machine, e.g. `http://127.0.0.1:PORT`. */
export function connectFleet(url: string): SimulatedFleet {
  return {
    async status() {
      const { now, regions, faults } = await ask(url, 'status', statusSchema);
      const failing = faults.flatMap(({ fault, startedAt }) =>
        fault.kind === 'region-outage' && fault.region !== undefined
          ? [{ region: fault.region, since: startedAt }]
          : [],
      );
      return { now, regions, failing };
    },
    fail: async (region) => (await ask(url, 'faults', beganSchema, { kind: 'region-outage', region })).fault.startedAt,
    heal: async (region) => (await ask(url, 'heal', healedSchema, { region })).now,
  };
}

async function ask<T>(url: string, route: string, schema: z.ZodType<T>, body?: object): Promise<T> {
  const post = body && {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  const options = { ...post, signal: AbortSignal.timeout(10_000) };
  const response = await fetch(new URL(`/_simulator/${route}`, url), options).catch((cause: unknown) => {
    throw new DrillRefused(`The simulator at ${url} does not answer (${String(cause)}). Start it with npm start.`);
  });
  const text = await response.text();
  const read = schema.safeParse(parse(text));
  if (response.ok && read.success) return read.data;
  throw new DrillRefused(`The simulator refused ${route}: HTTP ${response.status} ${text.trim()}`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The schema refuses it.
    return undefined;
  }
}
