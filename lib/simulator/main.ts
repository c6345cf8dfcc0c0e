import pino from 'pino';
import { PortInUse } from './doors/port-in-use';
import { readSimulatorEnvironment, type SimulatorEnvironment } from './environment';
import { type RunningSimulator, startSimulator } from './start-simulator';
import { WrongFleetError } from './world';
import { buildFleet } from './world/build-fleet';

/** The simulator as a program: one ready line on stdout, its log on stderr, a checkpoint when it is told to end. */
const log = pino({ name: 'simulator' }, pino.destination({ dest: 2, sync: true }));

const portVariables = {
  aws: 'SIMULATOR_PORT',
  dns: 'ANTIPODE_SIMULATOR_DNS_PORT',
  http: 'ANTIPODE_SIMULATOR_HTTP_PORT',
} as const;

const read = readSimulatorEnvironment(process.env);
if ('problems' in read) giveUp(read.problems);
else await run(read.settings);

async function run(settings: SimulatorEnvironment): Promise<void> {
  const { declaration, ...rest } = settings;
  const simulator = await startSimulator({
    ...rest,
    fleet: buildFleet(declaration),
    onUnexpectedError: (error, where) => log.error({ err: error, where }, 'operation failed'),
  }).catch((error: unknown) => {
    if (error instanceof PortInUse) {
      return giveUp([
        `${error.message} Set ${portVariables[error.door]} to a free port, or to 0 to let the system choose.`,
      ]);
    }
    if (error instanceof WrongFleetError) return giveUp([error.message]);
    throw error;
  });
  endOn(simulator, settings.supervised);
  const { port, dnsPort, httpPort } = simulator;
  process.stdout.write(`${JSON.stringify({ ready: 'simulator', port, dnsPort, httpPort })}\n`);
  const { seed, now, fleetName } = simulator.world;
  log.info({ port, dnsPort, httpPort, seed, fleet: fleetName, speed: settings.clock.speed, now }, 'simulator serves');
}

function giveUp(sentences: readonly string[]): never {
  for (const sentence of sentences) process.stderr.write(`${sentence}\n`);
  process.exit(2);
}

function endOn(simulator: RunningSimulator, supervised: boolean): void {
  let ending = false;
  const end = (reason: string) => {
    if (ending) return;
    ending = true;
    log.info({ reason }, 'simulator ends');
    simulator.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'the checkpoint failed');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', () => end('SIGTERM'));
  process.once('SIGINT', () => end('SIGINT'));
  if (!supervised) return;
  process.stdin.once('end', () => end('stdin closed'));
  process.stdin.once('error', () => end('stdin closed'));
  process.stdin.resume();
}
