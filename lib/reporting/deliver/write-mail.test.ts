import { describe, expect, test } from 'vitest';
import type { Deliverable } from './deliverable';
import { smallContent } from './testing/small-report';
import { toMessageId, writeMail } from './write-mail';

const frame = { deliveryId: 'board', from: 'antipode@acme.example', consoleUrl: 'https://antipode.acme.example' };

function delivered(more: Partial<Deliverable> = {}): Deliverable {
  const name = 'executive-report-2026-10-edition-1.pdf';
  return {
    month: '2026-10',
    part: { kind: 'edition', edition: 1 },
    content: smallContent(),
    sha256: 'a'.repeat(64),
    files: [{ kind: 'pdf', name, contentType: 'application/pdf', body: Buffer.alloc(0) }],
    missing: '',
    lacksPdf: false,
    ...more,
  };
}

describe('the mail of a report', () => {
  test('says in a screen what the report says, where the console is, and that the fleet is a simulated one', () => {
    const { subject, text } = writeMail(delivered(), frame);
    expect(subject).toBe('[SIMULATED] acme: Executive report, October 2026, edition 1');
    expect(text).toMatchInlineSnapshot(`
      "SIMULATED: this is the report of a simulated fleet.

      acme: One of 12 objectives was breached.

      Objectives: 7 of 12 met, 1 breached, 2 at risk, 2 not measured.

      Money: $12,400.50 billed, of it for resilience not known (no tag was read).

      In the console: https://antipode.acme.example/reports/executive?period=2026-10&edition=1

      Attached: executive-report-2026-10-edition-1.pdf.
      SHA-256 of the report as JSON: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
      "
    `);
  });

  test('of a real fleet bears no such mark, and one of a week says as of when', () => {
    const content = smallContent({ simulated: false, fleetName: 'acme\r\nBcc: x@evil.example' });
    const part = { kind: 'week', monday: '2026-10-19' } as const;
    const { subject, text } = writeMail(delivered({ content, part }), { ...frame, consoleUrl: 'not-told' });
    expect(subject).toBe('acme Bcc: x@evil.example: Executive report, October 2026, so far, as of 2026-10-19');
    expect(text).not.toContain('SIMULATED');
    expect(text).toContain('In the console: Reports.');
  });

  test('says what is not known, and never nothing or zero in its place', () => {
    const content = smallContent({
      money: { currencies: [], without: [{ accountId: '444455556666', because: 'denied' }] },
    });
    const { text } = writeMail(delivered({ content, missing: 'There is no PDF of it: no font.' }), frame);
    expect(text).toContain('Money: not known: no bill was read. No bill of 444455556666 is in any figure.');
    expect(text).toContain('There is no PDF of it: no font.');
    expect(writeMail(delivered({ files: [], missing: 'There is no PDF of it: no font.' }), frame).text).toContain(
      'Nothing is attached.\nThere is no PDF of it: no font.',
    );
  });

  test('has the same Message-ID for the same report and delivery, and another for any other', () => {
    const id = toMessageId('board', delivered(), frame.from);
    expect(id).toMatch(/^<[0-9a-f]{40}\.report@acme\.example>$/);
    expect(toMessageId('board', delivered({ content: 'x', files: [] }), frame.from)).toBe(id);
    expect(toMessageId('audit', delivered(), frame.from)).not.toBe(id);
    expect(toMessageId('board', delivered({ sha256: 'b'.repeat(64) }), frame.from)).not.toBe(id);
    expect(toMessageId('board', delivered({ part: { kind: 'edition', edition: 2 } }), frame.from)).not.toBe(id);
  });
});
