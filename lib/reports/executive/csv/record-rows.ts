import type { Decimal } from '@/lib/domain/costs/decimal';
import type { Cell } from '@/lib/domain/costs/export/write-csv';
import type {
  CurrencyMoney,
  ExecutiveReport,
  MoneyFigure,
  ReportedRecovery,
} from '@/lib/domain/reports/executive/report';
import type { Basis } from '@/lib/domain/reports/figure';
import { ageMethod, basisOf } from '@/lib/format/executive-report/report-words';
import { type Subject, type Told, tellFigure, tellMoney, tellNumber, tellVerdict, toRow } from './row';

type Rows = readonly (readonly Cell[])[];

/** Every run and drill that ended in the period. */
export function recoveryRows({ recoveries }: ExecutiveReport): Rows {
  return recoveries.flatMap((recovery) => {
    const subject: Subject = {
      section: 'drills and runs',
      id: recovery.workloadId,
      name: recovery.workloadName,
      evidence: recovery,
    };
    const figures = [tellFigure('outage', recovery.duration), tellFigure('loss', recovery.loss), ...writesOf(recovery)];
    return figures.map((told) => toRow(subject, { ...told, figure: `${recovery.by}: ${told.figure}` }));
  });
}

function writesOf({ lostWrites, loss }: ReportedRecovery): readonly Told[] {
  const basis: Basis = { ...loss, method: 'acknowledged writes of a drill that could not be read back' };
  if (lostWrites === 'not-counted') {
    const because = 'drills alone write marked records and read them back, and this run counted none';
    return [{ figure: 'writes lost', state: 'not-measured', value: 'none', unit: 'writes', basis, because }];
  }
  return [
    tellNumber('writes lost', lostWrites.lost, 'writes', basis),
    tellNumber('writes acknowledged', lostWrites.of, 'writes', basis),
  ];
}

/** How long each risk stands. */
export function riskRows(report: ExecutiveReport): Rows {
  const basis = basisOf(report, ageMethod);
  return report.risks.map(({ id, sentence, ageDays, severity }) =>
    toRow({ section: 'risks', id, name: sentence }, tellNumber('age', ageDays, 'days', basis, severity)),
  );
}

/** All money, each currency by itself. */
export function moneyRows(report: ExecutiveReport): Rows {
  const { currencies, without } = report.money;
  const basis = basisOf(report, 'bills as Cost Explorer tells them');
  return [
    ...currencies.flatMap((one) => [...currencyRows(one), ...lineRows(one), ...budgetRows(one)]),
    ...without.map(({ accountId, because }) =>
      toRow(
        { section: 'money', id: accountId, name: '' },
        { figure: 'spent', state: 'not-measured', value: 'none', unit: 'money', basis, because },
      ),
    ),
  ];
}

function currencyRows({ currency, spent, forecast, change, resilience, coverage }: CurrencyMoney): Rows {
  const days: Basis = { ...spent, method: 'days billed in whole by every account' };
  const told: readonly Told[] = [
    tellMoney('spent', spent, currency),
    ...(forecast === 'none' ? [] : [tellMoney('forecast', forecast, currency)]),
    ...changeOf(change, currency),
    tellMoney('cost of resilience', resilience, currency),
    tellNumber('days billed', coverage.billedDays, 'days', days),
    tellNumber('days of the month', coverage.days, 'days', days),
  ];
  return told.map((one) => toRow({ section: 'money', id: 'all', name: '' }, one));
}

function changeOf(change: CurrencyMoney['change'], currency: string): readonly Told[] {
  const money = { unit: 'money', currency, basis: change };
  if (change.state === 'not-comparable') {
    return [{ ...money, figure: 'change', state: 'not-measured', value: 'none', because: change.because }];
  }
  const { now, before, percent, days, daysBefore } = change;
  return [
    { ...money, figure: 'compared days of this month', state: 'billed', value: now },
    { ...money, figure: 'compared days of the month before', state: 'billed', value: before },
    percent === 'not-told'
      ? {
          ...money,
          figure: 'change',
          unit: 'percent',
          state: 'not-measured',
          value: 'none',
          because: 'nothing was billed before',
        }
      : tellNumber('change', percent, 'percent', change),
    tellNumber('days compared of this month', days, 'days', change),
    tellNumber('days compared of the month before', daysBefore, 'days', change),
  ];
}

/** A line of what is not known as a whole is not known either. */
function lineRows({ currency, byWorkload, unassigned, spent, resilience }: CurrencyMoney): Rows {
  const part = (whole: MoneyFigure, amount: Decimal | 'not-known'): MoneyFigure => {
    if (whole.state === 'not-known') return whole;
    if (amount !== 'not-known') return { ...whole, amount };
    const { period, asOf, method } = whole;
    return { period, asOf, method, state: 'not-known', because: 'no line of the bill tells it of this workload' };
  };
  return [
    ...byWorkload.flatMap((line) => {
      const subject: Subject = { section: 'money by workload', id: line.workloadId, name: line.workloadName };
      return [
        toRow(subject, tellMoney('spent', part(spent, line.spent), currency)),
        toRow(subject, tellMoney('cost of resilience', part(resilience, line.resilience), currency)),
      ];
    }),
    toRow(
      { section: 'money by workload', id: 'unassigned', name: '' },
      tellMoney('spent', part(spent, unassigned), currency),
    ),
  ];
}

function budgetRows({ currency, budgets, spent }: CurrencyMoney): Rows {
  const declared: Basis = { ...spent, method: 'as the fleet file declares it' };
  return budgets.flatMap(({ id, of, amount, state, because }) => {
    const subject: Subject = { section: 'budgets', id, name: of };
    const told: readonly Told[] = [
      { figure: 'budget', state: 'declared', value: amount, unit: 'money', currency, basis: declared },
      tellVerdict('state of the budget', state, because === '' ? 'by its figures' : because, spent),
    ];
    return told.map((one) => toRow(subject, one));
  });
}
