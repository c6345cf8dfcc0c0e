import { hostname } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { formatClock } from '../config/clock';
import type { Environment } from '../config/read-environment';
import type { SupervisorConfig } from '../config/supervisor-config';
import { inheritedEnvironment } from './child-environment';
import type { OwnerState, SimulatorPorts } from './owner-state';

/** How each program is called: the arguments of Node.js. */
export interface Programs {
  readonly simulator: readonly string[];
  readonly engine: readonly string[];
  readonly web: (port: number, host: string) => readonly string[];
}

/** The built programs of a checkout. */
export function builtPrograms(checkout: string): Programs {
  const bundle = (name: string) => path.join(checkout, 'dist', name);
  return {
    simulator: [bundle('simulator.mjs')],
    engine: [bundle('engine.mjs')],
    web: (port, host) => [
      ...['--import', pathToFileURL(bundle('exit-with-supervisor.mjs')).href],
      path.join(checkout, 'node_modules', 'next', 'dist', 'bin', 'next'),
      ...['start', '-p', String(port), '-H', host],
    ],
  };
}

const supervised = { ANTIPODE_SUPERVISED: '1', NODE_ENV: 'production' };

export function simulatorEnvironment(
  config: SupervisorConfig,
  clock: OwnerState['clock'],
  ports: SimulatorPorts | { readonly port: number },
  environment: Environment,
): Record<string, string> {
  return {
    ...inheritedEnvironment('simulator', environment, true),
    ...supervised,
    SIMULATOR_PORT: String(ports.port),
    // Asked for again after a restart, so that nobody has to be told of new ones.
    ...('dnsPort' in ports
      ? {
          ANTIPODE_SIMULATOR_DNS_PORT: String(ports.dnsPort),
          ANTIPODE_SIMULATOR_HTTP_PORT: String(ports.httpPort),
        }
      : {}),
    ANTIPODE_SIMULATOR_FOLDER: path.join(config.dataFolder, 'simulator'),
    ANTIPODE_SIMULATOR_SEED: String(config.seed),
    ANTIPODE_CLOCK: formatClock(clock),
  };
}

/** Where the fleet file is unless another one is named. */
export function usualFleetFile(config: Pick<SupervisorConfig, 'dataFolder'>): string {
  return path.join(config.dataFolder, 'fleet.yaml');
}

export function engineEnvironment(
  config: SupervisorConfig,
  state: OwnerState,
  environment: Environment,
): Record<string, string> {
  return {
    ...inheritedEnvironment('engine', environment, state.simulated),
    ...supervised,
    ...shared(state),
    ANTIPODE_ENGINE_ID: engineId(config),
    ...(config.fleetFile === undefined
      ? { ANTIPODE_FLEET_DEFAULT: usualFleetFile(config) }
      : { ANTIPODE_FLEET: config.fleetFile }),
    ANTIPODE_FLEET_KEPT: path.join(config.dataFolder, 'fleet.kept.yaml'),
    ANTIPODE_AUDIT_ANCHORS: path.join(config.dataFolder, 'audit-anchors.jsonl'),
    ...(config.nextAuthUrl === undefined ? {} : { ANTIPODE_CONSOLE_URL: config.nextAuthUrl }),
    ...(state.simulator === null
      ? {}
      : {
          ANTIPODE_SIMULATOR_URL: `http://127.0.0.1:${state.simulator.port}`,
          ANTIPODE_SIMULATOR_DNS: `127.0.0.1:${state.simulator.dnsPort}`,
          ANTIPODE_SIMULATOR_HTTP: `http://127.0.0.1:${state.simulator.httpPort}`,
        }),
  };
}

export function webEnvironment(
  config: SupervisorConfig,
  state: OwnerState,
  port: number,
  signIn: { readonly nextAuthSecret: string; readonly localAccounts: string },
  environment: Environment,
): Record<string, string> {
  return {
    ...inheritedEnvironment('web', environment, state.simulated),
    ...supervised,
    ...shared(state),
    PORT: String(port),
    NEXT_TELEMETRY_DISABLED: '1',
    NEXTAUTH_SECRET: signIn.nextAuthSecret,
    ANTIPODE_LOCAL_ACCOUNTS: signIn.localAccounts,
    // Without a fixed address, sign-in answers at the address it is asked at.
    ...(config.nextAuthUrl === undefined ? { AUTH_TRUST_HOST: '1' } : { NEXTAUTH_URL: config.nextAuthUrl }),
  };
}

function shared(state: OwnerState): Record<string, string> {
  return {
    ANTIPODE_DATABASE_URL: state.databaseUrl,
    ANTIPODE_CLOCK: formatClock(state.clock),
    ANTIPODE_SIMULATOR: state.simulated ? 'on' : 'off',
  };
}

/** The same after every restart, and another for each start beside it, which has a port of its own. */
function engineId(config: SupervisorConfig): string {
  const own = config.port === 0 ? `process-${process.pid}` : String(config.port);
  return `${hostname()
    .replace(/[^\w.-]/g, '-')
    .slice(0, 60)}-${own}`;
}
