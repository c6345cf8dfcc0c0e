import 'server-only';
import type { NextRequest } from 'next/server';
import { isMonth } from '@/lib/domain/reports/executive/month-span';
import type { ReportFileKind } from '@/lib/domain/reports/executive/reading';
import { findReader } from '@/lib/queries/access-links/find-reader';
import { type NoExecutiveFile, readExecutiveFile } from '@/lib/queries/read-executive-report';
import { answering } from './answer-refusal';
import { answerNamedFile, readEdition } from './answer-report';

const types: Readonly<Record<ReportFileKind, string>> = {
  json: 'application/json',
  pdf: 'application/pdf',
  csv: 'text/csv; charset=utf-8',
};

const refusals: Readonly<Record<NoExecutiveFile, { readonly status: number; readonly message: string }>> = {
  'not-found': { status: 404, message: 'There is no executive report of this month in what you may see.' },
  // No error: it is on its way, and asking again is all that is to be done.
  'being-made': { status: 202, message: 'The report is being made: ask again in some seconds.' },
  'no-such-edition': { status: 404, message: 'The report of this month has no edition of that number.' },
  'no-pdf': { status: 404, message: 'This edition could not be made as PDF; it is there as JSON and CSV.' },
};

/**
 * A file of the executive report of a month, the newest edition or `?edition=`, for people who are signed in and for the
 * holder of a link to it, `?report=executive`. Its entity tag is the hash it is known by.
 */
export async function answerExecutiveFile(
  request: NextRequest,
  params: Promise<{ readonly month: string }>,
  kind: ReportFileKind,
): Promise<Response> {
  return answering(async () => {
    const [{ month }, actor] = await Promise.all([params, findReader(request, 'executive-report')]);
    const edition = readEdition(request.nextUrl.searchParams.get('edition'));
    const asked = edition === 'malformed' ? 'newest' : edition;
    // Who may not read is told so first, whatever they asked for.
    const found = await readExecutiveFile(actor, { month, edition: asked, kind });
    if (!isMonth(month)) return Response.json({ error: 'month', example: '2026-10' }, { status: 400 });
    if (edition === 'malformed') return Response.json({ error: 'edition' }, { status: 400 });
    if (typeof found === 'string') return answerNoFile(found);
    const { body, fileName, sha256 } = found;
    const bytes = typeof body === 'string' ? body : new Uint8Array(body);
    return answerNamedFile(bytes, types[kind], fileName, { etag: `"${sha256}"` });
  });
}

function answerNoFile(why: NoExecutiveFile): Response {
  const { status, message } = refusals[why];
  const headers = why === 'being-made' ? { 'retry-after': '2' } : undefined;
  return Response.json({ error: why, message }, { status, ...(headers && { headers }) });
}
