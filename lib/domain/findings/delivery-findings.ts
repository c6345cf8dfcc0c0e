import { type FindingEntity, wholeFleetOnly } from '../entities';
import { type DeliveryPart, type Destination, toDestinationKey } from '../reports/delivery';
import { triedForMs } from '../reports/delivery-rules';
import { isToBeSaid, isTried, missingSince, type UndeliveredReport } from '../reports/undelivered';
import type { EpochMs } from '../time';
import { formatCount, formatList } from '../wording/list';
import { formatMoment } from '../wording/moment';
import { formatMonth } from '../wording/month';
import { type FindingDraft, toFinding, unlabelled } from './finding';

/**
 * Reports that have not arrived where the fleet file sends them, one finding for each place: of several the one that has been
 * missing longest is named first. That a PDF is missing beside what arrived is one of its own. The engine says it of what it
 * has written down; nothing about the fleet follows from it.
 */
export function deliveryFindings(undelivered: readonly UndeliveredReport[], now: EpochMs): readonly FindingEntity[] {
  return [...byPlace(undelivered).values()]
    .flatMap((own) => [missingFinding(own, now), withoutPdfFinding(own, now)])
    .flatMap((draft) => (draft === 'none' ? [] : [toFinding(draft, now)]));
}

function byPlace(undelivered: readonly UndeliveredReport[]): ReadonlyMap<string, readonly UndeliveredReport[]> {
  const places = new Map<string, UndeliveredReport[]>();
  for (const report of undelivered) {
    const own = places.get(subjectOf(report)) ?? [];
    places.set(subjectOf(report), own);
    own.push(report);
  }
  return places;
}

function subjectOf({ deliveryId, destination }: UndeliveredReport): string {
  return `${deliveryId}/${toDestinationKey(destination)}`;
}

/** Where reports go is shown to whoever sees the whole fleet, which they are of. */
const common = { ...unlabelled, accountId: wholeFleetOnly, code: 'report-not-delivered' } as const;

function missingFinding(own: readonly UndeliveredReport[], now: EpochMs): FindingDraft | 'none' {
  const missing = own
    .filter(({ state }) => state !== 'delivered-without-pdf')
    .sort((a, b) => missingSince(a) - missingSince(b));
  const first = missing.find((report) => isToBeSaid(report, now));
  if (first === undefined) return 'none';
  const others = missing.filter((report) => report !== first);
  return {
    ...common,
    subject: subjectOf(first),
    severity: 'warning',
    sentence: sentenceOf(first),
    evidence: [
      ...wordsOf(first),
      attemptsOf(first, now),
      certaintyOf(first),
      'What it means: whoever relies on it there does not have it. It is kept, and can be read on the page of reports',
      ...(others.length === 0
        ? []
        : [`Also missing there: ${formatList(others.map(({ month, part }) => nameReport(month, part)))}`]),
    ],
    clear: clearOf(first, now),
    since: missingSince(first),
  };
}

/** What became of the last attempt, or what is waited for. */
function wordsOf(report: UndeliveredReport): readonly string[] {
  const { sentence, state } = report;
  return sentence !== '' && (isTried(report) || state === 'due') ? [sentence] : [];
}

function sentenceOf(report: UndeliveredReport): string {
  const { destination, deliveryId, month, part, state } = report;
  const name = nameReport(month, part);
  const place = placeWords(destination, deliveryId);
  const isMail = destination.kind === 'mail';
  const arrived = isMail ? `gone out as ${place}` : `arrived in ${place}`;
  if (state === 'given-up') {
    return `${capitalise(name)} has not ${arrived} within seven days, and is not tried any more`;
  }
  if (state === 'in-doubt') return `Whether ${name} has ${arrived} is not known`;
  return `${capitalise(name)} has not ${arrived}`;
}

function attemptsOf(report: UndeliveredReport, now: EpochMs): string {
  const { attempts, triedAt, nextAttemptAt, dueAt, state } = report;
  const due = `Due since ${formatMoment(dueAt, now)}`;
  if (!isTried(report) || triedAt === 'never') return `${due}, not tried yet`;
  // That there is no mail server is no attempt.
  const tried =
    state === 'not-configured' || attempts === 0 ? 'looked at' : `${formatCount(attempts, 'attempt')}, the last`;
  const next = nextAttemptAt === 'none' ? '' : `; the next one is at ${formatMoment(nextAttemptAt, now)}`;
  return `${due}; ${tried} at ${formatMoment(triedAt, now)}${next}`;
}

/** Whose word it is that it is not there. */
const saidBy = { folder: 'the file system', bucket: 'AWS', mail: 'the engine or the mail server' } as const;

function certaintyOf(report: UndeliveredReport): string {
  const { state, handed, destination } = report;
  if (state === 'begun') return 'How sure: an attempt is under way, and how it ends is not known yet';
  if (state === 'in-doubt')
    return 'How sure: it may be there. It is looked for, or sent again as the same mail, before more is said';
  if (handed.length > 0) {
    const verb = destination.kind === 'mail' ? (handed.length === 1 ? 'has it' : 'have it') : 'there';
    return `How sure: ${formatList(handed)} ${verb}; the rest was not handed over`;
  }
  if (!isTried(report)) return 'How sure: nothing was handed over yet';
  if (state === 'given-up') return 'How sure: as far as the last attempt tells';
  return `How sure: nothing of it was handed over, by the word of ${saidBy[destination.kind]}`;
}

function clearOf({ destination, deliveryId, state, dueAt }: UndeliveredReport, now: EpochMs): string {
  const place = placeWords(destination, deliveryId);
  if (state === 'given-up') {
    const byHand = destination.kind === 'mail' ? 'sent by hand' : 'put there by hand';
    return `A later report has arrived there, or the fleet file names ${place} no more. This one is taken from the page of reports and ${byHand}`;
  }
  const until = formatMoment(dueAt + triedForMs, now);
  const arrived = destination.kind === 'mail' ? 'The mail server has taken it for everybody' : 'It is there';
  return `${arrived}, or the fleet file names ${place} no more. It is tried again by itself until ${until}`;
}

function withoutPdfFinding(own: readonly UndeliveredReport[], now: EpochMs): FindingDraft | 'none' {
  const lacking = own.filter(({ state, wantsPdf }) => state === 'delivered-without-pdf' && wantsPdf);
  const first = lacking.at(-1);
  if (first === undefined) return 'none';
  const { destination, deliveryId, month, part, sentence, handed, triedAt, dueAt } = first;
  const place = placeWords(destination, deliveryId);
  return {
    ...common,
    subject: `${subjectOf(first)}/pdf`,
    severity: 'notice',
    sentence: `${capitalise(nameReport(month, part))} has ${destination.kind === 'mail' ? 'gone out as' : 'arrived in'} ${place} without its PDF`,
    evidence: [
      sentence,
      destination.kind === 'mail' ? `Its mail was taken for ${formatList(handed)}` : `There: ${formatList(handed)}`,
      'How sure: it is the engine itself that could not make the PDF; this edition is made no second time',
      'What it means: the report is there for machines and not for readers. On the page of reports it can be read, and printed',
    ],
    clear: `A later report has arrived there with its PDF, or the fleet file asks for no PDF there or names ${place} no more`,
    since: triedAt === 'never' ? dueAt : Math.min(triedAt, now),
  };
}

/** `the executive report of October 2026, edition 1`. */
function nameReport(month: string, part: DeliveryPart): string {
  return part.kind === 'edition'
    ? `the executive report of ${formatMonth(month)} (edition ${part.edition})`
    : `the executive report of ${formatMonth(month)} as of ${part.monday}`;
}

/** `folder /var/reports`, `bucket acme-reports (us-west-2, account 111122223333)`, `mail of delivery board`. */
function placeWords(destination: Destination, deliveryId: string): string {
  switch (destination.kind) {
    case 'folder':
      return `folder ${destination.folder}`;
    case 'bucket':
      return `bucket ${destination.bucket} (${destination.region}, account ${destination.accountId})`;
    case 'mail':
      return `mail of delivery ${deliveryId}`;
  }
}

function capitalise(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
