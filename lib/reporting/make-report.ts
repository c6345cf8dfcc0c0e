import { freezeReport } from '@/lib/audit/freeze-report';
import { hashReport } from '@/lib/audit/hash-report';
import type { Month } from '@/lib/domain/costs/report/choose-month';
import { canonicalJson } from '@/lib/domain/reports/canonical-json';
import { buildExecutiveReport } from '@/lib/domain/reports/executive/build-executive-report';
import { sectionsThatDiffer } from '@/lib/domain/reports/executive/compare-editions';
import type { ExecutiveReport, ReportStanding } from '@/lib/domain/reports/executive/report';
import type { Scope } from '@/lib/domain/scope';
import { executiveSubject } from '@/lib/persistence/executive-subject';
import { dropReportDraft, putReportDraft } from '@/lib/persistence/report-drafts';
import { findReport, noteReportLooked } from '@/lib/persistence/reports';
import { writeExecutiveCsv } from '@/lib/reports/executive/write-executive-csv';
import { writeExecutivePdf } from '@/lib/reports/executive/write-executive-pdf';
import { tryPdf } from '@/lib/reports/try-pdf';
import { awaitMonth } from './await-month';
import { type Declared, parseDeclared, readDeclared } from './declared';
import { readEvidence } from './read-evidence';
import type { ReportingPorts } from './reporting-ports';

/** `known`: another engine was first. */
export type Made = 'frozen' | 'draft' | 'known';

/**
 * Makes the report of a month, of the whole fleet or a part of it: of one that is closed the first edition, which stays; of
 * any other a draft in place of the one before, where `drafts` asks for it.
 */
export async function makeReport(
  ports: ReportingPorts,
  { month, scope, drafts }: { readonly month: Month; readonly scope: Scope; readonly drafts: boolean },
): Promise<Made | 'awaited'> {
  const { store, clock } = ports;
  const now = clock.now();
  const declared = await readDeclared(store, ports.fleet(), scope);
  const closing = await awaitMonth(ports, month, declared, now);
  if (closing.state === 'closed') {
    const standing = { state: 'closed', edition: 1, restates: 'nothing' } as const;
    const evidence = await readEvidence(store, { month, scope, standing, declared, now, gaps: closing.gaps });
    const { findings } = evidence;
    return freeze(ports, buildExecutiveReport(evidence), { ...declared, findings }, now);
  }
  if (!drafts) return 'awaited';
  const evidence = await readEvidence(store, { month, scope, standing: closing, declared, now, gaps: [] });
  const report = buildExecutiveReport(evidence);
  const { pdf, ...written } = await write(ports, report);
  const pdfSha256 = pdf === null ? 'not-made' : hashReport(pdf);
  await putReportDraft(store, { subjectId: executiveSubject(month, scope), madeMs: now, pdf, pdfSha256, ...written });
  return 'draft';
}

/**
 * Looks again at what is on record of a month that is frozen. Where it says something else by now than the newest edition
 * there is another one, which names the sections; those before stay.
 */
export async function restateReport(
  ports: ReportingPorts,
  { subjectId, edition }: { readonly subjectId: string; readonly edition: number },
): Promise<'frozen' | 'as-before' | 'known' | 'awaited'> {
  const { store, clock } = ports;
  const before = await findReport(store, 'executive', subjectId, edition);
  if (before === 'not-found') throw new Error(`Edition ${edition} of the report of ${subjectId} is gone.`);
  const now = clock.now();
  const previous = JSON.parse(before.content) as ExecutiveReport;
  const declared = parseDeclared(before.declared);
  const { month, scope } = previous;
  const closing = await awaitMonth(ports, month, declared, now);
  // What an engine that has just begun has not read yet is no news of the month: it is looked at again in minutes.
  if (closing.state === 'so-far') return 'awaited';
  const standing: ReportStanding = { state: 'closed', edition, restates: 'nothing' };
  const evidence = await readEvidence(store, { month, scope, standing, declared, now, gaps: closing.gaps });
  const looked = buildExecutiveReport(evidence);
  const sections = sectionsThatDiffer(previous, looked);
  if (sections.length === 0) {
    await noteReportLooked(store, before, now);
    return 'as-before';
  }
  const next: ReportStanding = {
    state: 'closed',
    edition: edition + 1,
    restates: { edition, sha256: before.sha256, sections },
  };
  const { findings } = evidence;
  return freeze(ports, { ...looked, standing: next }, { ...declared, findings }, now);
}

async function freeze(
  ports: ReportingPorts,
  report: ExecutiveReport,
  declared: Declared,
  now: number,
): Promise<'frozen' | 'known'> {
  const { standing, month, scope, format } = report;
  if (standing.state !== 'closed') throw new Error(`${month} is not closed: nothing of it is frozen.`);
  const subjectId = executiveSubject(month, scope);
  const { sha256: _, ...written } = await write(ports, report);
  const became = await freezeReport(
    ports,
    {
      ...{ kind: 'executive', subjectId, format, madeAt: now, edition: standing.edition },
      ...written,
      declared: canonicalJson(declared),
      details: { month, part: subjectId === month ? 'whole-fleet' : 'part' },
    },
    (tx) => dropReportDraft(tx, subjectId),
  );
  return became === 'made' ? 'frozen' : 'known';
}

/** The same in all of its forms. */
async function write({ log }: ReportingPorts, report: ExecutiveReport) {
  const content = canonicalJson(report);
  const sha256 = hashReport(content);
  const document = await tryPdf(
    () => writeExecutivePdf(report, sha256),
    (error) =>
      log.error({ err: error, month: report.month }, 'A report could not be made as PDF; it is there as JSON.'),
  );
  return { content, sha256, ...document, csv: writeExecutiveCsv(report) };
}
