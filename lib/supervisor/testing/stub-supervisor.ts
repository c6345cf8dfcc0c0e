import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { configurationOrExit } from '../../config/read-environment';
import { readSupervisorConfig } from '../../config/supervisor-config';
import { superviseUntilStopped } from '../supervise-until-stopped';

/** The supervisor over stand-ins for the three programs, for its tests. */
const here = path.dirname(fileURLToPath(import.meta.url));
const stub = path.join(here, 'stub-program.mjs');

await superviseUntilStopped({
  checkout: here,
  config: configurationOrExit(() => readSupervisorConfig(here)),
  programs: {
    simulator: [stub, 'simulator'],
    engine: [stub, 'engine'],
    web: (port) => [
      ...['--import', pathToFileURL(path.join(here, 'exit-with-supervisor.mjs')).href],
      ...[stub, 'web', String(port)],
    ],
  },
  environment: process.env,
  restarts: !process.argv.includes('--no-restart'),
});
