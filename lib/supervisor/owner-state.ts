import { z } from 'zod';

const portNumber = z.number().int().min(1).max(65535);

const doorsSchema = z.object({ port: portNumber, dnsPort: portNumber, httpPort: portNumber });

const schema = z.object({
  databaseUrl: z.string(),
  simulated: z.boolean(),
  clock: z.object({ anchorFleetMs: z.number(), anchorWallMs: z.number(), speed: z.number().positive() }),
  simulator: doorsSchema.nullable(),
});

/** Ports of the simulator's AWS endpoint, DNS door and HTTP door. */
export type SimulatorPorts = z.output<typeof doorsSchema>;

/** Where the owner of a data folder keeps what everyone attached to it uses. */
export type OwnerState = z.output<typeof schema>;

/** Reads a line of the owner's channel; undefined for anything else. */
export function parseOwnerState(line: string): OwnerState | undefined {
  return schema.safeParse(parseJson(line)).data;
}

/** Reads the simulator's ready line; undefined for anything else. */
export function parseSimulatorReady(ready: unknown): SimulatorPorts | undefined {
  return doorsSchema.safeParse(ready).data;
}

/** A JSON value, or undefined for text that is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
