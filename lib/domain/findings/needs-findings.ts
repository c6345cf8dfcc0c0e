import type { Workload } from '../fleet';
import { oldestHearing } from '../needs/described';
import { type DistributionView, findOnlyOriginRegion, judgeDistribution } from '../needs/judge-distribution';
import { judgeKey, type KeyCopy, type KeyState } from '../needs/judge-key';
import { judgeSecret, nameSecretState, type SecretCopy, type SecretState } from '../needs/judge-secret';
import { formatMoment } from '../wording/moment';
import { darkRegions, type FindingContext, type FindingDraft } from './finding';

/**
 * Secrets, keys and distributions that would be missed in a region. When a region stops answering what was found stays
 * with its date: silence clears nothing, and a failover is when it matters.
 */
export function needsFindings(context: FindingContext): readonly FindingDraft[] {
  const { evidence, now } = context;
  const dark = darkRegions(context);
  const at = { isDark: (region: string) => dark.has(region), now };
  return evidence.workloads.flatMap(({ workload }) => [
    ...(workload.secrets ?? [])
      .flatMap(({ name }) => judgeSecret(name, workload, evidence.secrets, at))
      .flatMap((copy) => secretFinding(workload, copy, now)),
    ...(workload.keys ?? [])
      .flatMap(({ alias }) => judgeKey(alias, workload, evidence.keys, at))
      .flatMap((copy) => keyFinding(workload, copy, now)),
    ...(workload.distributions ?? [])
      .map(({ id }) => judgeDistribution(id, workload, evidence.distributions, at))
      .flatMap((view) => [...disabledFinding(workload, view, now), ...originsFinding(workload, view, now)]),
  ]);
}

const secretTroubles: readonly SecretState[] = ['failed', 'absent', 'separate'];

function secretFinding(workload: Workload, copy: SecretCopy, now: number): readonly FindingDraft[] {
  const { name, region, home } = copy;
  const { state, sentence, dated } = knownVerdict(copy, now);
  if (!secretTroubles.includes(state)) return [];
  return [
    {
      ...labels(workload, region),
      subject: `${workload.id}/${name}/${region}`,
      code: 'secret-out-of-sync',
      severity: state === 'separate' ? 'notice' : 'warning',
      sentence: `${secretWords(copy, state, nameSecretState({ state, sentence }))}${dated}`,
      evidence: [
        ...heardWords('secretsmanager:DescribeSecret', copy, now),
        copy.isThere === 'unknown'
          ? `Whether ${region} has a secret of this name is not known`
          : `${region} itself has ${copy.isThere ? 'a' : 'no'} secret of this name`,
        secretMeaning(workload, copy, state),
      ],
      clear: secretClear[state === 'separate' ? 'separate' : region === home ? 'home' : 'copy'],
      since: sinceOf(copy, now),
    },
  ];
}

function secretWords({ name, region, isThere }: SecretCopy, state: SecretState, sentence: string): string {
  if (state === 'separate') return `${name} in ${region} is no copy: ${lowerFirst(sentence)}`;
  if (state === 'failed' && isThere === true) return `${name} is not kept up to date in ${region}: ${sentence}`;
  return `${name} has no working copy in ${region}: ${sentence}`;
}

function secretMeaning({ name }: Workload, { region, home, isThere }: SecretCopy, state: SecretState): string {
  if (region === home) return `${name} would not find it in ${region}`;
  if (state === 'separate' || isThere === true) {
    return `After a failover to ${region} ${name} would find it there, perhaps with a value that no longer holds`;
  }
  return `After a failover to ${region} ${name} would not find it`;
}

const secretClear = {
  home: 'Clears when the region has the secret again, or the fleet no longer declares it',
  copy: 'Clears when AWS reports the copy as in sync and the region has it. Allow the key in that region, then replicate the secret again',
  separate:
    'Clears when it is replaced by a copy of the primary. Otherwise change its value in every region on each rotation',
} as const;

const keyTroubles: readonly KeyState[] = ['absent', 'unusable', 'other-key'];

function keyFinding(workload: Workload, copy: KeyCopy, now: number): readonly FindingDraft[] {
  const { alias, region, role } = copy;
  const { state, sentence, dated } = knownVerdict(copy, now);
  if (!keyTroubles.includes(state)) return [];
  const disabled = state === 'unusable';
  return [
    {
      ...labels(workload, region),
      subject: `${workload.id}/${alias}/${region}`,
      code: disabled ? 'key-disabled' : 'key-missing',
      // Where users are served from, data cannot be read now; elsewhere it could not be after a failover.
      severity: disabled && role !== 'standby' ? 'critical' : 'warning',
      sentence: disabled
        ? `${alias} cannot be used in ${region}: ${lowerFirst(sentence)}${dated}`
        : `${alias} has no usable copy in ${region}: ${lowerFirst(sentence)}${dated}`,
      evidence: [
        ...heardWords('kms:DescribeKey', copy, now),
        `Data of ${workload.name} that is encrypted with it ${disabled && role !== 'standby' ? 'cannot' : 'could not'} be read in ${region}`,
      ],
      clear: disabled
        ? 'Clears when AWS reports the key as enabled. Enable it, or cancel its deletion, in that region'
        : 'Clears when the region has an enabled copy of the same multi-Region key under this alias',
      since: sinceOf(copy, now),
    },
  ];
}

function disabledFinding(workload: Workload, view: DistributionView, now: number): readonly FindingDraft[] {
  const { state, sentence, dated } = knownVerdict(view, now);
  if (state !== 'disabled' && state !== 'absent') return [];
  const served = view.description === 'none' ? [] : view.description.aliases;
  return [
    {
      ...labels(workload, 'none'),
      subject: `${workload.id}/${view.id}`,
      code: 'distribution-disabled',
      severity: 'warning',
      sentence:
        state === 'disabled'
          ? `Distribution ${view.id} is disabled: users of ${served.join(', ') || 'its names'} get nothing from it${dated}`
          : `Distribution ${view.id} does not exist${dated}`,
      evidence: [...heardWords('cloudfront:GetDistribution', view, now), sentence],
      clear: 'Clears when CloudFront reports it as enabled, or the fleet no longer declares it',
      since: sinceOf(view, now),
    },
  ];
}

/** Said only where every origin tells its region: a name that could lead anywhere proves nothing. */
function originsFinding(workload: Workload, view: DistributionView, now: number): readonly FindingDraft[] {
  const only = findOnlyOriginRegion(view.origins);
  const { state, dated } = knownVerdict(view, now);
  if (only === 'none' || workload.regions.length < 2 || (state !== 'deployed' && state !== 'deploying')) return [];
  return [
    {
      ...labels(workload, only),
      subject: `${workload.id}/${view.id}`,
      code: 'origins-in-one-region',
      severity: 'warning',
      sentence: `Distribution ${view.id} takes everything from ${only}: what the edges do not hold is gone with that region${dated}`,
      evidence: [
        ...heardWords('cloudfront:GetDistribution', view, now),
        ...view.origins.map(({ hostname, region }) => `Origin ${hostname}: ${region}`),
      ],
      clear: `Clears when it has an origin outside ${only}, in a group that the edges fail over in`,
      since: sinceOf(view, now),
    },
  ];
}

interface Judged<S extends string> {
  readonly state: S;
  readonly sentence: string;
  readonly lastKnown: { readonly state: S; readonly sentence: string } | 'none';
  readonly heard: SecretCopy['heard'];
}

/** The verdict of now, or else the last one with the date it is of. */
function knownVerdict<S extends string>({ state, sentence, lastKnown, heard }: Judged<S>, now: number) {
  if (lastKnown === 'none') return { state, sentence, dated: '' };
  const at = oldestHearing(heard);
  return { ...lastKnown, dated: at === 'never' ? ', last known' : `, last known at ${formatMoment(at, now)}` };
}

function heardWords(call: string, { heard }: Pick<Judged<string>, 'heard'>, now: number): readonly string[] {
  return heard.map(({ region, at }) =>
    at === 'never'
      ? `${call} in ${region}: not answered yet`
      : `${call} in ${region} at ${formatMoment(at, now, 'second')}`,
  );
}

function sinceOf({ heard }: Pick<Judged<string>, 'heard'>, now: number): number {
  const at = oldestHearing(heard);
  return at === 'never' ? now : Math.min(at, now);
}

function labels({ id, accountId }: Workload, region: string) {
  return { accountId, workloadId: id, region };
}

function lowerFirst(sentence: string): string {
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
}
