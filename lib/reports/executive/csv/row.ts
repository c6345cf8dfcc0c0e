import { type Decimal, decimalOf } from '@/lib/domain/costs/decimal';
import type { Cell } from '@/lib/domain/costs/export/write-csv';
import type { Evidence, MoneyFigure, Percentage } from '@/lib/domain/reports/executive/report';
import type { Basis, Figure } from '@/lib/domain/reports/figure';

export const csvHead = [
  'section',
  'subject id',
  'subject name',
  'figure',
  'state',
  'value',
  'unit',
  'currency',
  'period from',
  'period to',
  'as of',
  'method',
  'evidence run',
  'evidence hash',
  'because',
] as const;

/** What a figure is about and what proves it. */
export interface Subject {
  readonly section: string;
  readonly id: string;
  readonly name: string;
  readonly evidence?: Pick<Evidence, 'runId' | 'reportSha256'> | 'none';
}

/** A figure as a line has it. One without a value says why. */
export interface Told {
  readonly figure: string;
  readonly state: string;
  readonly value: Decimal | 'none';
  readonly unit: string;
  readonly currency?: string;
  readonly basis: Basis;
  readonly because?: string;
}

/** One line of the file. @throws Error for a figure that neither has a value nor says why */
export function toRow(subject: Subject, told: Told): readonly Cell[] {
  const { figure, state, value, unit, currency = '', basis, because = '' } = told;
  if (value === 'none' && because === '') throw new Error(`${figure} of ${subject.id} has no value and no reason`);
  const { evidence = 'none' } = subject;
  const [run, hash] = evidence === 'none' ? ['', ''] : [evidence.runId, evidence.reportSha256];
  const texts = (...all: readonly string[]) => all.map((text): Cell => (text === '' ? 'none' : { text }));
  return [
    ...texts(subject.section, subject.id, subject.name, figure, state),
    value === 'none' ? 'none' : { number: value },
    ...texts(unit, currency, basis.period.from, basis.period.to, basis.asOf, basis.method, run, hash, because),
  ];
}

/** A number that was counted, or that the fleet file declares. */
export function tellNumber(figure: string, value: number, unit: string, basis: Basis, state = 'measured'): Told {
  return { figure, state, value: toDecimal(value), unit, basis };
}

/** What some figures amount to: a state and no number. */
export function tellVerdict(figure: string, state: string, because: string, basis: Basis): Told {
  return { figure, state, value: 'none', unit: '', basis, because };
}

export function tellFigure(figure: string, length: Figure): Told {
  const { state } = length;
  if (state === 'not-measured') {
    return { figure, state, value: 'none', unit: 'seconds', basis: length, because: length.because };
  }
  return { figure, state, value: toDecimal(length.seconds), unit: 'seconds', basis: length };
}

export function tellPercentage(figure: string, percentage: Percentage): Told {
  const { state } = percentage;
  if (state === 'not-measured') {
    return { figure, state, value: 'none', unit: 'percent', basis: percentage, because: percentage.because };
  }
  return { figure, state, value: toDecimal(percentage.percent), unit: 'percent', basis: percentage };
}

export function tellMoney(figure: string, money: MoneyFigure, currency: string): Told {
  const told = { figure, unit: 'money', currency, basis: money };
  if (money.state === 'not-known') return { ...told, state: 'not-measured', value: 'none', because: money.because };
  return { ...told, state: money.state, value: money.amount };
}

/** @throws RangeError for what is no finite number */
function toDecimal(value: number): Decimal {
  const decimal = decimalOf(value);
  if (decimal === 'unreadable') throw new RangeError(`Not a figure: ${value}`);
  return decimal;
}
