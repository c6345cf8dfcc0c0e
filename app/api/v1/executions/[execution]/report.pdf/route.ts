import type { NextRequest } from 'next/server';
import { findActor } from '@/lib/access/find-actor';
import { readReportPdf } from '@/lib/queries/read-report';
import { decoded } from '../../../../../find-segment';
import { answering } from '../../../../answer-refusal';
import { answerFile, answerNoReport, readEdition } from '../../../../answer-report';

export const dynamic = 'force-dynamic';

/**
 * The recovery report of a run as PDF; the newest edition, or `?edition=`. Its SHA-256 stands in the
 * report as JSON and in the audit trail.
 */
export async function GET(request: NextRequest, { params }: { params: Promise<{ execution: string }> }) {
  return answering(async () => {
    const [{ execution }, actor] = await Promise.all([params, findActor(request.cookies)]);
    const edition = readEdition(request.nextUrl.searchParams.get('edition'));
    const id = decoded(execution);
    const found = await readReportPdf(actor, id, edition === 'malformed' ? 'newest' : edition);
    if (edition === 'malformed') return Response.json({ error: 'edition' }, { status: 400 });
    if (typeof found === 'string') return answerNoReport(found);
    return answerFile(new Uint8Array(found.pdf), 'application/pdf', id, `edition-${found.edition}.pdf`);
  });
}
