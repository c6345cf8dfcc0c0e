import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { publicOutages } from './public-outages';
import { replayOutage } from './replay-outage';
import { rowOf } from './write-account';

/** So much of each outage is replayed here; all of it by `npm run truth -- --outages`. */
const replayedMinutes = 12;

test.each(publicOutages)(
  'the account of $name tells what the console says, as far as it is replayed here',
  async (outage) => {
    const account = await readFile(`docs/outages/${outage.name}.md`, 'utf8');
    const rows = account.split('\n').filter((line) => /^\| \d+ \|/.test(line));
    const written = rows.filter((line) => Number(line.split('|')[1]) <= replayedMinutes);
    const { minutes, broken } = await replayOutage(outage, replayedMinutes * 60);
    expect(broken).toEqual([]);
    expect(minutes.slice(1).map(rowOf)).toEqual(written);
  },
);
