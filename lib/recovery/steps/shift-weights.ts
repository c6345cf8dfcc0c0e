import type { NamedRecord, RecordTurn } from '@/lib/aws';
import type { WeightedShift } from '@/lib/domain/recovery/step';
import { formatList } from '@/lib/domain/wording/list';
import type { RecordsView } from './ask-records';

/** The two records of a shift with the share that the target gets, or why there is none. */
export type Weights =
  | {
      readonly state: 'known';
      /** Percent of the answers, 0…100. */
      readonly share: number;
      /** Place of the stage that the weights are exactly those of; −1 for none. */
      readonly stage: number;
      readonly from: NamedRecord;
      readonly to: NamedRecord;
      readonly words: string;
    }
  | { readonly state: 'unfit'; readonly sentence: string };

export function weightsIn(view: Extract<RecordsView, { state: 'read' }>, shift: WeightedShift): Weights {
  const of = (identifier: string) => view.records.find(({ setIdentifier }) => setIdentifier === identifier);
  const [from, to] = [of(shift.fromSet), of(shift.toSet)];
  const [fromWeight, toWeight] = [from?.weight, to?.weight];
  if (from === undefined || to === undefined || typeof fromWeight !== 'number' || typeof toWeight !== 'number') {
    const known = formatList(
      view.records.map(({ setIdentifier, weight }) => `${setIdentifier} (weight ${weight})`),
      8,
    );
    return unfit(`${shift.name} has no weighted records ${shift.fromSet} and ${shift.toSet}: it has ${known}.`);
  }
  const others = view.records.filter((one) => one !== from && one !== to && one.weight !== 0);
  if (others.length > 0) {
    const names = formatList(others.map(({ setIdentifier }) => setIdentifier));
    return unfit(`${names} of ${shift.name} take users too: shares of two records say nothing then.`);
  }
  if (fromWeight + toWeight === 0) {
    return unfit(`Every weight of ${shift.name} is 0, which Route 53 reads as equal shares: set them first.`);
  }
  const share = (100 * toWeight) / (fromWeight + toWeight);
  const stage = shift.stages.findIndex((each) => toWeight === each && fromWeight === 100 - each);
  const words = `${shift.toSet} has the weight ${toWeight} and ${shift.fromSet} ${fromWeight}`;
  return { state: 'known', share, stage, from, to, words };
}

function unfit(sentence: string): Weights {
  return { state: 'unfit', sentence };
}

/** What gives the target a share in percent. */
export function turnsTo(share: number, { from, to }: Extract<Weights, { state: 'known' }>): readonly RecordTurn[] {
  return [
    { record: to, to: { weight: share } },
    { record: from, to: { weight: 100 - share } },
  ];
}
