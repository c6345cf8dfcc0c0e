// Verifies the audit trail: npm run audit:verify
import './require-node.mjs';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { dataFolder } from './data-folder.mjs';
import { loadModule } from './load-module.mjs';

const usage = `Usage: npm run audit:verify [-- anchors-file]
  follows the hash chain over the audit trail, and names the first line that is not as it was written;
  the store is that of DATABASE_URL, else of the data folder; anchors are those of the data folder
`;

async function openPlace(folder) {
  const given = process.env.DATABASE_URL;
  if (given) return { url: given, close: async () => undefined };
  if (!existsSync(path.join(folder, 'postgres', 'cluster'))) return 'none';
  const { ensureEmbeddedPostgres } = await loadModule('lib/persistence/embedded/ensure-embedded-postgres.ts');
  const server = await ensureEmbeddedPostgres(folder);
  // A console that runs goes on using it.
  return { url: server.url, close: async () => (server.reused ? undefined : server.stop()) };
}

async function run([anchorFile, ...rest]) {
  if (rest.length > 0 || anchorFile?.startsWith('-')) {
    process.stderr.write(usage);
    return 2;
  }
  const folder = dataFolder();
  const place = await openPlace(folder);
  if (place === 'none') {
    process.stderr.write(`There is no store in ${folder}: start the console once, or give DATABASE_URL.\n`);
    return 2;
  }
  const { verifyTrail, readAnchors, openStore } = await loadModule('scripts/audit/verify-module.ts');
  const store = openStore(place.url, { applicationName: 'antipode-audit-verify', maxConnections: 1 });
  try {
    const file = anchorFile === undefined ? path.join(folder, 'audit-anchors.jsonl') : path.resolve(anchorFile);
    const verdict = await verifyTrail(store, await readAnchors(file));
    if (verdict.state === 'broken') {
      process.stdout.write(`${verdict.sentence}\n`);
      return 1;
    }
    const { sealed, unsealed, anchors } = verdict;
    const reach = anchors === 0 ? 'no anchors: what was cut off at its end would not show' : `${anchors} anchors hold`;
    process.stdout.write(`The audit trail is whole: ${sealed} lines sealed, ${unsealed} not sealed yet, ${reach}.\n`);
    return 0;
  } finally {
    await store.close();
    await place.close();
  }
}

process.exitCode = await run(process.argv.slice(2));
