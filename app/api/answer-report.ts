import type { NoReport } from '@/lib/queries/read-report';

const refusals: Readonly<Record<NoReport, { readonly status: number; readonly message: string }>> = {
  'not-found': { status: 404, message: 'This run is not known, or your account may not see it.' },
  'run-goes-on': { status: 409, message: 'The run goes on: its report is made once it has ended.' },
  'being-made': { status: 404, message: 'The report is being made: ask again in some seconds.' },
  'no-such-edition': { status: 404, message: 'The report has no edition of that number.' },
  'no-pdf': { status: 404, message: 'This edition could not be made as PDF; it is there as JSON.' },
};

/** Why a report is not given, as JSON. */
export function answerNoReport(why: NoReport): Response {
  const { status, message } = refusals[why];
  const headers = why === 'being-made' ? { 'retry-after': '5' } : undefined;
  return Response.json({ error: why, message }, { status, ...(headers && { headers }) });
}

/** Which edition is asked for; `malformed` where it is no number of one. */
export function readEdition(asked: string | null): number | 'newest' | 'malformed' {
  if (asked === null) return 'newest';
  return /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : 'malformed';
}

/** A file to keep, under a name of plain letters whatever the run is called; never kept by anything between. */
export function answerFile(body: string | Uint8Array<ArrayBuffer>, type: string, id: string, ending: string): Response {
  return answerNamedFile(body, type, `recovery-report-${id.replaceAll(/[^\w-]+/g, '_').slice(0, 100)}.${ending}`);
}

/** The same under a name that is of plain letters already. */
export function answerNamedFile(
  body: string | Uint8Array<ArrayBuffer>,
  type: string,
  name: string,
  more: Readonly<Record<string, string>> = {},
): Response {
  return new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...more,
    },
  });
}
