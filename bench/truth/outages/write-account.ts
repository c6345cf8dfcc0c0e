import type { OutageMinute, OutageReplay } from './replay-outage';

/** The written account of a replay, as Markdown; the same for the same replay. */
export function writeAccount(replay: OutageReplay): string {
  const { outage, says, minutes, broken, frames, tally } = replay;
  const [calm, ...rest] = minutes;
  return [
    `# ${outage.title}: what the console said, against what was true`,
    '',
    says.trim(),
    '',
    'This account is written by `npm run truth -- --outages`: the default fleet goes through the outage as',
    `\`lib/simulator/scenarios/${outage.name}.yaml\` tells it, with the console watching through the AWS protocols, in lockstep.`,
    'Minutes are counted from the beginning of the outage; a minute in which nothing changed is left out. "Said" is what the',
    'screens showed at that minute, "true" what the simulated world counted. Shares of users are rounded down. Findings are',
    'looked for every ten seconds; notices are told by their code.',
    '',
    `${frames} moments, one every ten seconds, were held against the rules of [the truth campaign](../truth.md): ` +
      (broken.length === 0 ? 'all of them held.' : `${broken.length} did not hold:`),
    ...broken.map((line) => `- ${line}`),
    '',
    '## What is not replayed',
    '',
    ...outage.notReplayed.map((line) => `- ${line}`),
    '',
    '## How it reads',
    '',
    ...outage.reading.map((line) => `- ${line}`),
    '',
    '## In figures',
    '',
    ...figuresOf(tally),
    '',
    '## Before',
    '',
    ...(calm === undefined ? [] : beforeLines(calm)),
    '',
    '## Minute by minute',
    '',
    '| minute | UTC | happened | the console said | true |',
    '|---:|---|---|---|---|',
    ...rest.map(rowOf),
    '',
  ].join('\n');
}

/** The row of a minute; a test compares these with what a replay gives today. */
export function rowOf({ minute, at, happened, said, wasTrue }: OutageMinute): string {
  const cells = [happened, said, wasTrue].map((lines) => lines.join('<br>'));
  return `| ${minute} | ${new Date(at).toISOString().slice(11, 16)} | ${cells.join(' | ')} |`;
}

function figuresOf({ users, data }: OutageReplay['tally']): readonly string[] {
  return [
    'Minutes of users, counted at the end of each: not served are those of which fewer than 95 % of requests got an answer.',
    '',
    '| users of | not served | …and shown as healthy | …and said to be unknown | said to be degraded or down | …and served |',
    '|---|---:|---:|---:|---:|---:|',
    ...[...users].map(
      ([name, tally]) =>
        `| ${name} | ${tally.unserved} | ${tally.unservedAndHealthy} | ${tally.unservedAndUnknown} | ${tally.saidUnwell} | ${tally.saidUnwellAndServed} |`,
    ),
    '',
    'Data, of the worst of all links: what would truly have been lost with a region, and what the console said could be.',
    '',
    '| data of | most that was true | most that was said | minutes with a link without a bound |',
    '|---|---:|---:|---:|',
    ...[...data].map(
      ([name, tally]) =>
        `| ${name} | ${Math.ceil(tally.worstLossSeconds)} s | ${Math.ceil(tally.worstAtMostSeconds)} s | ${tally.withoutBound} |`,
    ),
  ];
}

function beforeLines({ said, wasTrue }: OutageMinute): readonly string[] {
  return [...said.map((line) => `- said: ${line}`), ...wasTrue.map((line) => `- true: ${line}`)];
}
