// Practises the loss of a region of the simulated fleet: npm run drill -- help
import './require-node.mjs';
import { dataFolder } from './data-folder.mjs';
import { loadModule } from './load-module.mjs';

const { runDrill } = await loadModule('scripts/drill/run-drill.ts');
process.exitCode = await runDrill(process.argv.slice(2), {
  folder: dataFolder(),
  environment: process.env,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
