import { type CarriedFindings, carryFindings } from '@/lib/domain/findings/carry-findings';
import { judgeFindings } from '@/lib/domain/findings/derive-findings';
import type { FindingTransition } from '@/lib/domain/findings/finding-transition';
import type { Frame } from '../harness/frame';

/** Findings as the engine raises and closes them, told as they come and go. */
export class FindingLog {
  #carried: CarriedFindings = { findings: [], pending: [] };
  #transitions: FindingTransition[] = [];

  /** Applies every rule to what is known in this frame. */
  look({ entities, now }: Frame): void {
    const { transitions, ...carried } = carryFindings(this.#carried, judgeFindings(entities, now), now);
    this.#carried = carried;
    this.#transitions.push(...transitions);
  }

  /** What was raised, became worse or closed since this was asked last, one line for each; notices by their code only. */
  news(): readonly string[] {
    const lines = this.#transitions.flatMap(({ change, finding }) =>
      finding.severity === 'notice' ? [] : [`${changeWords[change]} (${finding.severity}): ${finding.sentence}`],
    );
    const notices = this.#transitions.flatMap(({ change, finding }) =>
      finding.severity === 'notice' ? [`${changeWords[change]} (notice): ${finding.code}`] : [],
    );
    this.#transitions = [];
    return [...lines, ...count(notices)];
  }
}

const changeWords: Readonly<Record<FindingTransition['change'], string>> = {
  opened: 'finding raised',
  worsened: 'finding worse',
  closed: 'finding closed',
};

function count(lines: readonly string[]): readonly string[] {
  return [...new Set(lines)].map((line) => {
    const times = lines.filter((one) => one === line).length;
    return times === 1 ? line : `${line}, ${times} times`;
  });
}
