import type { ExecutiveEvidence, StandingFinding } from './evidence';

/** The evidence without what was not so yet at the end of the period. */
export function settleEvidence(evidence: ExecutiveEvidence): ExecutiveEvidence {
  const { endAt, executions, findings } = evidence;
  return {
    ...evidence,
    executions: executions.filter((run) => run.endedAt !== 'not-yet' && run.endedAt < endAt),
    findings: findings.filter(({ openedAt }) => openedAt <= endAt).map((standing) => settleFinding(standing, endAt)),
  };
}

/** Who took it on, or when its evidence was lost, after the end is no news of the period. */
function settleFinding(standing: StandingFinding, endAt: number): StandingFinding {
  const { finding, acknowledged } = standing;
  const { unconfirmedSince, ...confirmed } = finding;
  const isLater = unconfirmedSince !== undefined && unconfirmedSince > endAt;
  return {
    ...standing,
    finding: isLater ? confirmed : finding,
    acknowledged: acknowledged !== 'nobody' && acknowledged.at > endAt ? 'nobody' : acknowledged,
  };
}
