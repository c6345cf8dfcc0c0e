// Verifies the audit trail, and reports it has the hashes of: npm run audit:verify
import './require-node.mjs';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { dataFolder } from './data-folder.mjs';
import { loadModule } from './load-module.mjs';

const usage = `Usage: npm run audit:verify [-- anchors-file]
       npm run audit:verify -- report.json [trail]
       npm run audit:verify -- --export trail.json
  follows the hash chain over the audit trail, and names the first line that is not as it was written;
  the store is that of DATABASE_URL, else of the data folder; anchors are those of the data folder
  of a report: verifies it by what it carries with it, without a store, and against an exported trail or a file of anchors
  where one is given
  --export writes the hashes of the trail for that
`;

/** The text of a file, each of its bytes counted: what is no UTF-8 keeps the place of its bytes and matches nothing. */
function readText(file) {
  try {
    const bytes = readFileSync(path.resolve(file));
    const text = bytes.toString('utf8');
    return Buffer.from(text).equals(bytes) ? text : bytes.toString('latin1');
  } catch (error) {
    if (error.code === 'ENOENT') return 'absent';
    throw error;
  }
}

/** Verifies a report offline; 0 when it is whole, 1 when it is not, or not proven yet. */
async function verifyReportFile(text, trailFile, { verifyReport, parseTrail, parseAnchors }) {
  let kept = [];
  if (trailFile !== undefined) {
    const trail = readText(trailFile);
    if (trail === 'absent') {
      process.stderr.write(`There is no file ${trailFile}.\n`);
      return 2;
    }
    const lines = parseTrail(trail);
    kept = lines === 'none' ? parseAnchors(trail) : lines;
    if (kept.length === 0) {
      process.stderr.write(`${trailFile} holds neither lines of a trail nor anchors.\n`);
      return 2;
    }
  }
  const verdict = verifyReport(text, kept);
  if (verdict.state !== 'whole') {
    process.stdout.write(`${verdict.sentence}\n`);
    return 1;
  }
  const { subject, edition, sha256, line, head, lines, anchors } = verdict;
  // A trail that was given and shares no line with the report proves nothing of it.
  if (trailFile !== undefined && anchors === 0) {
    process.stdout.write(
      `The report agrees with itself, and ${trailFile} has none of its lines ${line} to ${head}: not proven by it.\n`,
    );
    return 1;
  }
  const reach =
    anchors === 0
      ? 'nothing kept elsewhere was given: a report and chain that somebody wrote anew would not show'
      : `${anchors} of these lines are as they were kept elsewhere`;
  process.stdout.write(
    `The report of ${subject}, edition ${edition}, is whole: SHA-256 ${sha256}, line ${line} of the audit trail, ${lines} lines follow each other up to ${head}; ${reach}.\n`,
  );
  return 0;
}

async function openPlace(folder) {
  const given = process.env.DATABASE_URL;
  if (given) return { url: given, close: async () => undefined };
  if (!existsSync(path.join(folder, 'postgres', 'cluster'))) return 'none';
  const { ensureEmbeddedPostgres } = await loadModule('lib/persistence/embedded/ensure-embedded-postgres.ts');
  const server = await ensureEmbeddedPostgres(folder);
  // A console that runs goes on using it.
  return { url: server.url, close: async () => (server.reused ? undefined : server.stop()) };
}

async function run([first, second, ...rest]) {
  const exports = first === '--export';
  const isWrong = rest.length > 0 || (exports ? second === undefined : first?.startsWith('-'));
  if (isWrong) {
    process.stderr.write(usage);
    return 2;
  }
  const tools = await loadModule('scripts/audit/verify-module.ts');
  const text = first === undefined || exports ? 'absent' : readText(first);
  const isReport = text !== 'absent' && (tools.isEnvelope(text) || second !== undefined || first.endsWith('.json'));
  if (isReport) return verifyReportFile(text, second, tools);
  if (second !== undefined && !exports) {
    process.stderr.write(`There is no file ${first}.\n`);
    return 2;
  }
  return withStore(tools, (store, folder) =>
    exports ? exportTo(store, second, tools) : verifyStore(store, folder, first, tools),
  );
}

async function withStore({ openStore }, work) {
  const folder = dataFolder();
  const place = await openPlace(folder);
  if (place === 'none') {
    process.stderr.write(`There is no store in ${folder}: start the console once, or give DATABASE_URL.\n`);
    return 2;
  }
  const store = openStore(place.url, { applicationName: 'antipode-audit-verify', maxConnections: 1 });
  try {
    return await work(store, folder);
  } finally {
    await store.close();
    await place.close();
  }
}

async function exportTo(store, file, { exportTrail }) {
  await pipeline(exportTrail(store), createWriteStream(path.resolve(file), { mode: 0o600 }));
  process.stdout.write(`The hashes of the trail are in ${file}.\n`);
  return 0;
}

async function verifyStore(store, folder, anchorFile, { verifyTrail, readAnchors }) {
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
}

process.exitCode = await run(process.argv.slice(2));
