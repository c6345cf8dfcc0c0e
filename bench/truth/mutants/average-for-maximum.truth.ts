import { expect, test } from 'vitest';
import type { AwsReader } from '@/lib/collector/ports';
import { runScenario } from '../campaign/run-scenario';
import { verdictEqualsTheTruth } from '../rules/verdict-equals-the-truth';
import { stalledDatabase } from './stalled-database';

/** Every lag is read as the average of its minute. */
function withAverages(reader: AwsReader): AwsReader {
  return {
    ...reader,
    links: async (...asked) => {
      const answer = await reader.links(...asked);
      if (answer.state !== 'answered' || answer.value === 'absent') return answer;
      const value = answer.value.map((link) => ({
        ...link,
        lagQueries: link.lagQueries.map((lag) => ({ ...lag, query: { ...lag.query, statistic: 'Average' } })),
      }));
      return { ...answer, value };
    },
  };
}

test('a console that reads averages for maxima is found out: it says `met` of a minute outside the objective', async () => {
  const { breaches } = await runScenario(stalledDatabase, { spoil: withAverages, stopsAtFirst: true });
  const [first] = breaches;
  expect(first?.rule).toBe(verdictEqualsTheTruth.says);
  expect(first?.entity).toBe('eu-accounts/accounts/eu-central-1>eu-west-1');
});
