import { describe, expect, test } from 'vitest';
import { buildFleetOverview } from '../overview/build-fleet-overview';
import { calmFleetEntities, startingEntities } from '../testing/sample-entities';
import { judgeReliance } from './reliance';

const at = Date.UTC(2026, 10, 20, 12, 1, 9);

/** The wall `seconds` after the engine was heard last. */
function judgeLater(seconds: number, silentMs = 0, speed = 1) {
  const entities = calmFleetEntities(at);
  const now = at + seconds * 1000;
  const { console } = buildFleetOverview(entities, now);
  return judgeReliance({ entities, console, now, speed, heardAt: now - silentMs, silentMs });
}

describe('a wall may be relied on', () => {
  test('while the engine collects and the stream speaks', () => {
    expect(judgeLater(0)).toEqual({ state: 'reliable' });
  });

  test('until the engine missed two heartbeats: sooner than a page that somebody looks at closely', () => {
    const entities = calmFleetEntities(at);
    const engine = entities.find((entity) => entity.kind === 'engine');
    if (engine?.kind !== 'engine') throw new Error('the sample has an engine');
    const late = (at - engine.tickedAt) / 1000;
    const beats = 2 * engine.heartbeatSeconds;
    expect(judgeLater(beats + 2 - late).state).toBe('reliable');
    const { tickedAt } = engine;
    expect(judgeLater(beats + 3 - late)).toEqual({
      state: 'stopped',
      sentence: `Console has not polled since ${new Date(tickedAt).toISOString().slice(11, 16)} UTC. Do not rely on this page.`,
    });
    // Where fleet time runs faster the way of a heartbeat to the panel takes more of it.
    expect(judgeLater(beats + 3 - late, 0, 4).state).toBe('reliable');
  });

  test('until two heartbeats of the stream are missing, which is said with the second', () => {
    expect(judgeLater(0, 10_900).state).toBe('reliable');
    expect(judgeLater(0, 11_001)).toEqual({
      state: 'silent',
      sentence: 'Console has not been heard since 12:00:57 UTC. Do not rely on this page.',
    });
  });

  test('and says that it hears nothing, not that nothing is collected, as soon as a single word is missing', () => {
    expect(judgeLater(20, 5900).state).toBe('stopped');
    expect(judgeLater(20, 6100).state).toBe('silent');
  });

  test('not before anything was measured', () => {
    const entities = startingEntities(at);
    const { console } = buildFleetOverview(entities, at);
    expect(judgeReliance({ entities, console, now: at, speed: 1, heardAt: at, silentMs: 0 }).state).toBe('starting');
  });
});
