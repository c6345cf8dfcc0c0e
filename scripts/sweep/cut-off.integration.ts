import { describe, expect, it } from 'vitest';
import { flatLimitMb } from './memory';
import { readAges, readClaims, readNewestAge } from './read-page';
import { pageLimitMs, sweepCutOff, sweepSpeed } from './sweep-cut-off';

/** Ten minutes of fleet time in the suite, a minute of ours; `npm run sweep` makes it two hours. */
const fleetMinutes = Number(process.env.ANTIPODE_SWEEP_MINUTES ?? '10');

it(
  `with every AWS endpoint down for ${fleetMinutes} minutes pages are served throughout, ages grow, nothing is green, and memory stays flat`,
  async () => {
    const { problems, pages, slowestPageMs, memory } = await sweepCutOff(fleetMinutes, console.log);
    expect(problems).toEqual([]);
    expect(pages).toBeGreaterThan(fleetMinutes * 10);
    expect(slowestPageMs).toBeLessThanOrEqual(pageLimitMs);
    for (const [program, record] of Object.entries(memory)) {
      const { afterWarmUpMb, atEndMb } = record;
      console.log(
        `${program}: ${Math.round(afterWarmUpMb)} MB after its warm-up, ${Math.round(atEndMb)} MB at the end`,
      );
      expect(atEndMb, program).toBeLessThanOrEqual(flatLimitMb(record));
    }
  },
  (fleetMinutes * 60_000) / sweepSpeed + 180_000,
);

describe('a page as it is served', () => {
  const page = (body: string) => `<html><style>.ok{}</style><body>${body}<script>"healthy"</script></body></html>`;

  it('claims to be well by its marks and by its words, not by what nobody sees', () => {
    expect(readClaims(page('<p data-health="healthy">x</p><b>Met, 2 s of 1 m</b>'))).toEqual([
      'data-health="healthy"',
      'Met, 2 s of 1 m',
    ]);
    expect(readClaims(page('<p>0 healthy, 5 unknown</p><option>Healthy</option><p>Not measured</p>'))).toEqual([]);
  });

  it('states ages in seconds, minutes and hours', () => {
    expect(readAges(page('<i>3<!-- --> m ago</i> <i>12 s ago</i> <i>1 h 5 m ago</i>'))).toEqual([12, 180, 3900]);
    expect(readNewestAge(page('<p>Newest data 8 m ago</p>'))).toBe(480);
    expect(readNewestAge(page('<p>No data</p>'))).toBe('not-stated');
  });
});
