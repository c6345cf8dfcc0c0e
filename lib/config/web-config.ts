import { z } from 'zod';
import { type FleetClockAnchor, identityClock } from '../domain/time';
import { ConfigurationInvalid, type Environment, readEnvironment } from './read-environment';
import { clock, databaseUrl, onOff } from './variables';

export interface WebConfig {
  readonly databaseUrl: string;
  readonly clock: FleetClockAnchor;
  readonly simulated: boolean;
}

const schema = z.object({
  ANTIPODE_DATABASE_URL: databaseUrl,
  ANTIPODE_CLOCK: clock.optional(),
  ANTIPODE_SIMULATOR: onOff.default(true),
  NEXTAUTH_SECRET: z
    .string({ error: 'is missing: give a random text of at least 32 characters that signs the sessions' })
    .min(32, 'must have at least 32 characters'),
});

/**
 * The web program's configuration from its environment. It holds no AWS credentials: any `AWS_*` variable is a problem,
 * so that a wrong deployment is found at its start and not in an audit.
 *
 * @throws ConfigurationInvalid
 */
export function readWebConfig(environment: Environment = process.env): WebConfig {
  const strangers = Object.keys(environment).filter((name) => name.startsWith('AWS_'));
  if (strangers.length > 0) {
    throw new ConfigurationInvalid(
      strangers.map((name) => `${name} must not be given to the web program: only the engine talks to AWS.`),
    );
  }
  const read = readEnvironment(schema, environment);
  return {
    databaseUrl: read.ANTIPODE_DATABASE_URL,
    clock: read.ANTIPODE_CLOCK ?? identityClock,
    simulated: read.ANTIPODE_SIMULATOR,
  };
}
