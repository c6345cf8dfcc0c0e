import { expect, it } from 'vitest';
import type { LinkEntity } from '@/lib/domain/entities';
import { toObserved } from '@/lib/domain/observe';
import { calmFleetEntities } from '@/lib/domain/testing/sample-entities';
import { SightingBook } from './sighting-book';

const at = Date.UTC(2026, 10, 20, 12);
const sample = calmFleetEntities(at).find((entity): entity is LinkEntity => entity.kind === 'link');

/** A link whose lag of 4 s was measured so many seconds after the minute began, and is current for 32 s. */
function linkMeasured(second: number): LinkEntity {
  if (sample === undefined) throw new Error('The calm fleet has links.');
  return {
    ...sample,
    lag: toObserved(4, at + second * 1000, at + second * 1000, 'aws-api'),
    lagCadence: { cadenceSeconds: 10, publishDelaySeconds: 2 },
  };
}

function lookAt(looks: readonly (readonly [second: number, measured: number])[]) {
  const book = new SightingBook();
  for (const [second, measured] of looks) book.look([linkMeasured(measured)], [], [], at + second * 1000);
  return book.link(linkMeasured(0).id, at).lagSeconds;
}

it('keeps the largest lag of a minute, each with its age when it was looked at', () => {
  expect(
    lookAt([
      [5, 0],
      [20, 0],
      [35, 30],
      [50, 45],
    ]),
  ).toBe(24);
});

it('knows no lag of a minute in which one of the looks found it too old: it may have been any by then', () => {
  expect(
    lookAt([
      [5, 0],
      [20, 0],
      [50, 0],
    ]),
  ).toBe('none');
  expect(
    lookAt([
      [5, -60],
      [20, 15],
    ]),
  ).toBe('none');
});
