import type { CurrencyMoney, ExecutiveReport } from '@/lib/domain/reports/executive/report';
import { formatMonth } from '@/lib/domain/wording/month';
import { shortNoteOn } from '../notes';
import { basisOf, stateSentence } from '../report-words';
import { type Said, sayMoney, sayPercentage } from '../say-figure';
import type { SheetBlock, SheetPiece } from '../sheet';
import { fitText } from './fit-text';
import { figureWidth } from './height-of-blocks';
import { firstPage, firstPageType, stateIndent } from './type';

type Item = Extract<SheetBlock, { readonly kind: 'figures' }>['items'][number];

/** The state in one sentence, and the four figures that it comes down to. */
export function writeSummary(report: ExecutiveReport): readonly SheetBlock[] {
  const { state } = report;
  const lead: SheetPiece = {
    text: stateSentence(state),
    state: state.state,
    notes: [shortNoteOn(state)],
    strong: true,
  };
  const items = [objectivesMet(report), provenLosses(report), spent(report), resilience(report)];
  return [
    { kind: 'lead', text: fitText(lead, firstPage.width - stateIndent(firstPageType.lead), firstPageType.lead, 3) },
    { kind: 'figures', items: items.map((item) => fitItem(item, items.length)) },
  ];
}

function fitItem({ label, value, detail }: Item, count: number): Item {
  const width = figureWidth(count);
  return { label, value, detail: fitText(detail, width, firstPageType.label, 3) };
}

function objectivesMet({ objectives }: ExecutiveReport): Item {
  const { total, met, atRisk, breached, notMeasured, coverage } = objectives;
  const said = sayPercentage(coverage);
  return {
    label: 'Objectives met',
    value: { text: total === 0 ? 'none declared' : `${met} of ${total}`, notes: [shortNoteOn(objectives)] },
    detail: {
      text: `${breached} breached, ${atRisk} at risk, ${notMeasured} not measured; coverage ${said.text}`,
      notes: [shortNoteOn(coverage, said.because === 'known' ? '' : `Not measured: ${said.because}`)],
    },
  };
}

function provenLosses({ objectives }: ExecutiveReport): Item {
  const { proven, of } = objectives.provenLosses;
  return {
    label: 'Losses of a region proven',
    value: { text: of === 0 ? 'none to prove' : `${proven} of ${of}`, notes: [shortNoteOn(objectives)] },
    detail: 'serving regions, by a run or drill that is not too old',
  };
}

function spent(report: ExecutiveReport): Item {
  const label = `Spent in ${formatMonth(report.month)}`;
  const [first, ...others] = report.money.currencies;
  if (first === undefined) return { label, ...noBill(report) };
  const { billedDays, days } = first.coverage;
  const billed = first.spent.state === 'billed' ? 'billed' : 'so far';
  const known = first.spent.state === 'not-known' ? '' : `${billed}, ${billedDays} of ${days} days`;
  const without = report.money.without.length === 0 ? '' : withoutWords(report.money.without.length);
  return {
    label,
    value: largeMoney(sayMoney(first.spent, first.currency), first),
    detail: [known, otherCurrencies(others), without].filter((part) => part !== '').join('; '),
  };
}

function resilience(report: ExecutiveReport): Item {
  const label = 'Cost of resilience';
  const [first, ...others] = report.money.currencies;
  if (first === undefined) return { label, ...noBill(report) };
  const part = 'part of what was spent';
  return {
    label,
    value: largeMoney(sayMoney(first.resilience, first.currency), first),
    detail: [part, otherCurrencies(others)].filter((words) => words !== '').join('; '),
  };
}

/** `so far` stands in the line below a large figure. */
function largeMoney({ text, basis, because }: Said, { currency }: CurrencyMoney): SheetPiece {
  const lead = because === 'known' ? '' : `Not measured: ${because}`;
  return because === 'known'
    ? { text: text.replace(/ so far$/, ''), notes: [shortNoteOn(basis, lead)] }
    : { text, notes: [shortNoteOn(basis, `${lead} (${currency})`)] };
}

function otherCurrencies(others: readonly CurrencyMoney[]): string {
  if (others.length === 0) return '';
  return `${others.map(({ currency }) => currency).join(', ')} apart, never added`;
}

export function withoutWords(count: number): string {
  return `without the bills of ${count} ${count === 1 ? 'account' : 'accounts'}`;
}

function noBill(report: ExecutiveReport): Pick<Item, 'value' | 'detail'> {
  const { without } = report.money;
  const [first] = without;
  const why = first === undefined ? 'no account is in the report' : `account ${first.accountId}: ${first.because}`;
  const note = shortNoteOn(
    basisOf(report, 'bills as Cost Explorer tells them'),
    `Not measured: no bill was read; ${why}`,
  );
  return {
    value: { text: 'not measured', notes: [note] },
    detail: 'no bill was read',
  };
}
