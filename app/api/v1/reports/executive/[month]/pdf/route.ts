import type { NextRequest } from 'next/server';
import { answerExecutiveFile } from '../../../../../answer-executive-file';

export const dynamic = 'force-dynamic';

/**
 * The executive report of a month as PDF; the newest edition, or `?edition=`. Its SHA-256 stands in the report as JSON and in
 * the audit trail.
 */
export function GET(request: NextRequest, { params }: { params: Promise<{ month: string }> }): Promise<Response> {
  return answerExecutiveFile(request, params, 'pdf');
}
