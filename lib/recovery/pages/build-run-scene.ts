import type { Execution, StepState } from '@/lib/domain/recovery/execution';
import { type RunSceneView, toRunScene } from '@/lib/domain/wall/scenes/run';
import type { SceneInput } from '@/lib/domain/wall/types';
import { formatDuration } from '@/lib/domain/wording/duration';
import { formatList } from '@/lib/domain/wording/list';
import { findPlanned, hasEnded } from '../rules/execution/reading';
import { executionsOf } from './recovery-entities';
import { askWords } from './run-words';
import { type RunSummary, silenceOf, viewLiveRuns, viewRunSummary } from './view-run-summary';

/** Builds the scene of what is under way, with the words and clocks of the pages of recovery. Pure. */
export function buildRunScene({ entities, overview }: Pick<SceneInput, 'entities' | 'overview'>): RunSceneView {
  const { now, console: console_ } = overview;
  const [newest] = executionsOf(entities)
    .filter(hasEnded)
    .sort((a, b) => endOf(b) - endOf(a) || (a.id < b.id ? -1 : 1));
  const ended = newest === undefined ? 'none' : viewRunSummary(newest, entities, now);
  return toRunScene(
    {
      live: viewLiveRuns(entities, now).map((run) => ({
        ...run,
        waitsFor: waitingWords(run),
        doing: doingWords(executionsOf(entities).find(({ id }) => id === run.id)),
      })),
      newestEnded: ended === 'none' ? 'none' : { ...ended, result: resultWords(ended) },
      isHeard: silenceOf(entities, now).state === 'current',
      unheard: console_.sentence,
    },
    now,
  );
}

function endOf({ endedAt, createdAt }: { readonly endedAt: number | 'not-yet'; readonly createdAt: number }): number {
  return endedAt === 'not-yet' ? createdAt : endedAt;
}

/** Steps that are under way or stand in the way of others. */
const atHand: readonly StepState[] = ['running', 'waiting', 'in-doubt', 'failed'];

function doingWords(execution: Execution | undefined): string {
  if (execution === undefined) return '';
  const titles = execution.steps
    .filter(({ state }) => atHand.includes(state))
    .map(({ stepId }) => findPlanned(execution, stepId)?.title ?? stepId);
  return titles.length === 0 ? '' : formatList(titles, 2);
}

function waitingWords({ asks, state }: RunSummary): string {
  if (asks === 'nobody' && state === 'verifying-health') return 'Waits until users are seen served for three minutes';
  return asks === 'nobody' ? 'Waits for nobody: it goes on by itself' : askWords[asks];
}

/** What it showed, against what was wanted; never a success that was not seen. */
function resultWords({ clock }: RunSummary): string {
  const { counts, elapsedSeconds, objectiveSeconds, verdict } = clock;
  const elapsed = formatDuration(elapsedSeconds);
  if (counts === 'run') return `Users noticed nothing; it ran ${elapsed}`;
  const of = objectiveSeconds === 'none' ? ', no objective set' : ` of ${formatDuration(objectiveSeconds, 'down')}`;
  return verdict === 'not-proven'
    ? `Recovery not proven: users without service for at least ${elapsed}${of}`
    : `Users without service for ${elapsed}${of}`;
}
