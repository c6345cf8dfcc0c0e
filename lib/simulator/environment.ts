import { z } from 'zod';
import { type FleetClock, identityClock, parseFleetClock } from './fleet-clock';
import { defaultFleet } from './world/default-fleet';
import type { FleetDeclaration } from './world/fleet-declaration';
import { findFleetNamed, fleetNames } from './world/fleet-names';

/** What the simulator reads from its environment. */
export interface SimulatorEnvironment {
  readonly port: number;
  readonly dnsPort: number;
  readonly httpPort: number;
  readonly folder: string | undefined;
  readonly seed: number;
  /** What the simulated fleet is made of. */
  readonly declaration: FleetDeclaration;
  readonly clock: FleetClock;
  readonly resolverRegion: string | undefined;
  readonly truth: boolean;
  /** The program ends when its standard input closes. */
  readonly supervised: boolean;
}

const notAPort = 'must be a port number from 0 to 65535, where 0 picks a free port';
const port = z
  .string()
  .regex(/^\d{1,5}$/, notAPort)
  .transform(Number)
  .refine((number) => number <= 65_535, notAPort);

const schema = z.object({
  SIMULATOR_PORT: port.default(4599),
  ANTIPODE_SIMULATOR_DNS_PORT: port.default(0),
  ANTIPODE_SIMULATOR_HTTP_PORT: port.default(0),
  ANTIPODE_SIMULATOR_FOLDER: z.string().optional(),
  ANTIPODE_SIMULATOR_SEED: z
    .string()
    .regex(/^\d{1,9}$/, 'must be a whole number of at most 9 digits')
    .transform(Number)
    .default(1),
  ANTIPODE_SIMULATOR_FLEET: z
    .string()
    .transform((text, context) => {
      const declaration = findFleetNamed(text);
      if (declaration !== undefined) return declaration;
      context.addIssue(`must be ${fleetNames}`);
      return z.NEVER;
    })
    .default(defaultFleet),
  ANTIPODE_CLOCK: z
    .string()
    .transform((text, context) => {
      const clock = parseFleetClock(text);
      if (clock !== undefined) return clock;
      context.addIssue('must be "anchorFleetMs,anchorWallMs,speed", three numbers with speed above 0');
      return z.NEVER;
    })
    .default(identityClock),
  ANTIPODE_SIMULATOR_RESOLVER_REGION: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be a region code such as eu-west-1')
    .optional(),
  ANTIPODE_SIMULATOR_TRUTH: z.enum(['on', 'off'], { error: 'must be "on" or "off"' }).default('off'),
  ANTIPODE_SUPERVISED: z.enum(['0', '1'], { error: 'must be "0" or "1"' }).default('0'),
});

/**
 * Reads the simulator's environment. Empty variables count as absent.
 * @returns the settings, or one sentence per problem
 */
export function readSimulatorEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): { readonly settings: SimulatorEnvironment } | { readonly problems: readonly string[] } {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const read = schema.safeParse(given);
  if (!read.success) {
    return { problems: read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`) };
  }
  return {
    settings: {
      port: read.data.SIMULATOR_PORT,
      dnsPort: read.data.ANTIPODE_SIMULATOR_DNS_PORT,
      httpPort: read.data.ANTIPODE_SIMULATOR_HTTP_PORT,
      folder: read.data.ANTIPODE_SIMULATOR_FOLDER,
      seed: read.data.ANTIPODE_SIMULATOR_SEED,
      declaration: read.data.ANTIPODE_SIMULATOR_FLEET,
      clock: read.data.ANTIPODE_CLOCK,
      resolverRegion: read.data.ANTIPODE_SIMULATOR_RESOLVER_REGION,
      truth: read.data.ANTIPODE_SIMULATOR_TRUTH === 'on',
      supervised: read.data.ANTIPODE_SUPERVISED === '1',
    },
  };
}
