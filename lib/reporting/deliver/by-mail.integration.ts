import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { deliverByMail } from './by-mail';
import type { Deliverable } from './deliverable';
import { type MailServer, type MailServerManners, mailFrom, readMail, startMailServer } from './testing/mail-server';
import { smallContent } from './testing/small-report';

const running: MailServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

async function start(manners: MailServerManners = {}): Promise<MailServer> {
  const server = await startMailServer(manners);
  running.push(server);
  return server;
}

// Bytes that no encoding of mail leaves alone by chance.
const pdf = Buffer.from(Array.from({ length: 70_000 }, (_, index) => (index * 7 + (index >> 8)) % 256));
const csv = Buffer.from('workload,state\r\n"Bestellübersicht, eins",met\n.\n..\nFrom here\n');

const report: Deliverable = {
  month: '2026-10',
  part: { kind: 'edition', edition: 1 },
  content: smallContent(),
  sha256: 'a'.repeat(64),
  files: [
    { kind: 'json', name: 'executive-report-2026-10-edition-1.json', contentType: 'application/json', body: pdf },
    { kind: 'pdf', name: 'executive-report-2026-10-edition-1.pdf', contentType: 'application/pdf', body: pdf },
    { kind: 'csv', name: 'executive-report-2026-10-edition-1.csv', contentType: 'text/csv; charset=utf-8', body: csv },
  ],
  missing: '',
  lacksPdf: false,
};
const frame = { deliveryId: 'board', consoleUrl: 'https://antipode.acme.example' } as const;
const to = ['board@acme.example', 'cfo@acme.example'];
const readers = { to, taken: [] as readonly string[], signal: new AbortController().signal };
const login = { user: 'antipode', password: 'p@ss word' };

describe('mail', () => {
  test('reaches everybody as one, with the files as they are stored', async () => {
    const { config, taken } = await start({ login });
    const end = await deliverByMail(config, report, frame, readers);
    expect(end).toMatchObject({ state: 'delivered', handed: to });
    expect(taken).toHaveLength(1);
    expect(taken[0]).toMatchObject({ from: mailFrom, to });
    const mail = readMail(taken[0]?.raw ?? '');
    expect(mail.headers.get('to')).toBe(to.join(', '));
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail.text).toContain('acme: One of 12 objectives was breached.');
    expect(mail.attachments.map(({ name, type }) => [name, type])).toEqual([
      ['executive-report-2026-10-edition-1.pdf', 'application/pdf'],
      ['executive-report-2026-10-edition-1.csv', 'text/csv'],
    ]);
    expect(mail.attachments[0]?.body.equals(pdf)).toBe(true);
    expect(mail.attachments[1]?.body.equals(csv)).toBe(true);
  });

  test('that is refused at the sign-in says so, and repeats neither user nor password, whatever the server says', async () => {
    const { config, taken } = await start({ login });
    const wrong = { user: 'antipode', password: 'hunter2' };
    const end = await deliverByMail({ ...config, server: { ...config.server, login: wrong } }, report, frame, readers);
    expect(end).toMatchObject({ state: 'failed', needsPerson: true });
    expect(end.sentence).toMatch(/refused the sign-in \(535 .*\)\. Check user and password in ANTIPODE_SMTP_URL\.$/);
    expect(end.sentence).not.toContain('hunter2');
    expect(end.sentence).not.toContain('user antipode');
    expect(taken).toEqual([]);
  });

  test('to an address that is refused fails for that one alone; the others get it once', async () => {
    let refused = ['cfo@acme.example'];
    const { config, taken } = await start({ refuses: (address) => refused.includes(address) });
    const first = await deliverByMail(config, report, frame, readers);
    expect(first).toMatchObject({ state: 'failed', handed: ['board@acme.example'] });
    expect(first.sentence).toContain('refused it for cfo@acme.example');
    refused = [];
    const second = await deliverByMail(config, report, frame, { ...readers, taken: first.handed });
    expect(second).toMatchObject({ state: 'delivered', handed: to });
    expect(taken.map((mail) => mail.to)).toEqual([['board@acme.example'], ['cfo@acme.example']]);
  });

  test('that nobody takes has gone to nobody', async () => {
    const { config } = await start({ refuses: () => true });
    const end = await deliverByMail(config, report, frame, readers);
    expect(end).toMatchObject({ state: 'failed', handed: [] });
    expect(end.sentence).toContain('refused the mail to 2 addresses');
    expect(end.needsPerson).toBe(true);
  });

  test('that the server would rather take later needs nobody: it is only asked again', async () => {
    const later = (code: number) => Object.assign(new Error('come back later'), { responseCode: code });
    const { config } = await start({ options: { onRcptTo: (_address, _session, done) => done(later(450)) } });
    expect(await deliverByMail(config, report, frame, readers)).toMatchObject({ state: 'failed', needsPerson: false });
    const busy = await start({ options: { onMailFrom: (_address, _session, done) => done(later(451)) } });
    expect(await deliverByMail(busy.config, report, frame, readers)).toMatchObject({
      state: 'failed',
      needsPerson: false,
    });
  });

  test('whose connection breaks before the server says that it has it is in doubt, and comes again as the same one', async () => {
    let breaks = true;
    const { config, taken } = await start({ breaksOff: () => breaks });
    const first = await deliverByMail(config, report, frame, readers);
    expect(first).toMatchObject({ state: 'in-doubt', handed: [] });
    breaks = false;
    expect((await deliverByMail(config, report, frame, readers)).state).toBe('delivered');
    const ids = taken.map(({ raw }) => readMail(raw).headers.get('message-id'));
    expect(ids).toHaveLength(2);
    expect(ids[0]).toBe(ids[1]);
  });

  test('to a server that is not there, or is silent, has not left', async () => {
    const { config, close } = await startMailServer();
    await close();
    const gone = await deliverByMail(config, report, frame, readers);
    expect(gone).toMatchObject({ state: 'failed', handed: [], needsPerson: false });
    expect(gone.sentence).toContain('did not answer');
    const silent = createServer(() => 'says nothing');
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const stopping = AbortSignal.timeout(300);
    const server = { ...config.server, port };
    const waited = await deliverByMail({ ...config, server }, report, frame, { ...readers, signal: stopping });
    expect(waited).toMatchObject({ state: 'failed', handed: [] });
    silent.close();
  });

  test('leaves under no certificate that is not verified, and not without TLS where it is asked for', async () => {
    // The server has a certificate that nobody vouches for.
    const selfSigned = await start({ options: { disabledCommands: ['AUTH'] } });
    const started = { ...selfSigned.config.server, tls: 'started' as const };
    const refused = await deliverByMail({ ...selfSigned.config, server: started }, report, frame, readers);
    expect(refused).toMatchObject({ state: 'failed', sentence: expect.stringContaining('under TLS') });
    expect(selfSigned.taken).toEqual([]);
    const atOnce = { ...selfSigned.config.server, tls: 'from-the-start' as const };
    const garbled = await deliverByMail({ ...selfSigned.config, server: atOnce }, report, frame, readers);
    expect(garbled).toMatchObject({ state: 'failed', sentence: expect.stringContaining('under TLS') });
    const plain = await start();
    const end = await deliverByMail(
      { ...plain.config, server: { ...plain.config.server, tls: 'started' } },
      report,
      frame,
      readers,
    );
    expect(end).toMatchObject({ state: 'failed', sentence: expect.stringContaining('under TLS') });
    expect(plain.taken).toEqual([]);
  });
});
