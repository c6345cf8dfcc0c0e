import { describe, expect, test } from 'vitest';
import { recoveryPicture, runPictures } from '@/components/testing/recovery-pictures';
import { buildFleetOverview } from '@/lib/domain/overview/build-fleet-overview';
import { executionStates } from '@/lib/domain/recovery/execution';
import { judgedAt as now } from '@/lib/domain/testing/arbitraries';
import { layOutRuns } from '@/lib/domain/wall/scenes/lay-out-runs';
import { wordClock } from '@/lib/domain/wall/scenes/run-clock';
import { rooms } from '@/lib/domain/wall/scenes/testing/scene-samples';
import { buildRunScene } from './build-run-scene';

function sceneOf(picture: string) {
  const entities = recoveryPicture(picture, now);
  if (entities === 'none') throw new Error(`There is no picture ${picture}`);
  return buildRunScene({ entities, overview: buildFleetOverview(entities, now) });
}

describe('the scene of what is under way', () => {
  test('says what is moved where, how far it is, and which step it is at', () => {
    const { runs, nothing } = sceneOf('run:running');
    expect(nothing).toBe('none');
    expect(runs).toMatchObject([
      {
        workload: 'Checkout',
        from: 'us-east-1',
        to: 'us-west-2',
        practice: '',
        step: 'step 5 of 10',
        doing: 'Promote orders in us-west-2',
        isSilent: false,
      },
    ]);
    expect(runs[0]?.stateWordings).toEqual(['Running, step 5 of 10', 'Running']);
  });

  test('counts down to the objective, and past it says by how much it is over', () => {
    const [run] = sceneOf('run:running').runs;
    if (run === undefined) throw new Error('One is under way.');
    const at = (seconds: number) => wordClock(run.clock, run.clock.startsAt + seconds * 1000);
    expect(at(200)).toMatchObject({ elapsed: '3 m 20 s', objective: '5 m', leftHead: 'Left', left: '1 m 40 s' });
    expect(at(312.2)).toMatchObject({ leftHead: 'Over by', left: '13 s', isOver: true });
    expect(at(300)).toMatchObject({ left: '0 s', isOver: false, share: 1 });
  });

  test('counts nothing down where there is no objective, or while users notice nothing', () => {
    const clock = { startsAt: now - 60_000, stopsAt: 'running', objectiveSeconds: 'none', isAtRisk: false } as const;
    expect(wordClock({ ...clock, counts: 'outage' }, now)).toMatchObject({
      objective: 'none set',
      left: '',
      share: 'none',
    });
    expect(wordClock({ ...clock, counts: 'run' }, now)).toMatchObject({
      objective: 'users served',
      left: '',
      share: 'none',
    });
  });

  test('what waits for a person says for what, and practice is called practice', () => {
    const [asks] = sceneOf('run:awaiting-approval').runs;
    expect(asks).toMatchObject({ asks: true, waitsFor: 'A second person must agree' });
    expect(sceneOf('run:drill').runs[0]?.practice).toBe('DRILL');
    expect(sceneOf('run:paused-by-failed-step').runs[0]?.waitsFor).toMatch(/^A step failed/);
  });

  test('a run whose engine is silent is not known to run', () => {
    const { runs } = sceneOf('recovery-silent');
    expect(runs[0]).toMatchObject({ isSilent: true, doing: '', stateWordings: ['Unknown (was: running)', 'Unknown'] });
  });

  test('that nothing is moved is a claim with its time, and what was moved last stands beside it', () => {
    const { nothing, isClaim, last } = sceneOf('recovery-drilled');
    expect(nothing).toMatch(/^Nothing is being moved\. Checked at \d\d:\d\d UTC\.$/);
    expect(isClaim).toBe(true);
    expect(last).toMatchObject({
      state: 'completed',
      result: expect.stringMatching(/^Users without service for \d+ s of 5 m$/),
    });
    expect(last === 'none' ? '' : last.sentence).toMatch(
      /^Last drill: Checkout, us-east-1 → us-west-2, ended \d+ \w ago$/,
    );
  });

  test('while the engine is not heard of nothing is claimed, and neither is it with no engine at all', () => {
    const none = buildRunScene({ entities: [], overview: buildFleetOverview([], now) });
    expect(none).toMatchObject({ isClaim: false, last: 'none', nothing: expect.stringMatching(/^We can’t say/) });
  });

  test('at a distance a run gives up the steps it is at before it is cut off', () => {
    const scene = sceneOf('run:many');
    const farthest = rooms.at(-1);
    if (farthest === undefined) throw new Error('There is no room.');
    expect(layOutRuns(scene, farthest)).toMatchObject({ hasSteps: true });
    const banded = { ...farthest, heightPx: 680 };
    expect(layOutRuns(scene, banded)).toMatchObject({ hasSteps: false, more: '+4 more: 4 running' });
  });

  test.each(Object.keys(runPictures))('%s: its runs are shown or counted, each once', (name) => {
    const scene = sceneOf(`run:${name}`);
    expect(new Set(scene.runs.map(({ id }) => id)).size).toBe(scene.runs.length);
    for (const sizes of rooms) {
      const { runs, more } = layOutRuns(scene, sizes);
      expect(runs.length + Number(/\+(\d+) more/.exec(more)?.[1] ?? 0)).toBe(scene.runs.length);
      for (const { state } of runs) expect(executionStates).toContain(state);
    }
  });
});
