// Compares the bills that the console keeps with those that the simulator writes, to the cent: npm run costs:reconcile
// Shares no code with the console: it asks the simulator over the wire and the store in SQL, and adds up by itself.
import './require-node.mjs';
import { CostExplorerClient, GetCostAndUsageCommand } from '@aws-sdk/client-cost-explorer';
import pg from 'pg';

const usage = `Usage: node scripts/reconcile-costs.mjs --simulator URL --store URL [--account ID]... [--json]
  asks the simulator for each day and month that the console keeps of an account's bill, and adds the console's lines up,
  cut by cut; any difference of a cent or more, on any basis, is named and ends with 1
`;

const bases = {
  unblended: 'UnblendedCost',
  amortized: 'AmortizedCost',
  netUnblended: 'NetUnblendedCost',
  netAmortized: 'NetAmortizedCost',
};
const cuts = {
  'region-record-type': { keys: ['region', 'recordType'], by: ['REGION', 'RECORD_TYPE'] },
  'region-service': { keys: ['region', 'service'], by: ['REGION', 'SERVICE'] },
  'workload-region': { keys: ['workload', 'region'], by: ['$workload', 'REGION'] },
  'workload-usage-type': { keys: ['workload', 'usageType'], by: ['$workload', 'USAGE_TYPE'] },
};
/** AWS bills an hour a day after its end: what is younger still grows between two readings. */
const arrivingMs = 2 * 86_400_000;

/** Billionths. A text that is no decimal is an error, never zero. */
function toNano(text) {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text ?? '');
  if (parts === null) throw new Error(`${JSON.stringify(text)} is no amount.`);
  const fraction = (parts[3] ?? '').padEnd(9, '0');
  if (/[^0]/.test(fraction.slice(9))) throw new Error(`${text} has more digits than the simulator writes.`);
  const nano = BigInt(parts[2]) * 1_000_000_000n + BigInt(fraction.slice(0, 9));
  return parts[1] === '-' ? -nano : nano;
}

const cent = 10_000_000n;
const differsByACent = (a, b) => (a > b ? a - b : b - a) >= cent;
const write = (nano) => (Number(nano) / 1e9).toFixed(2);

function readWords(words) {
  const given = { accounts: [], json: false };
  for (let index = 0; index < words.length; index += 1) {
    const [word, value] = [words[index], words[index + 1]];
    if (word === '--json') given.json = true;
    else if (value === undefined) return undefined;
    else if (word === '--simulator') [given.simulator, index] = [value, index + 1];
    else if (word === '--store') [given.store, index] = [value, index + 1];
    else if (word === '--account') [, index] = [given.accounts.push(value), index + 1];
    else return undefined;
  }
  return given.simulator === undefined || given.store === undefined ? undefined : given;
}

/** What the simulator bills an account, by day or month, cut and keys. */
async function askSimulator(client, account, granularity, from, until, by) {
  const grouping = by.map((key) =>
    key.startsWith('$') ? { Type: 'TAG', Key: key.slice(1) } : { Type: 'DIMENSION', Key: key },
  );
  const periods = new Map();
  let token;
  do {
    const page = await client.send(
      new GetCostAndUsageCommand({
        TimePeriod: { Start: from, End: until },
        Granularity: granularity,
        Metrics: Object.values(bases),
        GroupBy: grouping.length === 0 ? undefined : grouping,
        Filter: { Dimensions: { Key: 'LINKED_ACCOUNT', Values: [account] } },
        NextPageToken: token,
      }),
    );
    for (const { TimePeriod, Total, Groups } of page.ResultsByTime) {
      const lines = periods.get(TimePeriod.Start) ?? new Map();
      periods.set(TimePeriod.Start, lines);
      const told = grouping.length === 0 ? [{ Keys: [], Metrics: Total }] : Groups;
      for (const { Keys, Metrics } of told) {
        const key = JSON.stringify(Keys.map((each) => each.replace(/^workload\$/, '') || 'untagged'));
        const amounts = Object.entries(bases).map(([basis, metric]) => [basis, toNano(Metrics[metric].Amount)]);
        lines.set(key, Object.fromEntries(amounts));
      }
    }
    token = page.NextPageToken;
  } while (token);
  return periods;
}

function sumByKey(lines, keys) {
  const sums = new Map();
  for (const line of lines) {
    const key = JSON.stringify(keys.map((each) => line[each]));
    const sum = sums.get(key) ?? Object.fromEntries(Object.keys(bases).map((basis) => [basis, 0n]));
    for (const basis of Object.keys(bases)) sum[basis] += toNano(line.amounts[basis]);
    sums.set(key, sum);
  }
  return sums;
}

function totalOf(lines) {
  return sumByKey(lines, []).get('[]') ?? Object.fromEntries(Object.keys(bases).map((basis) => [basis, 0n]));
}

/** Names each key on which two maps of amounts differ by a cent. */
function compare(where, theirs, ours, found) {
  for (const key of new Set([...theirs.keys(), ...ours.keys()])) {
    for (const basis of Object.keys(bases)) {
      const [bill, kept] = [theirs.get(key)?.[basis] ?? 0n, ours.get(key)?.[basis] ?? 0n];
      if (differsByACent(bill, kept)) found.push({ ...where, key, basis, bill: write(bill), kept: write(kept) });
    }
  }
}

async function reconcileAccount(client, account, rows, tally) {
  for (const [granularity, wire] of [
    ['day', 'DAILY'],
    ['month', 'MONTHLY'],
  ]) {
    const kept = rows.filter((row) => row.granularity === granularity).map(({ body }) => body);
    if (kept.length === 0) continue;
    const range = [kept[0].from, kept.at(-1).until];
    const totals = await askSimulator(client, account, wire, ...range, []);
    const told = {};
    for (const [cut, { by }] of Object.entries(cuts)) {
      told[cut] = await askSimulator(client, account, wire, ...range, by);
    }
    for (const period of kept) {
      const isArriving = Date.parse(period.until) + arrivingMs > period.readAt;
      const found = [];
      const where = { account, granularity, from: period.from };
      const bill = totals.get(period.from) ?? new Map();
      compare({ ...where, cut: 'total' }, bill, new Map([['[]', totalOf([{ amounts: period.total }])]]), found);
      for (const [cut, { keys }] of Object.entries(cuts)) {
        const lines = period.lines[cut];
        compare({ ...where, cut }, told[cut].get(period.from) ?? new Map(), sumByKey(lines, keys), found);
        compare({ ...where, cut: `${cut} in all` }, bill, new Map([['[]', totalOf(lines)]]), found);
      }
      tally.periods += 1;
      if (isArriving) tally.arriving.push(...found);
      else tally.differences.push(...found);
      const amounts = bill.get('[]');
      if (amounts !== undefined) tally.unblendedNano += amounts.unblended;
    }
  }
}

async function run(words) {
  const given = readWords(words);
  if (given === undefined) {
    process.stderr.write(usage);
    return 2;
  }
  const database = new pg.Client({ connectionString: given.store, application_name: 'antipode-reconcile-costs' });
  await database.connect();
  const tally = { periods: 0, unblendedNano: 0n, differences: [], arriving: [] };
  try {
    const { rows } = await database.query(
      'select account_id, granularity, body from antipode.cost_period order by account_id, starts_on',
    );
    const accounts = given.accounts.length > 0 ? given.accounts : [...new Set(rows.map((row) => row.account_id))];
    for (const account of accounts) {
      const client = new CostExplorerClient({
        endpoint: given.simulator,
        region: 'us-east-1',
        credentials: { accessKeyId: `SIM${account}`, secretAccessKey: 'simulated' },
      });
      const own = rows.filter((row) => row.account_id === account);
      await reconcileAccount(client, account, own, tally);
      client.destroy();
    }
  } finally {
    await database.end();
  }
  if (tally.periods === 0) {
    process.stderr.write('The console keeps no bill yet: nothing was compared.\n');
    return 1;
  }
  const report = { ...tally, unblendedNano: String(tally.unblendedNano) };
  if (given.json) process.stdout.write(`${JSON.stringify(report)}\n`);
  else {
    for (const each of tally.differences) process.stdout.write(`${JSON.stringify(each)}\n`);
    process.stdout.write(
      `${tally.periods} days and months compared, ${write(tally.unblendedNano)} in all: ${tally.differences.length} differences of a cent or more; ${tally.arriving.length} in days that were still arriving when they were read.\n`,
    );
  }
  return tally.differences.length === 0 ? 0 : 1;
}

process.exitCode = await run(process.argv.slice(2));
