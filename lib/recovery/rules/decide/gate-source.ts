import type { Blocker } from '@/lib/domain/recovery/decision';
import { blocker, type Gate } from './gate';

/** A graceful move needs a source that serves; an ungraceful one needs two vantages that say it does not. */
export const gateSource: Gate = ({ pair, mode, source, plan }) => {
  const { state, sentence } = source;
  if (mode === 'graceful') return state === 'serving' ? [] : [notHealthy(pair.source, sentence)];
  switch (state) {
    case 'down':
      return [];
    case 'one-vantage':
      return [
        blocker(
          'one-vantage-only',
          `Only one vantage sees ${pair.source} fail, which may be its own trouble. ${sentence}`,
          `Wait until the console's probe and Route 53's checkers agree, or say why you know better.`,
        ),
      ];
    case 'unknown':
      return [
        blocker(
          'source-unknown',
          `Whether users are served from ${pair.source} is not known. ${sentence}`,
          'Wait for a probe and for Route 53, or say how you know.',
        ),
      ];
    default:
      return [
        blocker(
          'source-healthy',
          `${pair.source} serves users, and giving it up loses what has not arrived. ${sentence}`,
          plan.modes.includes('graceful')
            ? 'Move gracefully, or say why it has to be given up.'
            : 'Say why it has to be given up: this plan has no graceful way.',
        ),
      ];
  }
};

function notHealthy(source: string, sentence: string): Blocker {
  return blocker(
    'source-not-healthy',
    `A graceful move needs ${source} to be well. ${sentence}`,
    `Wait until it serves again, or move ungracefully.`,
  );
}
