import { type CostPiece, nextPiece, usualPieceSeconds } from '@/lib/domain/costs/pieces';
import type { AccountId } from '@/lib/domain/fleet';
import type { EpochMs, Seconds } from '@/lib/domain/time';
import { firstLook } from '../first-look';
import { background } from '../polling/standing';
import { type BilledTurn, type Merge, noMerge, type SourceKind, toEnding, toSourceId } from '../source';
import { globalServicesRegion } from './places';
import { refreshCosts } from './refresh-costs';

/** Fleet seconds between two looks at what is due, which cost nothing. */
const lookSeconds = 120;
/** Wall milliseconds for one call with all its pages, and for a piece of several calls. */
const callDeadlineMs = 9000;
const pieceDeadlineMs = 40_000;
/** What failed is asked again by then, whatever its turn. */
const restsAtMost = 86_400;
const call = 'ce:GetCostAndUsage';
/** A budget makes the pages about costs older rather than what is watched for outages. */
const longestSeconds = { days: 7 * 86_400, daily: 7 * 86_400, weekly: 28 * 86_400 } as const;

/** Pages of the pieces in one turn, of an account with not much more than a thousand lines a request. */
const pages: Readonly<Record<CostPiece, number>> = {
  days: 4,
  anomalies: 1,
  forecast: 1,
  commitments: 4,
  months: 6,
  rightsizing: 1,
};

const turns = [
  { part: 'days', pieces: ['days'] },
  { part: 'daily', pieces: ['anomalies', 'forecast', 'commitments'] },
  { part: 'weekly', pieces: ['months', 'rightsizing'] },
] as const satisfies readonly { readonly part: string; readonly pieces: readonly CostPiece[] }[];

/**
 * The lines of each account's bill and what Cost Explorer says beside them, piece by piece and each seldom: they are for
 * the pages about costs, and every page of an answer is billed. They are kept in the store, last good and dated; without
 * a store nothing is asked.
 */
export const costReadings: SourceKind = (fleet, settings) =>
  (settings.keepsCosts === true ? fleet.accounts : []).map((account) => {
    const id = toSourceId(account.id, globalServicesRegion, 'ce-bill');
    const billed = turns.map(({ part, pieces }) =>
      toTurn(part === 'days' ? id : `${id}-${part}`, pieces, longestSeconds[part]),
    );
    const secondsOf = (piece: CostPiece) => {
      const turn = billed.find(({ pieces }) => pieces.includes(piece));
      return settings.periodOf(turn?.id ?? id, usualPieceSeconds[piece]);
    };
    return {
      id,
      accountId: account.id,
      region: globalServicesRegion,
      api: 'ce-bill',
      call,
      rhythm: { periodSeconds: lookSeconds, phaseSeconds: 30 },
      answersEverySeconds: secondsOf('days'),
      bills: () => billed.map(({ pieces: _, ...turn }) => turn),
      deadlineMs: pieceDeadlineMs,
      retries: 'in-rhythm',
      ask: async ({ ports, scope, counters, askedAt }) => {
        const store = ports.costs;
        if (store === undefined) return 'nothing-to-ask';
        const known = await store.readPieces(account.id);
        const piece = nextPiece(known, askedAt, secondsOf);
        if (piece === 'none') return 'nothing-to-ask';
        const { answers, refresh, remark } = await refreshCosts(piece, {
          aws: ports.aws,
          store,
          scope: { ...scope, deadlineMs: callDeadlineMs },
          accountId: account.id,
          askedAt,
          known,
          countCall: (name) => counters.countCall(name),
        });
        await store.write(refresh);
        const ending = toEnding(answers);
        const message = [ending.message, remark].filter((text) => text !== '').join(' ');
        const outcome = { ...ending, message, merge: tell(account.id) };
        if (outcome.state === 'answered') return outcome;
        const after = { ...known, [piece]: refresh.reading };
        const isToAsk = (at: EpochMs) => nextPiece(after, at, secondsOf) !== 'none';
        return {
          ...outcome,
          restsUntil: firstLook(isToAsk, askedAt, { everySeconds: lookSeconds, longestSeconds: restsAtMost }),
        };
      },
      lose: () => noMerge,
    };
  });

type PiecesTurn = BilledTurn & { readonly pieces: readonly CostPiece[] };

function toTurn(id: string, pieces: readonly CostPiece[], longest: Seconds): PiecesTurn {
  const requests = pieces.reduce((sum, piece) => sum + pages[piece], 0);
  const usualSeconds = Math.min(...pieces.map((piece) => usualPieceSeconds[piece]));
  return {
    ...{ id, purpose: background.purpose, pieces, usualSeconds, longestSeconds: longest, requests },
    units: { 'cost-explorer-pages': requests },
  };
}

/** Screens that follow the account's costs learn that there is something new to read. */
function tell(accountId: AccountId): Merge {
  return ({ snapshot, receivedAt }) => {
    const known = snapshot.find('cost', accountId);
    if (known !== undefined) snapshot.put({ ...known, readingsAt: receivedAt });
  };
}
