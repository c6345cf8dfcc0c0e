import { describe, expect, test } from 'vitest';
import { judgedAt } from '../../testing/arbitraries';
import { calmFleetEntities } from '../../testing/sample-entities';
import { severities } from '../../vocabulary';
import { findCriticals } from '../criticals';
import { wallScenes } from '../types';
import { buildFindingsScene } from './findings';
import { layOutFindings, mostFindings } from './lay-out-findings';
import { measureText } from './measure-text';
import { inputOf, rooms, situations } from './testing/scene-samples';

const view = (name: string) => buildFindingsScene(inputOf(situations[name] ?? []));
const withoutFindings = calmFleetEntities(judgedAt).filter(({ kind }) => kind !== 'finding');

describe('the scene of findings', () => {
  test.each(Object.keys(situations))('%s: the gravest come first, each once', (name) => {
    const { findings } = view(name);
    const ranks = findings.map(({ severity }) => severities.indexOf(severity));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length);
  });

  test('says who has seen what is critical, and that nobody has', () => {
    const input = inputOf(situations['region down'] ?? []);
    const [first] = input.overview.findings;
    if (first === undefined) throw new Error('A lost region is found.');
    const seen = [{ findingId: first.id, since: first.since, actor: 'ada' }];
    const criticals = findCriticals(input.overview.findings, input.entities, seen, wallScenes);
    const { findings } = buildFindingsScene({ ...input, criticals });
    expect(findings[0]).toMatchObject({ title: 'Region down', age: '12 m', seen: 'acknowledged by ada' });
    expect(findings[1]).toMatchObject({ severity: 'critical', seen: 'not acknowledged' });
    expect(findings.find(({ severity }) => severity === 'warning')?.seen).toBe('');
  });

  test('what a silent engine found keeps the age of its last check', () => {
    const { findings } = view('engine stopped');
    expect(findings[0]?.seen).toBe('');
    expect(findings[1]?.seen).toMatch(/^last checked \d+ m ago$/);
  });

  test('none found is a claim with its evidence and time', () => {
    const { nothing, isClaim } = buildFindingsScene(inputOf(withoutFindings));
    expect(isClaim).toBe(true);
    expect(nothing).toMatch(/^No open findings\. Checked 5 regions at \d\d:\d\d UTC\.$/);
  });

  test('none found is no claim while a source does not answer, or nothing is checked', () => {
    const refused = withoutFindings.map((entity) =>
      entity.kind === 'source' && entity.api === 'rds' ? { ...entity, state: 'denied' as const } : entity,
    );
    for (const entities of [refused, []]) {
      const { nothing, isClaim } = buildFindingsScene(inputOf(entities));
      expect(isClaim).toBe(false);
      expect(nothing).toMatch(/^We can’t say|^Nothing can be said yet/);
    }
  });

  test.each(Object.keys(situations))(
    '%s: seven at most are shown, the rest is counted, and no line is too long',
    (name) => {
      const scene = view(name);
      for (const sizes of rooms) {
        const { findings, more } = layOutFindings(scene, sizes);
        expect(findings.length).toBeLessThanOrEqual(mostFindings);
        expect(findings.map(({ id }) => id)).toEqual(scene.findings.slice(0, findings.length).map(({ id }) => id));
        expect(findings.length + Number(/\+(\d+) more/.exec(more)?.[1] ?? 0)).toBe(scene.findings.length);
        for (const { line, seen, seenBeside } of findings) {
          const words = seenBeside === 'sentence' && seen !== '' ? `${line}  ·  ${seen}` : line;
          expect(measureText(words) * sizes.textPx).toBeLessThanOrEqual(sizes.widthPx);
        }
      }
    },
  );
});
