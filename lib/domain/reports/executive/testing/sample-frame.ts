import { listDays } from '../../../costs/days';
import { type Decimal, parseDecimal } from '../../../costs/decimal';
import type { Seconds } from '../../../time';
import { type Basis, type Figure, fromMoment, type Moment } from '../../figure';
import type { MoneyFigure, Percentage, ReportedDay } from '../report';

/** The time that a sample is about, and when it was made. */
export interface SampleFrame {
  readonly month: string;
  readonly from: Moment;
  readonly to: Moment;
  readonly asOf: Moment;
}

/** October 2026, made when its bills had arrived. */
export const closedFrame: SampleFrame = {
  month: '2026-10',
  from: '2026-10-01T00:00:00.000Z',
  to: '2026-11-01T00:00:00.000Z',
  asOf: '2026-11-04T04:00:00.000Z',
};

/** November 2026 in the midst of its nineteenth day. */
export const openFrame: SampleFrame = {
  month: '2026-11',
  from: '2026-11-01T00:00:00.000Z',
  to: '2026-11-19T09:30:00.000Z',
  asOf: '2026-11-19T09:30:00.000Z',
};

export function basisIn({ from, to, asOf }: SampleFrame, method: string): Basis {
  return { period: { from, to }, asOf, method };
}

export function percentOf(basis: Basis, percent: number | string): Percentage {
  if (typeof percent === 'string') return { ...basis, state: 'not-measured', because: percent };
  return { ...basis, state: 'measured', percent };
}

/** A length that was measured, or why it was not. */
export function lengthOf(basis: Basis, seconds: Seconds | string): Figure {
  if (typeof seconds === 'string') return { ...basis, state: 'not-measured', because: seconds };
  return { ...basis, state: 'measured', seconds };
}

/** @throws Error for a text that is no decimal */
export function decimalIn(text: string): Decimal {
  const amount = parseDecimal(text);
  if (amount === 'unreadable') throw new Error(`${text} is no amount.`);
  return amount;
}

export function moneyOf(basis: Basis, state: 'billed' | 'billed-so-far' | 'estimated', amount: string): MoneyFigure {
  return { ...basis, state, amount: decimalIn(amount) };
}

/** Every day of the frame as `usual`, but for those that are named by their number; the last one is open while it goes on. */
export function daysIn(
  { from, to }: SampleFrame,
  usual: ReportedDay['state'],
  others: Readonly<Record<number, ReportedDay['state']>> = {},
): readonly ReportedDay[] {
  const isWhole = to.endsWith('T00:00:00.000Z');
  const until = new Date(fromMoment(to) + (isWhole ? 0 : 86_400_000)).toISOString().slice(0, 10);
  const days = listDays(from.slice(0, 10), until);
  return days.map((day, index) => {
    const isOpen = !isWhole && index === days.length - 1;
    const state = isOpen ? 'open' : (others[Number(day.slice(8))] ?? usual);
    const isMeasured = state !== 'gap' && state !== 'not-measured' && state !== 'no-objective';
    return {
      day,
      state,
      minutesMeasured: isOpen ? 540 : isMeasured ? 1440 : 0,
      minutesAll: state === 'no-objective' ? 0 : 1440,
    };
  });
}

/** A hash that looks like one: the same for the same words. */
export function hashOf(words: string): string {
  let state = 2_166_136_261;
  let text = '';
  for (let round = 0; text.length < 64; round += 1) {
    for (const character of `${words}${round}`) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 16_777_619);
    text += (state >>> 0).toString(16).padStart(8, '0');
  }
  return text.slice(0, 64);
}

/** An id of a run. */
export function runIdOf(words: string): string {
  const hash = hashOf(words);
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `4${hash.slice(13, 16)}`,
    `a${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
}
