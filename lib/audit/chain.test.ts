import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beginning, type ChainLine, type SealedEntry, sealOf, verifyChain } from './chain';
import { parseAnchors } from './seal-trail';

function entry(number: number, more: Partial<SealedEntry> = {}): SealedEntry {
  const usual = { atMs: number * 1000, actor: 'ada', role: 'approver', action: 'approve-execution', target: 'run-1' };
  return { number, ...usual, outcome: 'accepted', details: { because: `reason ${number}`, step: 'fence' }, ...more };
}

function chainOf(count: number): ChainLine[] {
  let previous = beginning;
  return Array.from({ length: count }, (_, index) => {
    const own = entry(index + 1);
    const seal = { previous, hash: sealOf(previous, own) };
    previous = seal.hash;
    return { number: own.number, entry: own, seal };
  });
}

/** Seals a changed trail anew from its beginning, as somebody with the whole database in their hands would. */
function sealedAnew(lines: readonly ChainLine[]): ChainLine[] {
  let previous = beginning;
  return lines.map((line) => {
    if (line.entry === 'gone') return line;
    const seal = { previous, hash: sealOf(previous, line.entry) };
    previous = seal.hash;
    return { ...line, seal };
  });
}

const anchorsOf = (lines: readonly ChainLine[], ...numbers: readonly number[]) =>
  lines.flatMap(({ number, seal }) =>
    seal !== 'unsealed' && numbers.includes(number) ? [{ number, hash: seal.hash }] : [],
  );

describe('the chain over the audit trail', () => {
  test('is whole as it was written, and tells what is not sealed yet', async () => {
    const lines = [...chainOf(20), { number: 21, entry: entry(21), seal: 'unsealed' as const }];
    const anchors = anchorsOf(lines, 10, 20);
    expect(await verifyChain(lines, anchors)).toEqual({ state: 'whole', sealed: 20, unsealed: 1, anchors: 2 });
    expect(await verifyChain([], [])).toEqual({ state: 'whole', sealed: 0, unsealed: 0, anchors: 0 });
  });

  test('names the line of which anything was changed, whatever it was', async () => {
    const changes: readonly Partial<SealedEntry>[] = [
      { actor: 'eve' },
      { role: 'viewer' },
      { outcome: 'refused' },
      { atMs: 7001 },
      { details: { because: 'reason 7', step: 'prove' } },
      { details: { because: 'reason 7' } },
      { target: 'run-2' },
      { action: 'decline-execution' },
    ];
    for (const change of changes) {
      const lines = chainOf(12).map((line) => (line.number === 7 ? { ...line, entry: entry(7, change) } : line));
      expect(await verifyChain(lines, [])).toMatchObject({ state: 'broken', number: 7 });
    }
  });

  test('reads the same whatever order the members of an entry come in', () => {
    const { details: _details, ...rest } = entry(3);
    expect(sealOf(beginning, { ...rest, details: { step: 'fence', because: 'reason 3' } })).toBe(
      sealOf(beginning, entry(3)),
    );
  });

  test('names the first line after one that is gone with its seal, and the one that is gone without it', async () => {
    expect(
      await verifyChain(
        chainOf(12).filter(({ number }) => number !== 5),
        [],
      ),
    ).toMatchObject({ number: 6 });
    const lines = chainOf(12).map((line) => (line.number === 5 ? { ...line, entry: 'gone' as const } : line));
    expect(await verifyChain(lines, [])).toMatchObject({ state: 'broken', number: 5 });
    expect(await verifyChain(chainOf(12).slice(1), [])).toMatchObject({ number: 2 });
  });

  test('names a line that was put in, sealed or not', async () => {
    const lines = chainOf(12).filter(({ number }) => number !== 5);
    const put = { number: 5, entry: entry(5, { actor: 'eve' }), seal: 'unsealed' as const };
    expect(await verifyChain([...lines.slice(0, 4), put, ...lines.slice(4)], [])).toMatchObject({ number: 5 });
    const previous = lines[3]?.seal;
    if (previous === undefined || previous === 'unsealed') throw new Error('It is sealed.');
    const seal = { previous: previous.hash, hash: sealOf(previous.hash, put.entry) };
    expect(await verifyChain([...lines.slice(0, 4), { ...put, seal }, ...lines.slice(4)], [])).toMatchObject({
      number: 6,
    });
  });

  test('names the first of lines that changed places', async () => {
    const lines = chainOf(12);
    const [fourth, ninth] = [lines[3], lines[8]];
    if (fourth === undefined || ninth === undefined) throw new Error('There are twelve.');
    const swapped = lines.map((line) => {
      if (line.number === 4) return { ...line, entry: { ...entry(9), number: 4 } };
      return line.number === 9 ? { ...line, entry: { ...entry(4), number: 9 } } : line;
    });
    expect(await verifyChain(swapped, [])).toMatchObject({ state: 'broken', number: 4 });
    const withSeals = lines.map((line) =>
      line.number === 4 ? { ...ninth, number: 4 } : line.number === 9 ? { ...fourth, number: 9 } : line,
    );
    expect(await verifyChain(withSeals, [])).toMatchObject({ state: 'broken', number: 4 });
  });

  test('that was cut off at its end is found as far as anchors reach', async () => {
    const lines = chainOf(12);
    const anchors = anchorsOf(lines, 5, 10);
    expect(await verifyChain(lines.slice(0, 8), anchors)).toMatchObject({ state: 'broken', number: 10 });
    expect(await verifyChain(lines.slice(0, 10), anchors)).toMatchObject({ state: 'whole' });
    expect(await verifyChain([], anchors)).toMatchObject({ state: 'broken', number: 5 });
  });

  test('that was written anew is found by the first anchor after the change', async () => {
    const lines = chainOf(12);
    const forged = sealedAnew(
      lines.map((line) => (line.number === 7 ? { ...line, entry: entry(7, { actor: 'eve' }) } : line)),
    );
    expect(await verifyChain(forged, [])).toMatchObject({ state: 'whole' });
    expect(await verifyChain(forged, anchorsOf(lines, 5, 10))).toMatchObject({ state: 'broken', number: 10 });
  });

  test('breaks at or before any line that anything was done to', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 30 }),
        fc.nat(),
        fc.constantFrom('flip', 'delete', 'unseal', 'forget-entry'),
        async (count, place, how) => {
          const lines = chainOf(count);
          const at = place % (count - 1);
          const line = lines[at];
          if (line === undefined || line.entry === 'gone') return;
          if (how === 'flip') lines[at] = { ...line, entry: { ...line.entry, atMs: line.entry.atMs + 1 } };
          if (how === 'delete') lines.splice(at, 1);
          if (how === 'unseal') lines[at] = { ...line, seal: 'unsealed' };
          if (how === 'forget-entry') lines[at] = { ...line, entry: 'gone' };
          const verdict = await verifyChain(lines, []);
          const first = how === 'delete' ? line.number + 1 : line.number;
          expect(verdict).toMatchObject({ state: 'broken', number: first });
        },
      ),
    );
  });
});

test('anchors are read without a last line that a crash has cut off', () => {
  const line = JSON.stringify({ number: 7, hash: 'ab', at: '2026-11-20T12:00:00.000Z' });
  expect(parseAnchors(`${line}\n{"number":8,"ha`)).toEqual([{ number: 7, hash: 'ab' }]);
  expect(parseAnchors('')).toEqual([]);
});
