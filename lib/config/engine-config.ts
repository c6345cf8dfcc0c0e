import path from 'node:path';
import { z } from 'zod';
import { type FleetClockAnchor, identityClock } from '../domain/time';
import { ConfigurationInvalid, type Environment, readEnvironment } from './read-environment';
import { mailAddress, type SmtpServer, smtpUrl } from './smtp-url';
import { clock, databaseUrl, filePath, loopbackAddress, loopbackUrl, onOff } from './variables';

export interface EngineConfig {
  readonly databaseUrl: string;
  readonly clock: FleetClockAnchor;
  /** Name of this engine among those that share the store; stable over restarts. */
  readonly engineId: string;
  /** Where the simulated fleet is, or `off`: then the fleet is AWS. */
  readonly simulator: SimulatorDoors | 'off';
  /** Where the fleet is declared; `built-in` for the simulated fleet as it is without a file. */
  readonly fleet: FleetFilePlace | 'built-in';
  /** File in which heads of the audit chain are written down outside of the store; `none` keeps no anchors. */
  readonly auditAnchors: string | 'none';
  /** Bearer token that the fleet's applications ask for at their recovery-point markers. Never logged. */
  readonly markerToken?: string;
  /** By which mail leaves the console. Never logged. */
  readonly mail: MailConfig | 'not-configured';
  /** The address people open the console at, for mail to name. */
  readonly consoleUrl: string | 'not-told';
}

export interface MailConfig {
  readonly server: SmtpServer;
  /** The address that mail comes from. */
  readonly from: string;
}

export interface FleetFilePlace {
  /** Absolute path of the fleet file. */
  readonly file: string;
  /** Whether it must be there; otherwise the built-in fleet stands in for it while the fleet is simulated. */
  readonly isRequired: boolean;
  /** Where the last good fleet file is kept, so that a restart finds it while the file is broken. */
  readonly keptCopy: string | 'none';
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
  ANTIPODE_MARKER_TOKEN: z
    .string()
    .regex(/^[A-Za-z0-9._~+/-]{1,4096}=*$/, 'must be a bearer token: letters, digits and . _ ~ + / - only')
    .optional(),
  ANTIPODE_SMTP_URL: smtpUrl.optional(),
  ANTIPODE_SMTP_FROM: mailAddress.optional(),
  ANTIPODE_CONSOLE_URL: z.url({ protocol: /^https?$/, error: 'must be the URL people open the console at' }).optional(),
  ANTIPODE_AUDIT_ANCHORS: filePath.optional(),
  ANTIPODE_FLEET: filePath.optional(),
  ANTIPODE_FLEET_DEFAULT: filePath.optional(),
  ANTIPODE_FLEET_KEPT: filePath.optional(),
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
    fleet: placeOfFleet(read),
    auditAnchors: read.ANTIPODE_AUDIT_ANCHORS === undefined ? 'none' : path.resolve(read.ANTIPODE_AUDIT_ANCHORS),
    ...(read.ANTIPODE_MARKER_TOKEN === undefined ? {} : { markerToken: read.ANTIPODE_MARKER_TOKEN }),
    mail: mailOf(read),
    consoleUrl: read.ANTIPODE_CONSOLE_URL ?? 'not-told',
  };
}

/** Half a configuration is a mistake: whoever wrote it believes that mail is sent. */
function mailOf({
  ANTIPODE_SMTP_URL: server,
  ANTIPODE_SMTP_FROM: from,
}: z.output<typeof schema>): EngineConfig['mail'] {
  if (server !== undefined && from !== undefined) return { server, from };
  if (server === undefined && from === undefined) return 'not-configured';
  throw new ConfigurationInvalid([
    server === undefined
      ? 'ANTIPODE_SMTP_URL is missing: give the mail server too, or leave ANTIPODE_SMTP_FROM out.'
      : 'ANTIPODE_SMTP_FROM is missing: give the address that mail comes from too, e.g. antipode@acme.example.',
  ]);
}

function placeOfFleet(read: z.output<typeof schema>): EngineConfig['fleet'] {
  const keptCopy = read.ANTIPODE_FLEET_KEPT ?? 'none';
  if (read.ANTIPODE_FLEET !== undefined) return { file: path.resolve(read.ANTIPODE_FLEET), isRequired: true, keptCopy };
  const usual = read.ANTIPODE_FLEET_DEFAULT;
  if (usual !== undefined) return { file: path.resolve(usual), isRequired: !read.ANTIPODE_SIMULATOR, keptCopy };
  if (read.ANTIPODE_SIMULATOR) return 'built-in';
  throw new ConfigurationInvalid([
    'ANTIPODE_FLEET is missing: with ANTIPODE_SIMULATOR=off write a fleet file (docs/fleet-file.md) and give its path.',
  ]);
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
