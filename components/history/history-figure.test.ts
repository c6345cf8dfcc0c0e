import { expect, test } from 'vitest';
import { sampleWorkloadHistory } from '@/lib/domain/testing/sample-history';
import { figuresOf, toHistoryFigure } from './history-figure';

const now = Date.parse('2026-11-20T12:10:37Z');
const history = sampleWorkloadHistory('storefront', now);

test('a gap and a minute without a figure are drawn as nothing: neither joined nor zero', () => {
  const [line] = toHistoryFigure(history, 'lag', 'none').series;
  expect(line?.values.slice(200, 224)).toEqual(Array.from({ length: 24 }, () => null));
  expect(line?.values.slice(150, 158)).toEqual(Array.from({ length: 8 }, () => null));
  expect(line?.values).not.toContain(0);
});

test('what is not closed yet is not drawn', () => {
  expect(toHistoryFigure(history, 'requests', 'none').series[0]?.values.slice(-2)).toEqual([null, null]);
});

test('breached and missing stretches are marked from their beginning to their end', () => {
  const { spans, startAt } = toHistoryFigure(history, 'lag', 'none');
  expect(
    spans.map(({ look, startAt: from, endAt }) => [look, (from - startAt) / 300_000, (endAt - startAt) / 300_000]),
  ).toEqual([
    ['breached', 90, 96],
    ['missing', 150, 158],
    ['missing', 200, 224],
  ]);
});

test('of several lines the one with the worst peak stands out unless another is asked for', () => {
  const wanted = history.links[3]?.linkId ?? 'none';
  expect(toHistoryFigure(history, 'lag', wanted).chosen).toBe(wanted);
  expect(toHistoryFigure(history, 'lag', 'a link that is gone').chosen).not.toBe('none');
});

test('only lag has an objective', () => {
  expect(toHistoryFigure(history, 'lag', 'none').objectiveSeconds).toBe(60);
  expect(toHistoryFigure(history, 'errors', 'none').objectiveSeconds).toBe('none');
});

test('a vault is a figure of its own, by the name of its store and region, and no line among the lags', () => {
  const [line] = history.links;
  if (line === undefined) throw new Error('The sample has no link.');
  const id = 'storefront/ledger/us-west-2';
  const ends = { source: 'us-west-2', target: 'us-west-2' };
  const vault = { ...line, ...ends, linkId: id, storeId: 'ledger', vault: true, objectiveSeconds: 86_400 } as const;
  const guarded = { ...history, links: [...history.links, vault] };
  const figure = toHistoryFigure(guarded, 'backup', 'none');
  expect(figure.series.map(({ label }) => label)).toEqual(['ledger us-west-2']);
  expect(figure.objectiveSeconds).toBe(86_400);
  expect(toHistoryFigure(guarded, 'lag', id).series).toHaveLength(history.links.length);
  expect(figuresOf(guarded)).toContain('backup');
  expect(figuresOf(history)).not.toContain('backup');
});
