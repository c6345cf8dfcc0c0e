import type { ExecutiveReport } from '@/lib/domain/reports/executive/report';
import { noteOn, pieceOf } from '../notes';
import { momentWords, scopeWords, sentenceOf, standingWords } from '../report-words';
import { sayPercentage } from '../say-figure';
import type { SheetBlock, SheetText } from '../sheet';
import { stateWords } from '../state-words';

/** The state in whole, what it is made of, and of what and of when the report is. */
export function writeState(report: ExecutiveReport): readonly SheetBlock[] {
  const { state, objectives } = report;
  const note = [noteOn(objectives)];
  const count = (value: number): SheetText => ({ text: String(value), notes: note });
  const { proven, of } = objectives.provenLosses;
  return [
    { kind: 'heading', text: 'State' },
    {
      kind: 'paragraph',
      text: {
        text: `${sentenceOf(stateWords[state.state]).slice(0, -1)}: ${sentenceOf(state.sentence)}`,
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
