import type { ReactNode } from 'react';
import { toMissing, toObserved } from '@/lib/domain/observe';
import { freshnessStates } from '@/lib/domain/vocabulary';
import { formatDuration } from '@/lib/format';
import { AccessLinkStatus, accessLinkLooks } from '../status/access-link-status';
import { AccessStatus, accessLooks } from '../status/access-status';
import { AgedValue } from '../status/aged-value';
import { AlarmState } from '../status/alarm-state';
import { BudgetState } from '../status/budget-state';
import { BulletBar } from '../status/bullet-bar';
import { ComplianceStatus, complianceLooks } from '../status/compliance-status';
import { ConditionMark } from '../status/condition-mark';
import {
  AdviceMark,
  BlockerMark,
  ClockMark,
  EvidenceMark,
  InTheWay,
  ProblemMark,
  ReadinessMark,
} from '../status/decision-status';
import {
  ApprovalStatus,
  ExecutionStatus,
  executionLooks,
  FenceStatus,
  StepStatus,
  stepLooks,
} from '../status/execution-status';
import { FlowStatus, flowLooks, ResyncStatus, resyncLooks } from '../status/flow-status';
import { HealthStatus, healthLooks } from '../status/health-status';
import { distributionLooks, keyLooks, NeedState, secretLooks, UncopiedState } from '../status/need-state';
import { NoticeBand } from '../status/notice-band';
import { ProtectionStatus, protectionLooks } from '../status/protection-status';
import { CheckersStatus, ControlStatus, RoutingStatus, routingLooks } from '../status/routing-status';
import { SeverityMark, severityLooks } from '../status/severity-mark';
import { Panel } from '../ui/panel';

const long = 'a reason that names-an-application-with-a-name-that-goes-on-and-on-'.repeat(4);

/** The keys of a record of looks: whoever adds a state has it in the gallery. */
function statesOf<S extends string>(looks: Readonly<Record<S, unknown>>): readonly S[] {
  return Object.keys(looks) as S[];
}

/** Every status component in each of its states, beside each other: shapes and words must tell them apart. */
export function StatusesGallery({ now }: { readonly now: number }) {
  return (
    <>
      <NoticeBand tone="critical" testId="band-critical" state="not-polling">
        Console has not polled since 03:02 UTC. Do not rely on this page.
      </NoticeBand>
      <NoticeBand tone="active" testId="band-active" state="starting">
        The engine has started and asks every source for the first time.
      </NoticeBand>
      <Panel id="fleet-statuses-title" title="Of the fleet" simulated={false}>
        <dl>
          <FleetStatuses now={now} />
        </dl>
      </Panel>
      <Panel id="recovery-statuses-title" title="Of recovery" simulated={false}>
        <dl>
          <RecoveryStatuses />
        </dl>
      </Panel>
    </>
  );
}

function Row({ name, children }: { readonly name: string; readonly children: readonly ReactNode[] }) {
  return (
    <div className="grid gap-2 border-line border-t px-4 py-2 text-table md:grid-cols-[8rem_minmax(0,1fr)]">
      <dt className="text-ink-muted">{name}</dt>
      <dd className="grid grid-cols-[repeat(auto-fill,minmax(13rem,1fr))] items-start gap-x-4 gap-y-2">
        {children.map((child, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a still picture, in which nothing changes its place
          <div key={place} className="min-w-0">
            {child}
          </div>
        ))}
      </dd>
    </div>
  );
}

function FleetStatuses({ now }: { readonly now: number }) {
  const observed = toObserved(0.62, now - 240_000, now - 100_000, 'cloudwatch');
  const ages = [
    ...freshnessStates.map((freshness) => ({ freshness, observation: observed })),
    { freshness: 'stale', observation: toMissing('denied', now - 600_000, observed) },
    { freshness: 'never', observation: toMissing<number>('not-asked-yet', now - 8000, 'none') },
  ] as const;
  const health = { reason: 'Two of two vantages fail', lastKnown: 'healthy' } as const;
  const amounts = [
    [41, 41, 300],
    [320, 560, 300],
    ['not-measured', 'unbounded', 300],
  ] as const;
  return (
    <>
      <Row name="Health">
        {[
          ...statesOf(healthLooks).map((state) => <HealthStatus key={state} verdict={{ ...health, state }} />),
          <HealthStatus key="long" verdict={{ ...health, state: 'unknown', reason: long }} />,
        ]}
      </Row>
      <Row name="Protection">
        {statesOf(protectionLooks).flatMap((state) =>
          [true, false].map((provableNow) => (
            <ProtectionStatus
              key={`${state}-${provableNow}`}
              protection={{
                state,
                provableNow,
                sentence: 'orders: nothing arrives in us-west-2',
                since: now - 900_000,
                asOf: now - 200_000,
              }}
              now={now}
            />
          )),
        )}
      </Row>
      <Row name="Compliance">
        {statesOf(complianceLooks).flatMap((state) =>
          [true, false].map((provableNow) => (
            <ComplianceStatus
              key={`${state}-${provableNow}`}
              state={state}
              provableNow={provableNow}
              sentence={`${state}, 38 s of 5 m`}
            />
          )),
        )}
      </Row>
      <Row name="Now and objective">
        {amounts.map(([measuredSeconds, atMostSeconds, objectiveSeconds]) => (
          <BulletBar
            key={measuredSeconds}
            measuredSeconds={measuredSeconds}
            atMostSeconds={atMostSeconds}
            objectiveSeconds={objectiveSeconds}
            worstSeconds={90}
          />
        ))}
      </Row>
      <Row name="Values">
        {ages.map(({ freshness, observation }, place) => (
          <AgedValue
            // biome-ignore lint/suspicious/noArrayIndexKey: a still picture, in which nothing changes its place
            key={place}
            name="lag"
            observation={observation}
            freshness={freshness}
            now={now}
            show={formatDuration}
          />
        ))}
      </Row>
      <Row name="Access">
        {statesOf(accessLooks).map((state) => (
          <AccessStatus key={state} state={state} count={{ of: 3, all: 50 }} />
        ))}
      </Row>
      <Row name="Read-only links">
        {statesOf(accessLinkLooks).map((state) => (
          <AccessLinkStatus key={state} state={state} />
        ))}
      </Row>
      <Row name="Alarms">
        {(['alarm', 'unknown', 'insufficient-data', 'ok'] as const).map((state) => (
          <AlarmState key={state} state={state} />
        ))}
      </Row>
      <Row name="Severity">
        {statesOf(severityLooks).map((severity) => (
          <SeverityMark key={severity} severity={severity} />
        ))}
      </Row>
      <Row name="Replication">
        {[
          ...statesOf(flowLooks).map((flow) => <FlowStatus key={flow} flow={flow} />),
          ...statesOf(resyncLooks).flatMap((phase) =>
            [true, false].map((isKnownNow) => (
              <ResyncStatus key={`${phase}-${isKnownNow}`} phase={phase} isKnownNow={isKnownNow} />
            )),
          ),
        ]}
      </Row>
      <Row name="Routing">
        {[
          ...statesOf(routingLooks).map((state) => <RoutingStatus key={state} state={state} sentence="us-east-1" />),
          ...(['on', 'off', 'unknown'] as const).map((state) => <ControlStatus key={state} state={state} />),
          ...(['pass', 'fail', 'mixed', 'unknown'] as const).map((state) => (
            <CheckersStatus key={state} state={state}>
              2 of 16 checkers pass
            </CheckersStatus>
          )),
          ...(['pass', 'fail', 'unknown', 'always', 'follows'] as const).flatMap((state) =>
            (['switch', 'check'] as const).map((by) => (
              <ConditionMark key={`${state}-${by}`} state={state} by={by} sentence={`${by}: ${state}`} />
            )),
          ),
        ]}
      </Row>
      <Row name="Beside stores">
        {[
          ...[...Object.values(secretLooks), ...Object.values(keyLooks), ...Object.values(distributionLooks)].map(
            // biome-ignore lint/suspicious/noArrayIndexKey: a still picture, in which nothing changes its place
            (look, place) => <NeedState key={place} look={look} sentence={place === 0 ? long : 'in us-west-2'} />,
          ),
          <NeedState key="was" look={secretLooks.unknown} sentence="unreachable" before={secretLooks['in-sync']} />,
          <UncopiedState key="uncopied" sentence="Nothing copies it to another region" />,
        ]}
      </Row>
      <Row name="Polling budget">
        {(['no-budget', 'usual', 'stretched', 'over', 'prices-unknown'] as const).map((verdict) => (
          <BudgetState key={verdict} verdict={verdict} />
        ))}
      </Row>
    </>
  );
}

function RecoveryStatuses() {
  return (
    <>
      <Row name="Runs">
        {[
          ...statesOf(executionLooks).map((state) => <ExecutionStatus key={state} state={state} words={state} />),
          <ExecutionStatus key="silent" state="running" words="Running, step 4 of 9" silent />,
          <ExecutionStatus key="asks" state="running" words={`Waits for ${long}`} asks />,
        ]}
      </Row>
      <Row name="Steps">
        {[
          ...statesOf(stepLooks).flatMap((state) =>
            [false, true].map((silent) => (
              <StepStatus key={`${state}-${silent}`} state={state} word={state} silent={silent} />
            )),
          ),
          <StepStatus key="unproven" state="done" word="Done, not proven" isUnproven />,
        ]}
      </Row>
      <Row name="Second person">
        {(['not-needed', 'waiting', 'given', 'declined', 'expired'] as const).map((state) => (
          <ApprovalStatus key={state} state={state} />
        ))}
      </Row>
      <Row name="Writers">
        {(['proven', 'routing-only', 'unproven'] as const).map((fence) => (
          <FenceStatus key={fence} fence={fence} />
        ))}
      </Row>
      <Row name="Advice">
        {[
          ...(['fail', 'pass', 'unknown', 'told'] as const).map((verdict) => (
            <EvidenceMark key={verdict} verdict={verdict} />
          )),
          <AdviceMark key="advice" advice="cannot-say" />,
        ]}
      </Row>
      <Row name="Readiness">
        {[
          ...(['ready', 'held', 'blocked', 'under-way', 'no-plan'] as const).map((state) => (
            <ReadinessMark key={state} state={state} />
          )),
          <BlockerMark key="hard" blocker={{ overridable: false }} />,
          <BlockerMark key="soft" blocker={{ overridable: true }} />,
          <InTheWay key="in" hard={1} overridable={0} />,
          <InTheWay key="some" hard={0} overridable={2} />,
          <InTheWay key="none" hard={0} overridable={0} />,
          <ProblemMark key="error" severity="error" />,
          <ProblemMark key="warning" severity="warning" />,
        ]}
      </Row>
      <Row name="Recovery time">
        {(['within', 'at-risk', 'breached', 'not-proven', 'no-outage', 'no-objective'] as const).map((verdict) => (
          <ClockMark key={verdict} verdict={verdict} />
        ))}
      </Row>
    </>
  );
}
