import { canonicalJson } from '../domain/reports/canonical-json';
import { reportAction, reportEnvelopeFormat, type SealedLine } from '../domain/reports/envelope';
import { type Anchor, sealOf } from './chain';
import { hashReport } from './hash-report';
import { type NamedReport, nameReport } from './name-report';
import { parseEnvelope } from './parse-envelope';

export type ReportVerdict =
  | {
      readonly state: 'whole';
      readonly subject: string;
      readonly edition: number;
      readonly sha256: string;
      /** Line of the audit trail that has the hash of the report. */
      readonly line: number;
      /** The last line of the trail that was given with it, and how many lines there are. */
      readonly head: number;
      readonly lines: number;
      /** How many of the lines were found in what was kept elsewhere. */
      readonly anchors: number;
    }
  | { readonly state: 'not-sealed-yet'; readonly line: number; readonly sentence: string }
  /** Of a month that is not closed: nothing of it is kept, so nothing can prove it. */
  | { readonly state: 'not-frozen'; readonly sentence: string }
  /** `line` is the one of the trail that is not as it was; `none` where it is the report itself. */
  | { readonly state: 'broken'; readonly line: number | 'none'; readonly sentence: string };

/**
 * Verifies a report by what it carries with it, without a store: that its content has the hash that is written beside it
 * and in its line of the audit trail, and that this line and those after it follow each other up to the sealed one they
 * end with. Anchors are heads of the trail that were kept elsewhere: only they tell a chain that somebody wrote anew.
 *
 * @param text the file, byte for byte
 */
export function verifyReport(text: string, anchors: readonly Anchor[]): ReportVerdict {
  const parsed = parseEnvelope(text);
  if (parsed.state === 'unreadable') return brokenReport(parsed.sentence);
  const { envelope } = parsed;
  // One value has one way to be written: anything else was written by somebody else, twice the same member included.
  const written = `${canonicalJson(envelope)}\n`;
  if (written !== text) {
    return brokenReport(
      `The file is not as the console wrote it: it differs from character ${differsAt(written, text)} on.`,
    );
  }
  if (envelope.format !== reportEnvelopeFormat) return brokenReport('The file is no report of this console.');
  const { report, sha256, pdfSha256, chain } = envelope;
  const found = hashReport(canonicalJson(report));
  if (found !== sha256) {
    return brokenReport(`The report was changed: its hash is ${found}, and ${sha256} is written beside it.`);
  }
  if (chain.state === 'not-sealed-yet') {
    const sentence = `The report has the hash that is written beside it; line ${chain.number} of the audit trail, which has it too, was not sealed yet when the file was fetched. Fetch it again.`;
    return { state: 'not-sealed-yet', line: chain.number, sentence };
  }
  const named = nameReport(report);
  if (chain.state === 'not-frozen') return ofDraft(named);
  const [first] = chain.lines;
  if (first === undefined) return brokenReport('The file has no line of the audit trail.');
  const swapped = whatIsSwapped(first, named, { sha256, pdfSha256 });
  if (swapped !== 'nothing') return brokenLine(first.number, swapped);
  const wrong = followLines(chain.lines, chain.head);
  if (wrong !== 'nothing') return wrong;
  const against = holdAgainst(chain.lines, anchors);
  if (typeof against !== 'number') return against;
  return {
    state: 'whole',
    subject: first.entry.target,
    edition: Number(named.edition),
    sha256,
    line: first.number,
    head: chain.head.number,
    lines: chain.lines.length,
    anchors: against,
  };
}

/** The hash beside a report of a month that goes on says that it is as it was fetched, and nothing else does. */
function ofDraft({ edition }: NamedReport): ReportVerdict {
  if (edition !== 'none') {
    return brokenReport(
      'The report says that it is frozen, and the file has no line of the audit trail that has its hash.',
    );
  }
  const sentence =
    'The report has the hash that is written beside it. It is of a month that was not closed yet: it was not frozen, and no line of the audit trail has its hash.';
  return { state: 'not-frozen', sentence };
}

/** Whether the first line is the one that was written with this very report. */
function whatIsSwapped(
  { entry }: SealedLine,
  { kind, subject, edition }: NamedReport,
  { sha256, pdfSha256 }: { readonly sha256: string; readonly pdfSha256: string },
): string | 'nothing' {
  const { details, target, action } = entry;
  if (action !== reportAction) return 'says nothing of a report: another line was put in its place';
  if (kind !== 'recovery' && details.report !== kind) return 'is of a report of another kind';
  if (target !== subject) return `is about ${target}, and the report is about ${subject}`;
  if (details.edition !== edition) return 'is of another edition of the report';
  if (details.sha256 !== sha256) return `has the hash ${String(details.sha256)}, and the report has ${sha256}`;
  return details.pdfSha256 === pdfSha256 ? 'nothing' : 'has another hash of the PDF than the file';
}

/** Seals each line again by what stands before it. */
function followLines(
  lines: readonly SealedLine[],
  head: Anchor,
): Extract<ReportVerdict, { state: 'broken' }> | 'nothing' {
  let before: SealedLine | 'none' = 'none';
  for (const line of lines) {
    if (before !== 'none' && (line.previous !== before.hash || line.number <= before.number)) {
      return brokenLine(line.number, 'does not follow the line before it: one in between is gone, or was moved');
    }
    if (line.entry.number !== line.number) return brokenLine(line.number, 'has the entry of another line');
    if (sealOf(line.previous, line.entry) !== line.hash) return brokenLine(line.number, 'is not as it was sealed');
    before = line;
  }
  if (before === 'none') return brokenReport('The file has no line of the audit trail.');
  if (before.number !== head.number) {
    return brokenLine(head.number, `is the head of the chain and is gone: it was cut off after line ${before.number}`);
  }
  return before.hash === head.hash ? 'nothing' : brokenLine(head.number, 'has not the hash of the head of the chain');
}

function holdAgainst(
  lines: readonly SealedLine[],
  anchors: readonly Anchor[],
): number | Extract<ReportVerdict, { state: 'broken' }> {
  const kept = new Map(anchors.map(({ number, hash }) => [number, hash]));
  let held = 0;
  for (const { number, hash } of lines) {
    const anchor = kept.get(number);
    if (anchor === undefined) continue;
    if (anchor !== hash) {
      return brokenLine(number, 'is not the line that was kept elsewhere: the trail up to it was written anew');
    }
    held += 1;
  }
  return held;
}

function differsAt(written: string, text: string): number {
  const at = Array.from({ length: Math.min(written.length, text.length) }).findIndex((_, i) => written[i] !== text[i]);
  return (at === -1 ? Math.min(written.length, text.length) : at) + 1;
}

function brokenReport(sentence: string): Extract<ReportVerdict, { state: 'broken' }> {
  return { state: 'broken', line: 'none', sentence };
}

function brokenLine(line: number, words: string): Extract<ReportVerdict, { state: 'broken' }> {
  return { state: 'broken', line, sentence: `Line ${line} of the audit trail ${words}.` };
}
