import type { MakingReport } from './use-made-report';

/** Wall seconds after which whoever waits is told what may be wrong. */
export const patienceSeconds = 60;

/** How the making of a report goes, in words that say what to do. */
export function waitingWords(making: MakingReport, trouble: string | 'none'): string {
  if (making.state === 'there') return 'It is there. This page shows it in a moment.';
  if (making.state === 'signed-out') return 'You are signed out, so this page asks no more. Load it anew.';
  if (!making.answers) {
    return 'The console does not answer, so it is not known how far the report is. This page asks again by itself.';
  }
  if (trouble !== 'none') {
    return `The engine tried and could not make it. ${trouble} If it stays so, tell whoever runs this console.`;
  }
  if (making.seconds >= patienceSeconds) {
    return `Nobody has made it within ${making.seconds} s, and it takes some seconds: the engine is not running, or it is held up. Whoever runs this console finds the cause in the engine’s log; this page goes on asking by itself.`;
  }
  return 'The engine makes it from what is on record, which takes some seconds. This page shows it by itself once it is there.';
}
