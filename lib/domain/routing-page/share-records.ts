import type { RoutingPolicy } from '../entities';
import type { RecordView } from '../workload-page/types';
import type { RecordGroup, SharedRecord, ShareView } from './types';

/** Records of one name and type belong together; Route 53 chooses between them. Order is kept. */
export function groupRecords(records: readonly RecordView[]): readonly RecordGroup[] {
  const groups = new Map<string, RecordView[]>();
  for (const record of records) {
    const key = `${record.name} ${record.type}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [record]);
    else known.push(record);
  }
  return [...groups.values()].map((own) => ({
    name: own[0]?.name ?? '',
    chosenBy: own[0]?.choice?.kind ?? own[0]?.policy.split(',')[0] ?? 'unknown',
    records: own.map((record): SharedRecord => ({ ...record, share: shareOf(record, own) })),
  }));
}

/** Who gets the answer of a record among those of its name. */
function shareOf(record: RecordView, group: readonly RecordView[]): ShareView {
  const { choice, condition } = record;
  if (choice === undefined) return { percent: 'unknown', sentence: 'Not known: its records were not read lately' };
  if (choice.kind === 'failover') return failoverShare(choice.role, group);
  const allFail = group.every((one) => one.condition.state === 'fail');
  if (condition.state === 'fail' && !allFail) return { percent: 0, sentence: 'Nobody while its check fails' };
  const anyway = allFail ? ', since every check fails and Route 53 then answers as if none did' : '';
  switch (choice.kind) {
    case 'simple':
      return { percent: 100, sentence: 'Everybody' };
    case 'weighted':
      return weightedShare(record, choice.weight, group, anyway);
    case 'latency':
      return notTold(`Who is nearest to ${choice.region} by latency${anyway}`);
    case 'geolocation':
      return notTold(`${placeWords(choice)}${anyway}`);
    case 'multivalue':
      return notTold(`One of up to eight that are answered together${anyway}`);
    case 'geoproximity':
      return notTold(`Who is nearest by distance and bias${anyway}`);
    case 'cidr':
      return notTold(`Who asks from its networks${anyway}`);
  }
}

function notTold(sentence: string): ShareView {
  return { percent: 'not-told', sentence };
}

/** The primary while it passes or both fail, else the secondary. */
function failoverShare(role: 'primary' | 'secondary', group: readonly RecordView[]): ShareView {
  const stateOf = (wanted: string) =>
    group.find(({ choice }) => choice?.kind === 'failover' && choice.role === wanted)?.condition.state;
  const primary = stateOf('primary');
  const secondary = stateOf('secondary');
  if (primary === undefined || primary === 'unknown' || primary === 'follows') {
    return { percent: 'unknown', sentence: 'Not known: what decides of the primary is not known now' };
  }
  const primaryAnswers = primary !== 'fail' || secondary === 'fail';
  const isChosen = primaryAnswers === (role === 'primary');
  if (!isChosen)
    return { percent: 0, sentence: `Nobody while the ${role === 'primary' ? 'primary fails' : 'primary passes'}` };
  const why =
    primary === 'fail' && secondary === 'fail' ? ', since both fail and Route 53 then answers the primary' : '';
  return { percent: 100, sentence: `Everybody${why}` };
}

function weightedShare(record: RecordView, weight: number, group: readonly RecordView[], anyway: string): ShareView {
  const eligible = anyway === '' ? group.filter((one) => one.condition.state !== 'fail') : group;
  const total = eligible.reduce((sum, one) => sum + weightOf(one), 0);
  const isUnsure = eligible.some(
    (one) => one !== record && (one.condition.state === 'unknown' || one.condition.state === 'follows'),
  );
  const unsure = isUnsure ? ', if every record whose check is not known passes' : '';
  if (total === 0) {
    const percent = 100 / eligible.length;
    return { percent, sentence: `An equal part, since all weights are 0${anyway}${unsure}` };
  }
  return { percent: (weight / total) * 100, sentence: `Weight ${weight} of ${total}${anyway}${unsure}` };
}

function weightOf({ choice }: RecordView): number {
  return choice?.kind === 'weighted' ? choice.weight : 0;
}

const continents: Readonly<Record<string, string>> = {
  AF: 'Africa',
  AN: 'Antarctica',
  AS: 'Asia',
  EU: 'Europe',
  NA: 'North America',
  OC: 'Oceania',
  SA: 'South America',
};

function placeWords(place: Extract<RoutingPolicy, { kind: 'geolocation' }>): string {
  const { continentCode, countryCode, subdivisionCode } = place;
  if (countryCode === '*') return 'Everybody whom no other record is for';
  if (subdivisionCode !== 'none') return `Users in ${subdivisionCode}, ${countryCode}`;
  if (countryCode !== 'none') return `Users in ${countryCode}`;
  return `Users in ${continents[continentCode] ?? continentCode}`;
}
