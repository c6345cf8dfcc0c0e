import { expect, test } from 'vitest';
import { formatProblem } from './fleet-problem';
import { parseFleetFile } from './parse-fleet-file';

const workload = `workloads:
  - id: shop
    tier: 0
    strategy: warm-standby
    owner: shop
    account: "111122223333"
    regions: { us-east-1: primary, us-west-2: standby }
`;

const small = `version: 1
name: acme
hostedZone: acme.example
accounts:
  - { id: "111122223333", name: production }
regions:
  - code: us-east-1
  - code: us-west-2
${workload}`;

const two = small.replace(
  'regions:\n',
  '  - { id: "444455556666", name: europe, externalId: antipode-444455556666 }\nregions:\n',
);

function parse(reports: string, file = small) {
  return parseFleetFile(`${file}${reports}`, { simulatedAccounts: 'not-simulated' });
}

function reportsOf(reports: string, file?: string) {
  const parsed = parse(reports, file);
  if (parsed.state === 'broken') throw new Error(JSON.stringify(parsed.problems));
  return parsed.fleet.reports;
}

function problemsOf(reports: string, file?: string): readonly string[] {
  const parsed = parse(reports, file);
  return parsed.state === 'good' ? [] : parsed.problems.map((problem) => formatProblem('fleet.yaml', problem));
}

test('a fleet that says nothing of reports delivers none', () => {
  expect(reportsOf('')).toBeUndefined();
});

test('a delivery with a folder alone carries every format there', () => {
  expect(reportsOf('reports:\n  - { id: files, send: weekly, folder: /var/reports }\n')).toEqual([
    {
      id: 'files',
      send: 'weekly',
      folder: '/var/reports',
      buckets: [],
      accountId: '111122223333',
      prefix: 'antipode',
      mail: [],
      formats: ['json', 'pdf', 'csv'],
    },
  ]);
});

test('a delivery says in which regions its buckets are, whose they are, who gets mail and in which formats', () => {
  const [board] =
    reportsOf(
      `reports:
  - id: board
    send: month-closed
    folder: /var/reports
    buckets: { us-west-2: acme-reports-west, eu-central-1: acme-reports-eu }
    account: "444455556666"
    prefix: acme/antipode
    mail: [board@acme.example, o'neil+x@acme.example]
    formats: [csv, pdf]
`,
      two,
    ) ?? [];
  expect(board).toEqual({
    id: 'board',
    send: 'month-closed',
    folder: '/var/reports',
    // A bucket may be where the fleet is not: that is the best place for a report of it.
    buckets: [
      { region: 'us-west-2', bucket: 'acme-reports-west' },
      { region: 'eu-central-1', bucket: 'acme-reports-eu' },
    ],
    accountId: '444455556666',
    prefix: 'acme/antipode',
    mail: ['board@acme.example', "o'neil+x@acme.example"],
    formats: ['pdf', 'csv'],
  });
});

test('every mistake in a delivery is told with its place and what to write instead', () => {
  expect(
    problemsOf(`reports:
  - id: board
    send: daily
    folder: reports/../x
  - { id: board, send: weekly }
  - { id: empty, send: weekly, buckets: {} }
  - { id: root, send: weekly, folder: "//" }
  - { id: home, send: weekly, folder: /var/../etc }
  - { id: names, send: weekly, buckets: { us-west-2: Acme_Reports, cn-north-1: acme-reports-cn, frankfurt: acme-eu } }
  - { id: twice, send: weekly, buckets: { us-west-2: acme-reports, us-east-1: acme-reports } }
  - { id: owner, send: weekly, buckets: { us-west-2: acme-reports }, account: "999999999999", prefix: /antipode/ }
  - { id: idle, send: weekly, folder: /var/reports, account: "111122223333", prefix: antipode }
  - { id: mail, send: weekly, mail: ["Board <board@acme.example>", "a@acme.example\\r\\nBcc: x@evil.example"] }
  - { id: again, send: weekly, mail: [a@acme.example, a@acme.example], formats: [pdf, pdf] }
  - { id: json, send: weekly, mail: [a@acme.example], formats: [json] }
  - { id: none, send: weekly, mail: [], formats: [] }
  - { id: more, send: weekly, folder: /var/reports, to: board }
`),
  ).toMatchInlineSnapshot(`
    [
      "fleet.yaml:18:11 reports[0].send is "daily"; write one of month-closed, weekly.",
      "fleet.yaml:19:13 reports[0].folder must be the absolute path of a folder on the machine of the engine, without .. in it, e.g. /var/reports.",
      "fleet.yaml:20:5 reports[1] leads nowhere: write at least one of folder, buckets and mail.",
      "fleet.yaml:20:11 reports[1].id repeats "board": each delivery is written once.",
      "fleet.yaml:21:32 reports[2].buckets must name at least one bucket, e.g. us-west-2: acme-reports-west.",
      "fleet.yaml:22:39 reports[3].folder must be a folder of its own, and not the root of the machine.",
      "fleet.yaml:23:39 reports[4].folder must be the absolute path of a folder on the machine of the engine, without .. in it, e.g. /var/reports.",
      "fleet.yaml:24:54 reports[5].buckets.us-west-2 must be the name of a bucket, 3 to 63 lower-case letters, digits, dots and hyphens, e.g. acme-reports-west.",
      "fleet.yaml:24:108 reports[5].buckets.frankfurt must be a region code of AWS, e.g. eu-west-1.",
      "fleet.yaml:25:79 reports[6].buckets.us-east-1 repeats acme-reports: a bucket is in one region, so write one of its own for each.",
      "fleet.yaml:26:103 reports[7].prefix must be what keys begin with, letters, digits and _ . - / without a slash at either end, e.g. antipode.",
      "fleet.yaml:27:62 reports[8].account is about buckets: write buckets too, or leave it out.",
      "fleet.yaml:27:86 reports[8].prefix is about buckets: write buckets too, or leave it out.",
      "fleet.yaml:28:38 reports[9].mail[0] must be a mail address alone, e.g. board@acme.example.",
      "fleet.yaml:28:68 reports[9].mail[1] must be a mail address alone, e.g. board@acme.example.",
      "fleet.yaml:29:55 reports[10].mail[1] repeats "a@acme.example": each address is written once.",
      "fleet.yaml:29:87 reports[10].formats[1] repeats "pdf": each format is written once.",
      "fleet.yaml:30:55 reports[11].formats has nothing that mail carries: add pdf or csv, or leave mail out.",
      "fleet.yaml:31:31 reports[12].mail must have at least one address, or leave it out.",
      "fleet.yaml:31:41 reports[12].formats must have at least one of json, pdf, csv, or leave it out for all of them.",
      "fleet.yaml:32:57 reports[13].to is not known here: write one of id, send, folder, buckets, account, prefix, mail, formats.",
    ]
  `);
});

test('with several accounts a delivery says whose its buckets are', () => {
  expect(problemsOf('reports:\n  - { id: a, send: weekly, buckets: { us-west-2: acme-reports } }\n', two)).toEqual([
    'fleet.yaml:18:5 reports[0].account is missing: write whose buckets they are, one of 111122223333, 444455556666.',
  ]);
});

test.each([
  ['{ id: a, send: weekly, buckets: { cn-north-1: acme-reports-cn } }', 'is in another partition of AWS'],
  ['{ id: a, send: weekly, buckets: { us-west-2: acme-reports }, account: "999999999999" }', 'is not declared'],
])('buckets that the engine could never reach are refused: %s', (delivery, message) => {
  expect(problemsOf(`reports:\n  - ${delivery}\n`)).toEqual([expect.stringContaining(message)]);
});
