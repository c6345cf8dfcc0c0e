// Prints a policy the console needs in AWS: node scripts/permissions.mjs engine|trust|reader|writer|failover
import './require-node.mjs';
import { loadModule } from './load-module.mjs';

const usage = `Usage: node scripts/permissions.mjs engine | trust | reader | writer | failover
  engine    for the engine's own role: the roles it may assume
  trust     for the three roles of a watched account: who may assume them
  reader    what the reader role may do
  writer    what the writer role may do
  failover  what the failover role may do
  Replace the names of the example; docs/aws-permissions.md says which.
`;

async function run([name, ...rest]) {
  const { buildPolicies, exampleNames, policyNames } = await loadModule('lib/aws/policies.ts');
  if (!policyNames.includes(name) || rest.length > 0) {
    process.stderr.write(usage);
    return 2;
  }
  process.stdout.write(`${JSON.stringify(buildPolicies(exampleNames)[name], undefined, 2)}\n`);
  return 0;
}

process.exitCode = await run(process.argv.slice(2));
