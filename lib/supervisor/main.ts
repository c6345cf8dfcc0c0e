import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { configurationOrExit } from '../config/read-environment';
import { readSupervisorConfig } from '../config/supervisor-config';
import { builtPrograms } from './programs';
import { superviseUntilStopped } from './supervise-until-stopped';

// The bundle stands in `dist` of the checkout.
const checkout = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

const { values } = parseArgs({ options: { 'no-restart': { type: 'boolean', default: false } }, strict: false });

await superviseUntilStopped({
  checkout,
  config: configurationOrExit(() => readSupervisorConfig(checkout)),
  programs: builtPrograms(checkout),
  environment: process.env,
  restarts: values['no-restart'] !== true,
});
