import type { ExecutiveReport } from '@/lib/domain/reports/executive/report';
import { noteOn, pieceOf } from '../notes';
import { momentWords, scopeWords, standingWords, stateSentence } from '../report-words';
import { sayPercentage } from '../say-figure';
import type { SheetBlock, SheetText } from '../sheet';

/** The state in whole, what it is made of, and of what and of when the report is. */
export function writeState(report: ExecutiveReport): readonly SheetBlock[] {
  const { state, objectives } = report;
  const note = [noteOn(objectives)];
  const count = (value: number): SheetText => ({ text: String(value), notes: note });
  const { proven, of } = objectives.provenLosses;
  return [
    { kind: 'heading', text: 'Appendix: the state and what it is made of' },
    {
      kind: 'paragraph',
      text: {
        text: stateSentence(state),
        state: state.state,
        notes: [noteOn(state)],
        strong: true,
      },
    },
    {
      kind: 'facts',
      rows: [
        ['Objectives', count(objectives.total)],
        ['Met', count(objectives.met)],
        ['At risk', count(objectives.atRisk)],
        ['Breached', count(objectives.breached)],
        ['Not measured', count(objectives.notMeasured)],
        ['Coverage', pieceOf(sayPercentage(objectives.coverage))],
        ['Losses of a region', { text: `${proven} proven of ${of}`, notes: note }],
        ['Fleet', report.fleetName],
        ['Report of', scopeWords(report.scope)],
        ['Standing', standingWords(report.standing)],
        ['Made', momentWords(report.asOf)],
      ],
    },
  ];
}
