import { createHash } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import { readOidcConfig } from './oidc-config';
import { ConfigurationInvalid, type Environment, readEnvironment } from './read-environment';
import { databaseUrl, filePath, onOff, port } from './variables';

/** What a person sets for `npm start`. */
export interface SupervisorConfig {
  /** Port of the web program; 0 lets the system choose. */
  readonly port: number;
  /** Address the web program listens on. */
  readonly host: string;
  /** Port of the simulator's AWS endpoint; 0 lets the system choose. */
  readonly simulatorPort: number;
  /** Absolute path of the data folder. */
  readonly dataFolder: string;
  /** A PostgreSQL server of the user's instead of the embedded one. */
  readonly databaseUrl: string | undefined;
  readonly simulated: boolean;
  /** Fleet seconds per second, for the first start of a store; undefined when not given. */
  readonly clockSpeed: number | undefined;
  readonly seed: number;
  readonly nextAuthSecret: string | undefined;
  readonly nextAuthUrl: string | undefined;
  readonly localAccounts: string | undefined;
  /** Absolute path of the fleet file, when one was named. */
  readonly fleetFile: string | undefined;
}

const schema = z.object({
  PORT: port.default(3000),
  HOST: z.string().default('127.0.0.1'),
  SIMULATOR_PORT: port.default(4599),
  ANTIPODE_DATA: z.string().optional(),
  DATABASE_URL: databaseUrl.optional(),
  ANTIPODE_SIMULATOR: onOff.default(true),
  ANTIPODE_CLOCK_SPEED: z
    .string()
    .transform(Number)
    .refine((speed) => speed > 0 && speed <= 1000, 'must be a number above 0 and at most 1000')
    .optional(),
  ANTIPODE_SIMULATOR_SEED: z
    .string()
    .regex(/^\d{1,9}$/, 'must be a whole number of at most 9 digits')
    .transform(Number)
    .default(1),
  NEXTAUTH_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  NEXTAUTH_URL: z.url('must be the URL people open the console at, e.g. https://antipode.example.com').optional(),
  ANTIPODE_LOCAL_ACCOUNTS: z.string().optional(),
  ANTIPODE_FLEET: filePath.optional(),
});

/**
 * The supervisor's configuration. Secrets are created by the first start only while the fleet is simulated; a console
 * over a real fleet must be given them.
 *
 * @param checkout folder of the installed program; the default data folder follows from it.
 * @throws ConfigurationInvalid
 */
export function readSupervisorConfig(
  checkout: string,
  environment: Environment = process.env,
  isRoot: boolean = process.getuid?.() === 0,
): SupervisorConfig {
  const read = readEnvironment(schema, environment);
  const oidc = readOidcConfig(environment);
  if (!read.ANTIPODE_SIMULATOR) requireSecrets(read, oidc !== 'none');
  return {
    port: read.PORT,
    host: read.HOST,
    simulatorPort: read.SIMULATOR_PORT,
    dataFolder: path.resolve(checkout, read.ANTIPODE_DATA ?? defaultDataFolder(checkout, isRoot)),
    databaseUrl: read.DATABASE_URL,
    simulated: read.ANTIPODE_SIMULATOR,
    clockSpeed: read.ANTIPODE_CLOCK_SPEED,
    seed: read.ANTIPODE_SIMULATOR_SEED,
    nextAuthSecret: read.NEXTAUTH_SECRET,
    nextAuthUrl: read.NEXTAUTH_URL,
    // With a provider nobody needs an account here; none is made up over a real fleet.
    localAccounts: read.ANTIPODE_LOCAL_ACCOUNTS ?? (read.ANTIPODE_SIMULATOR || oidc === 'none' ? undefined : '[]'),
    fleetFile: read.ANTIPODE_FLEET === undefined ? undefined : path.resolve(checkout, read.ANTIPODE_FLEET),
  };
}

/** `.antipode` in the checkout; for root a folder that PostgreSQL's unprivileged user can reach, one per checkout. */
export function defaultDataFolder(checkout: string, isRoot: boolean): string {
  if (!isRoot) return path.join(checkout, '.antipode');
  const hash = createHash('sha256').update(checkout).digest('hex').slice(0, 8);
  return path.join('/var/lib/antipode', `${path.basename(checkout) || 'root'}-${hash}`);
}

function requireSecrets(read: z.output<typeof schema>, hasProvider: boolean): void {
  const needed = {
    NEXTAUTH_SECRET: read.NEXTAUTH_SECRET,
    ...(hasProvider ? {} : { ANTIPODE_LOCAL_ACCOUNTS: read.ANTIPODE_LOCAL_ACCOUNTS }),
  };
  const problems = Object.entries(needed)
    .filter(([, value]) => value === undefined)
    .map(([name]) => `${name} is missing: with ANTIPODE_SIMULATOR=off no secret is made up, it must be given.`);
  if (problems.length > 0) throw new ConfigurationInvalid(problems);
}
