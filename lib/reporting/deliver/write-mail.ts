import { createHash } from 'node:crypto';
import type { DeliveryPart } from '@/lib/domain/reports/delivery';
import { toPartKey } from '@/lib/domain/reports/delivery';
import type { CurrencyMoney, ExecutiveReport, MoneyFigure } from '@/lib/domain/reports/executive/report';
import { formatList } from '@/lib/domain/wording/list';
import { formatAmount } from '@/lib/domain/wording/money';
import { formatMonth } from '@/lib/domain/wording/month';
import type { Deliverable } from './deliverable';

/** A mail as it is handed over, apart from who gets it. */
export interface WrittenMail {
  readonly subject: string;
  readonly text: string;
  /** With its angle brackets. */
  readonly messageId: string;
}

export interface MailFrame {
  readonly deliveryId: string;
  /** The address it comes from. */
  readonly from: string;
  readonly consoleUrl: string | 'not-told';
}

/**
 * The mail that carries a report: the one sentence of its state, objectives, money, and where the console is. Its Message-ID
 * follows from the report and the delivery alone, so that whoever gets it twice can tell.
 */
export function writeMail(delivered: Deliverable, { deliveryId, from, consoleUrl }: MailFrame): WrittenMail {
  const report = JSON.parse(delivered.content) as ExecutiveReport;
  const { month, part, files, missing, sha256 } = delivered;
  const title = `Executive report, ${formatMonth(month)}, ${namePart(part)}`;
  const paragraphs = [
    ...(report.simulated ? ['SIMULATED: this is the report of a simulated fleet.'] : []),
    `${report.fleetName}: ${report.state.sentence}.`,
    `Objectives: ${sayObjectives(report)}`,
    `Money: ${sayMoney(report)}`,
    `In the console: ${consoleUrl === 'not-told' ? 'Reports.' : toReportUrl(consoleUrl, month, part)}`,
    [
      files.length === 0 ? 'Nothing is attached.' : `Attached: ${formatList(files.map(({ name }) => name))}.`,
      ...(missing === '' ? [] : [missing]),
      `SHA-256 of the report as JSON: ${sha256}`,
    ].join('\n'),
  ];
  return {
    subject: `${report.simulated ? '[SIMULATED] ' : ''}${oneLine(report.fleetName)}: ${title}`,
    text: `${paragraphs.join('\n\n')}\n`,
    messageId: toMessageId(deliveryId, delivered, from),
  };
}

/** The same for the same report and delivery, whoever sends it and however often. */
export function toMessageId(
  deliveryId: string,
  { sha256, month, part }: Pick<Deliverable, 'sha256' | 'month' | 'part'>,
  from: string,
): string {
  const name = createHash('sha256')
    .update(`${sha256}/${deliveryId}/${month}/${toPartKey(part)}`)
    .digest('hex');
  return `<${name.slice(0, 40)}.report@${from.slice(from.lastIndexOf('@') + 1)}>`;
}

function namePart(part: DeliveryPart): string {
  return part.kind === 'edition' ? `edition ${part.edition}` : `so far, as of ${part.monday}`;
}

function toReportUrl(consoleUrl: string, month: string, part: DeliveryPart): string {
  const url = new URL('reports/executive', consoleUrl.endsWith('/') ? consoleUrl : `${consoleUrl}/`);
  url.searchParams.set('period', month);
  if (part.kind === 'edition') url.searchParams.set('edition', String(part.edition));
  return url.href;
}

/** A subject is one line, whatever a fleet is called. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

function sayObjectives({ objectives: { total, met, atRisk, breached, notMeasured } }: ExecutiveReport): string {
  if (total === 0) return 'none is declared.';
  const others = [
    ...(breached === 0 ? [] : [`${breached} breached`]),
    ...(atRisk === 0 ? [] : [`${atRisk} at risk`]),
    ...(notMeasured === 0 ? [] : [`${notMeasured} not measured`]),
  ];
  return `${[`${met} of ${total} met`, ...others].join(', ')}.`;
}

function sayMoney({ money: { currencies, without } }: ExecutiveReport): string {
  const absent =
    without.length === 0
      ? []
      : [`No bill of ${formatList(without.map(({ accountId }) => accountId))} is in any figure.`];
  if (currencies.length === 0) return ['not known: no bill was read.', ...absent].join(' ');
  return [...currencies.map(sayCurrency), ...absent].join(' ');
}

function sayCurrency({ currency, spent, forecast, resilience }: CurrencyMoney): string {
  const expected = forecast === 'none' ? '' : `; expected for the whole month ${sayFigure(forecast, currency)}`;
  return `${sayFigure(spent, currency)}, of it for resilience ${sayFigure(resilience, currency)}${expected}.`;
}

function sayFigure(figure: MoneyFigure, currency: string): string {
  if (figure.state === 'not-known') return `not known (${figure.because.replace(/\.$/, '')})`;
  const words = { billed: 'billed', 'billed-so-far': 'billed so far', estimated: 'estimated' };
  return `${formatAmount(figure.amount, currency)} ${words[figure.state]}`;
}
