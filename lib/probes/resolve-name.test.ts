import type { Answer } from 'dns-packet';
import { afterEach, describe, expect, test } from 'vitest';
import { resolveName } from './resolve-name';
import { type ScriptedDnsAnswer, startScriptedDns } from './testing/scripted-dns';

const cleanups: (() => unknown)[] = [];

afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

async function startDns(script: Parameters<typeof startScriptedDns>[0]) {
  const dns = await startScriptedDns(script);
  cleanups.push(() => dns.close());
  return dns;
}

const name = 'checkout.acme.example';
const a = (data: string, ttl: number): Answer => ({ type: 'A', name, ttl, data });

describe('DNS as a vantage', () => {
  test('gives every address and the shortest time they may be kept', async () => {
    const dns = await startDns(() => ({ answers: [a('192.0.2.10', 60), a('192.0.2.11', 30)] }));
    const answer = await resolveName(dns.server, name, 'A', 1000);
    expect(answer).toEqual({ outcome: 'answer', values: ['192.0.2.10', '192.0.2.11'], ttlSeconds: 30 });
  });

  test('joins the parts of a TXT value and claims no TTL for it', async () => {
    const dns = await startDns(() => ({ answers: [{ type: 'TXT', name, ttl: 10, data: ['heal', 'thy'] }] }));
    const answer = await resolveName(dns.server, name, 'TXT', 1000);
    expect(answer).toEqual({ outcome: 'answer', values: ['healthy'], ttlSeconds: 'unknown' });
  });

  test.each<[string, ScriptedDnsAnswer]>([
    ['no-such-name', { responseCode: 3 }],
    ['no-data', { answers: [] }],
    ['failed', { responseCode: 2 }],
    ['failed', { responseCode: 5 }],
  ])('tells %s apart from the others, in words', async (outcome, scripted) => {
    const dns = await startDns(() => scripted);
    const answer = await resolveName(dns.server, name, 'A', 1000);
    expect(answer).toEqual({ outcome, detail: expect.stringContaining(name) });
  });

  test('a lost packet is asked again within the deadline', async () => {
    const dns = await startDns((_question, count) => (count === 1 ? 'hang' : { answers: [a('192.0.2.10', 60)] }));
    expect((await resolveName(dns.server, name, 'A', 1500)).outcome).toBe('answer');
  });

  test('a resolver that stays silent ends at the deadline and is not asked on', async () => {
    const dns = await startDns(() => 'hang');
    const startedAt = performance.now();
    const answer = await resolveName(dns.server, name, 'A', 300);
    expect(answer).toEqual({ outcome: 'timed-out', detail: expect.stringContaining('within 300 ms') });
    expect(performance.now() - startedAt).toBeLessThan(800);
    // What was sent before the deadline may still be on its way on a busy machine.
    await new Promise((resolve) => setTimeout(resolve, 250));
    const askedSoFar = dns.asked.length;
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(dns.asked.length).toBe(askedSoFar);
  });

  test('no time left means no question', async () => {
    const dns = await startDns(() => 'hang');
    expect((await resolveName(dns.server, name, 'A', 0)).outcome).toBe('timed-out');
    expect(dns.asked).toEqual([]);
  });

  test('a resolver that is not there never passes for a name that does not exist', async () => {
    const answer = await resolveName('127.0.0.1:1', name, 'A', 600);
    expect(['failed', 'timed-out']).toContain(answer.outcome);
  });

  test('nothing is remembered from one question to the next', async () => {
    const dns = await startDns((_question, count) => ({ answers: [a(`192.0.2.${count}`, 300)] }));
    const first = await resolveName(dns.server, name, 'A', 1000);
    const second = await resolveName(dns.server, name, 'A', 1000);
    expect([first, second]).toMatchObject([{ values: ['192.0.2.1'] }, { values: ['192.0.2.2'] }]);
  });

  test('a name that cannot be one is refused in words', async () => {
    const dns = await startDns(() => 'hang');
    const answer = await resolveName(dns.server, 'a..b', 'A', 300);
    expect(answer.outcome).toBe('failed');
  });
});
