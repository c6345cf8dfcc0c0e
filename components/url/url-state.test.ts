import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  readUrlState,
  toQuery,
  urlChoice,
  urlChoices,
  urlNumber,
  urlOrdering,
  urlSwitch,
  urlText,
  urlTexts,
  urlTimeRange,
} from './url-state';

const spec = {
  q: urlText('Filter'),
  region: urlTexts('Region'),
  state: urlChoices('Verdict', ['met', 'breached']),
  group: urlChoice('Group', ['none', 'region', 'tier'], 'none'),
  sort: urlOrdering('Sort', ['lag', 'store'], { by: 'lag', direction: 'descending' }),
  range: urlTimeRange('24h'),
};

const usual = {
  q: '',
  region: [],
  state: [],
  group: 'none',
  sort: { by: 'lag', direction: 'descending' },
  range: '24h',
};

const read = (query: string) => readUrlState(spec, new URLSearchParams(query));

describe('a page’s state in its address', () => {
  test('is the usual one without parameters, and the usual one leaves none', () => {
    expect(read('')).toEqual({ values: usual, refused: [] });
    expect(toQuery(spec, read('').values)).toBe('');
  });

  test('reads back as it was written, whatever is filtered for', () => {
    const text = fc.string({ minLength: 1, maxLength: 200 }).filter((value) => value.isWellFormed());
    fc.assert(
      fc.property(
        fc.record({
          q: text,
          region: fc.uniqueArray(text, { maxLength: 5 }).map((values) => [...values].sort()),
          state: fc.constantFrom([], ['met'], ['breached', 'met']),
          group: fc.constantFrom('none', 'region', 'tier'),
          sort: fc.record({
            by: fc.constantFrom('lag', 'store'),
            direction: fc.constantFrom('ascending', 'descending'),
          }),
          range: fc.constantFrom('1h', '13mo', { startAt: 1_790_000_000_000, endAt: 1_790_000_060_000 }),
        }),
        (values) => {
          const query = toQuery(spec, values as Parameters<typeof toQuery<typeof spec>>[1]);
          expect(read(query)).toEqual({ values, refused: [] });
        },
      ),
    );
  });

  test('is the same for parameters as Next hands them to a page', () => {
    const { values, refused } = readUrlState(spec, { q: 'a', region: ['x', 'y'], state: 'met', other: '1' });
    expect([values.q, values.region, values.state, refused]).toEqual(['a', ['x', 'y'], ['met'], []]);
  });

  test('falls back where a value is not known, keeps what is, and says which', () => {
    const { values, refused } = read('?sort=-size&group=planet&state=met&state=fine&range=2h&q=');
    expect(values).toEqual({ ...usual, state: ['met'] });
    expect(refused.map(({ name, value }) => [name, value])).toEqual([
      ['state', 'fine'],
      ['group', 'planet'],
      ['sort', '-size'],
      ['range', '2h'],
    ]);
  });

  test('leaves the parameters of others alone', () => {
    const query = toQuery(spec, { group: 'tier' }, new URLSearchParams('?row=a%2Fb&group=region'));
    expect([...new URLSearchParams(query)]).toEqual([
      ['row', 'a/b'],
      ['group', 'tier'],
    ]);
  });

  test('takes any address without breaking, and refuses a value that is far too long', () => {
    fc.assert(
      fc.property(fc.webQueryParameters(), (query) => void read(query)),
      { numRuns: 40 },
    );
    expect(read(`?q=${'x'.repeat(5000)}`).refused).toHaveLength(1);
    expect(read('?group=__proto__&sort=constructor').values).toEqual(usual);
  });
});

describe('a number and a switch in an address', () => {
  const wall = { metres: urlNumber('Metres', [3, 12], 4), pause: urlSwitch('Pause', 'off') };
  const readWall = (query: string) => readUrlState(wall, new URLSearchParams(query));

  test.each([
    ['metres=6', 6],
    ['metres=6.5', 6.5],
    ['metres=12', 12],
  ])('%s is %d', (query, metres) => {
    expect(readWall(query)).toMatchObject({ values: { metres }, refused: [] });
  });

  test.each(['2', '12.1', '-4', '1e1', '0x5', '', 'six', '4 m', 'NaN', 'Infinity'])(
    'metres=%s is said to be refused',
    (raw) => {
      const { values, refused } = readWall(`metres=${encodeURIComponent(raw)}`);
      expect(values.metres).toBe(4);
      expect(refused).toEqual([{ name: 'metres', label: 'Metres', value: raw }]);
    },
  );

  test('a switch is on by its name alone', () => {
    expect(['pause', 'pause=on', 'pause=off', ''].map((query) => readWall(query).values.pause)).toEqual([
      'on',
      'on',
      'off',
      'off',
    ]);
    expect(readWall('pause=maybe').refused).toHaveLength(1);
  });
});
