import type { MailConfig } from '@/lib/config/engine-config';
import { deliverByMail } from '../by-mail';
import { smallContent } from './small-report';

/**
 * A program of its own, whose certificates Node reads once, at its start: delivers one report by mail to the server that its
 * first argument names as JSON, and prints how that ended. For tests only.
 */
async function main(): Promise<void> {
  const config = JSON.parse(process.argv[2] ?? '') as MailConfig;
  const body = Buffer.from('workload,state\n');
  const end = await deliverByMail(
    config,
    {
      ...{ month: '2026-10', part: { kind: 'edition', edition: 1 }, content: smallContent(), sha256: 'a'.repeat(64) },
      files: [{ kind: 'csv', name: 'report.csv', contentType: 'text/csv; charset=utf-8', body }],
      ...{ missing: '', lacksPdf: false },
    },
    { deliveryId: 'board', consoleUrl: 'not-told' },
    { to: ['board@acme.example'], taken: [], signal: AbortSignal.timeout(30_000) },
  );
  console.log(JSON.stringify(end));
}

void main();
