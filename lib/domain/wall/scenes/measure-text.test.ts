import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstThatFits, fitSentence, lettersOf, measureText, shortenToWidth } from './measure-text';

const texts = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom('eu-central-1', '決済サービス・東京本番', 'سلة المشتريات', '🛒👩‍👩‍👧‍👦🔥'),
);

test('a shortened name is never wider than its room, so that nothing of it is cut by a browser', () => {
  fc.assert(
    fc.property(texts, fc.double({ min: 1, max: 40, noNaN: true }), (name, ems) => {
      expect(measureText(shortenToWidth(name, ems))).toBeLessThanOrEqual(ems + 1e-9);
    }),
  );
});

test('a name that fits stands whole, and one that does not keeps its beginning and its end', () => {
  expect(shortenToWidth('eu-accounts', 20)).toBe('eu-accounts');
  expect(shortenToWidth('payments-settlement-eu-central', 11)).toBe('payments-…-central');
});

test('letters of many parts are not torn apart, for half of one is another one', () => {
  const name = '👩‍👩‍👧‍👦'.repeat(9);
  const whole = new Set(lettersOf(name));
  for (const letter of lettersOf(shortenToWidth(name, 8))) expect(letter === '…' || whole.has(letter)).toBe(true);
});

test('scripts set in whole ems are measured as such: a Japanese name needs more room than a Latin one of as many letters', () => {
  expect(measureText('決済サービス')).toBeGreaterThan(1.4 * measureText('abcdef'));
});

test('a sentence loses whole clauses and never a part of a figure', () => {
  const sentence = 'Breached by 4 m 10 s: us-east-1 takes writes, and nothing arrives in us-west-2';
  expect(fitSentence(sentence, 100)).toBe(sentence);
  expect(fitSentence(sentence, 17)).toBe('Breached by 4 m 10 s …');
  expect(fitSentence(sentence, 8)).toBe('none');
});

test('of several wordings the longest that fits is taken, and none where no one does', () => {
  expect(firstThatFits(['Met, 38 s of 1 m', '38 s of 1 m'], 20)).toBe('Met, 38 s of 1 m');
  expect(firstThatFits(['Met, 38 s of 1 m', '38 s of 1 m'], 7)).toBe('38 s of 1 m');
  expect(firstThatFits(['38 s of 1 m'], 3)).toBe('none');
});
