import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pageFrame, toCssString } from './print-frame';
import { ageWords } from './report-bar';
import { daysInWords } from './sheet-days';
import { waitingWords } from './waiting-words';

describe('a report that is being made', () => {
  const waiting = (seconds: number, answers = true) => ({ state: 'waiting', seconds, answers }) as const;

  test('is waited for quietly for a minute, and after it the engine is named', () => {
    expect(waitingWords(waiting(59), 'none')).toContain('takes some seconds');
    expect(waitingWords(waiting(60), 'none')).toContain('the engine is not running');
  });

  test('says what went wrong before it says how long it takes, and blames no engine while the console itself is silent', () => {
    expect(waitingWords(waiting(2), 'The letters were not found.')).toContain('The letters were not found.');
    expect(waitingWords(waiting(120, false), 'none')).not.toContain('engine');
  });
});

describe('the days of a report in words', () => {
  const day = (number: number, state: 'met' | 'breached' | 'gap') => ({
    day: `2026-10-${String(number).padStart(2, '0')}`,
    state,
  });

  test('name those that were not met, so that whoever hears them knows which', () => {
    expect(daysInWords([day(1, 'met'), day(2, 'breached'), day(3, 'met'), day(4, 'gap')])).toBe(
      '2026-10-01 to 2026-10-04: met on 2 days; breached on 1 day (2026-10-02); no data on 1 day (2026-10-04)',
    );
    expect(daysInWords([])).toBe('No day yet');
  });
});

describe('the frame of printed pages', () => {
  test('takes any words, and none of them ends its string or its rule', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (words) => {
        const inside = toCssString(words).slice(1, -1);
        expect(inside.replaceAll(/\\[0-9a-f]+ /g, '')).toMatch(/^[A-Za-z0-9 ]*$/);
        const read = inside.replaceAll(/\\([0-9a-f]+) /g, (_, hex) => String.fromCodePoint(Number.parseInt(hex, 16)));
        expect(read).toBe(words);
      }),
    );
  });

  test('has no band where there is none', () => {
    expect(pageFrame({ title: 't', bands: [], footer: 'f', seal: 's' })).toContain('@top-center { content: none');
  });
});

test('the age of a report ticks for a day; after that its date says it', () => {
  const asOf = Date.UTC(2026, 10, 29, 17, 30);
  expect(ageWords(asOf, asOf + 170_000)).toBe('As of 29 Nov 2026, 17:30 UTC, 3 m ago');
  expect(ageWords(asOf, asOf + 3 * 86_400_000)).toBe('As of 29 Nov 2026, 17:30 UTC');
});
