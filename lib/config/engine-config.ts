import { z } from 'zod';
import { type FleetClockAnchor, identityClock } from '../domain/time';
import { ConfigurationInvalid, type Environment, readEnvironment } from './read-environment';
import { clock, databaseUrl, loopbackAddress, loopbackUrl, onOff } from './variables';

export interface EngineConfig {
  readonly databaseUrl: string;
  readonly clock: FleetClockAnchor;
  /** Name of this engine among those that share the store; stable over restarts. */
  readonly engineId: string;
  /** Where the simulated fleet is, or `off`: then the fleet is AWS. */
  readonly simulator: SimulatorDoors | 'off';
}

export interface SimulatorDoors {
  /** AWS endpoint, `http://127.0.0.1:PORT`. */
  readonly awsUrl: string;
  /** DNS over UDP, `127.0.0.1:PORT`. */
  readonly dnsAddress: string;
  /** Forward proxy into the simulated internet, `http://127.0.0.1:PORT`. */
  readonly httpUrl: string;
}

const schema = z.object({
  ANTIPODE_DATABASE_URL: databaseUrl,
  ANTIPODE_CLOCK: clock.optional(),
  ANTIPODE_SIMULATOR: onOff.default(true),
  ANTIPODE_ENGINE_ID: z
    .string({ error: 'is missing: give the engine a name that no other engine of this store has' })
    .regex(/^[\w.:-]{1,100}$/, 'must be 1 to 100 letters, digits or . _ : -'),
  ANTIPODE_SIMULATOR_URL: loopbackUrl.optional(),
  ANTIPODE_SIMULATOR_DNS: loopbackAddress.optional(),
  ANTIPODE_SIMULATOR_HTTP: loopbackUrl.optional(),
});

/**
 * The engine's configuration from its environment.
 *
 * @throws ConfigurationInvalid
 */
export function readEngineConfig(environment: Environment = process.env): EngineConfig {
  const read = readEnvironment(schema, environment);
  return {
    databaseUrl: read.ANTIPODE_DATABASE_URL,
    clock: read.ANTIPODE_CLOCK ?? identityClock,
    engineId: read.ANTIPODE_ENGINE_ID,
    simulator: read.ANTIPODE_SIMULATOR ? requireDoors(read) : 'off',
  };
}

function requireDoors(read: z.output<typeof schema>): SimulatorDoors {
  const awsUrl = read.ANTIPODE_SIMULATOR_URL;
  const dnsAddress = read.ANTIPODE_SIMULATOR_DNS;
  const httpUrl = read.ANTIPODE_SIMULATOR_HTTP;
  if (awsUrl === undefined || dnsAddress === undefined || httpUrl === undefined) {
    const doors = {
      ANTIPODE_SIMULATOR_URL: awsUrl,
      ANTIPODE_SIMULATOR_DNS: dnsAddress,
      ANTIPODE_SIMULATOR_HTTP: httpUrl,
    };
    throw new ConfigurationInvalid(
      Object.entries(doors)
        .filter(([, value]) => value === undefined)
        .map(([name]) => `${name} is missing: give the simulator's door, or set ANTIPODE_SIMULATOR=off to watch AWS.`),
    );
  }
  return { awsUrl, dnsAddress, httpUrl };
}
