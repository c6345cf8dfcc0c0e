import type { ExecutiveReport } from '@/lib/domain/reports/executive/report';
import type { SheetBlock } from '../sheet';
import { writeDecisions } from './decisions';
import { isShortened } from './fit-text';
import { heightOfPage } from './height-of-blocks';
import { writeMoney } from './money';
import { writeRecoveries } from './recoveries';
import { writeRisks } from './risks';
import { writeSummary } from './summary';
import { firstPage, firstPageGaps, firstPageType } from './type';
import { writeWorkloads } from './workloads';

/** How many rows of each part the first page has. */
interface Counts {
  readonly workloads: number;
  readonly recoveries: number;
  readonly risks: number;
}

/** What is given a row next while there is room: the more often it is named, the more of it there is. */
const turns: readonly (keyof Counts)[] = ['workloads', 'workloads', 'risks', 'recoveries'];
const least: Counts = { workloads: 1, recoveries: 1, risks: 1 };

type Parts = Readonly<Record<keyof Counts, readonly SheetBlock[]>>;

const writers: Readonly<Record<keyof Counts, (report: ExecutiveReport, count: number) => readonly SheetBlock[]>> = {
  workloads: writeWorkloads,
  recoveries: writeRecoveries,
  risks: writeRisks,
};

/** The first page: as many rows as it bears, the worst of everything first, and what is left counted. */
export function writeFirstPage(report: ExecutiveReport): readonly SheetBlock[] {
  const room = firstPage.height - headHeight;
  const compose = composer(report);
  let counts = least;
  let parts: Parts = {
    workloads: writers.workloads(report, counts.workloads),
    recoveries: writers.recoveries(report, counts.recoveries),
    risks: writers.risks(report, counts.risks),
  };
  for (let open = new Set(turns); open.size > 0; ) {
    for (const part of turns) {
      if (!open.has(part)) continue;
      const count = counts[part] + 1;
      const more = count > report[part].length ? parts : { ...parts, [part]: writers[part](report, count) };
      if (more === parts || heightOfPage(compose(more)) > room) {
        open = new Set([...open].filter((one) => one !== part));
        continue;
      }
      counts = { ...counts, [part]: count };
      parts = more;
    }
  }
  return compose(parts);
}

const headHeight = firstPageType.title.lineHeight + firstPageType.subtitle.lineHeight + firstPageGaps.afterTitle;

/** Puts the parts that have more rows or fewer between those that are as they are. */
function composer(report: ExecutiveReport): (parts: Parts) => readonly SheetBlock[] {
  const [summary, money, decisions] = [writeSummary(report), writeMoney(report), writeDecisions(report)];
  return ({ workloads, recoveries, risks }) => {
    const blocks = [...summary, ...workloads, ...recoveries, ...risks, ...money, ...decisions];
    const closing = closingWords(report, isShortened(blocks));
    return closing === '' ? blocks : [...blocks, { kind: 'paragraph', text: closing, small: true }];
  };
}

/** What a reader of this page alone must know of what is not on it. */
function closingWords({ gaps }: ExecutiveReport, isAnyShortened: boolean): string {
  const missing =
    gaps.length === 0
      ? ''
      : `${gaps.length} ${gaps.length === 1 ? 'thing is' : 'things are'} not in this report although it should be: see the appendix.`;
  const shortened = isAnyShortened ? 'What ends with … is whole in the appendix.' : '';
  return [missing, shortened].filter((part) => part !== '').join(' ');
}
