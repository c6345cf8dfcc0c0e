import { type ComplianceState, complianceStates } from '../../vocabulary';
import { formatCount, formatList } from '../../wording/list';
import { basisOf, type ReportFrame } from './frame';
import type { ExecutiveReport, ObjectiveTotals, ReportedRisk, ReportedWorkload } from './report';

const method = 'worst state of all objectives; at risk at least while a critical risk stood at the end of the period';

type Told = Pick<ExecutiveReport, 'workloads' | 'objectives' | 'risks'>;

/** What whoever reads nothing else has read. */
export function buildState({ workloads, objectives, risks }: Told, frame: ReportFrame): ExecutiveReport['state'] {
  const clauses = [sayKept(workloads, objectives, frame), ...sayProven(objectives), ...sayRisks(risks, frame)];
  return { ...basisOf(frame, method), sentence: clauses.join('; '), state: stateOf(objectives, risks) };
}

function stateOf(
  { total, met, atRisk, breached, notMeasured }: ObjectiveTotals,
  risks: Told['risks'],
): ComplianceState {
  const counted: Readonly<Record<ComplianceState, number>> = {
    breached,
    'at-risk': atRisk + countCritical(risks),
    'not-measured': notMeasured,
    met,
    'no-objective': total === 0 ? 1 : 0,
  };
  return complianceStates.find((state) => counted[state] > 0) ?? 'no-objective';
}

function countCritical(risks: readonly ReportedRisk[]): number {
  return risks.filter(({ severity }) => severity === 'critical').length;
}

function sayKept(workloads: readonly ReportedWorkload[], totals: ObjectiveTotals, frame: ReportFrame): string {
  const { total, met, notMeasured, provenLosses, coverage } = totals;
  const { monthWords } = frame;
  if (workloads.length === 0) return `No workload is in this report, so that nothing was promised in ${monthWords}`;
  if (total === 0) {
    const promised =
      workloads.length === 1 ? 'the one workload' : `any of ${formatCount(workloads.length, 'workload')}`;
    return `No objective is declared for ${promised}, so that nothing was promised in ${monthWords}`;
  }
  const isUnseen = coverage.state === 'not-measured' || coverage.percent === 0;
  if (notMeasured === total && provenLosses.proven === 0 && isUnseen) return `Nothing was measured in ${monthWords}`;
  const verbs = frame.goesOn ? { is: 'is', are: 'are' } : { is: 'was', are: 'were' };
  if (total === 1) return sayTheOne(totals, monthWords, verbs);
  return `${sayMet(met, total, verbs)} in ${monthWords}${sayOthers(totals, verbs)}`;
}

interface Verbs {
  readonly is: string;
  readonly are: string;
}

function sayTheOne({ met, atRisk, breached }: ObjectiveTotals, monthWords: string, { is }: Verbs): string {
  const what = met === 1 ? `${is} met` : breached === 1 ? `${is} breached` : atRisk === 1 ? `${is} at risk` : unjudged;
  return `The one objective ${what} in ${monthWords}`;
}

function sayMet(met: number, total: number, { is, are }: Verbs): string {
  if (met === 0) return `None of ${total} objectives ${is} met`;
  if (met === total) return `All ${total} objectives ${are} met`;
  return `${met} of ${total} objectives ${met === 1 ? is : are} met`;
}

/** How those that are not met fared, e.g. `, 2 were breached and 3 could not be judged`. */
function sayOthers({ met, atRisk, breached, notMeasured }: ObjectiveTotals, { is, are }: Verbs): string {
  const say = (count: number, what: string) => (count === 0 ? [] : [`${count} ${count === 1 ? is : are} ${what}`]);
  const others = [
    ...say(breached, 'breached'),
    ...say(atRisk, 'at risk'),
    ...(notMeasured === 0 ? [] : [`${notMeasured} ${unjudged}`]),
  ];
  if (others.length === 0) return '';
  if (met === 0) return `: ${formatList(others)}`;
  return others.length === 1 ? ` and ${formatList(others)}` : `, ${formatList(others)}`;
}

const unjudged = 'could not be judged';

function sayProven({ provenLosses: { proven, of } }: ObjectiveTotals): readonly string[] {
  if (of === 0) return [];
  if (of === 1) return [`the one regional loss is ${proven === 1 ? 'proven' : 'not proven'} by a drill or run`];
  if (proven === 0) return [`none of ${of} regional losses is proven by a drill or run`];
  if (proven === of) return [`all ${of} regional losses are proven by drills or runs`];
  return [
    `${proven} of ${of} regional losses ${proven === 1 ? 'is' : 'are'} proven by ${proven === 1 ? 'a drill or run' : 'drills or runs'}`,
  ];
}

function sayRisks(risks: readonly ReportedRisk[], { goesOn }: ReportFrame): readonly string[] {
  const critical = countCritical(risks);
  if (critical === 0) return [];
  const stand = goesOn ? (critical === 1 ? 'stands' : 'stand') : 'stood at the end';
  return [`${formatCount(critical, 'critical risk')} ${stand}`];
}
