'use client';

import dynamic from 'next/dynamic';
import { useCallback, useMemo, useState } from 'react';
import type { PlanCheck } from '@/lib/domain/recovery/plan-check';
import { buildDraftPage, buildPlanPage } from '@/lib/recovery/pages/build-plan-page';
import { viewPlanCheck } from '@/lib/recovery/pages/view-plan-check';
import { PlanBody, planUrl, RouteChooser } from '../plans/plan-screen';
import { planAddress } from '../shell/addresses';
import { ConsolePage } from '../shell/console-page';
import { useLiveFleet } from '../shell/live-entities';
import { PageTitle } from '../shell/page-title';
import { Button } from '../ui/button';
import { NameLink } from '../ui/name-link';
import { Panel } from '../ui/panel';
import { RefusedValues } from '../url/refused-values';
import { useUrlState } from '../url/use-url-state';
import { PlanProblems } from './plan-problems';
import { TakeUp } from './take-up';
import { useLeaveWarning } from './use-leave-warning';
import { usePlanCheck } from './use-plan-check';

const YamlEditor = dynamic(() => import('./yaml-editor'), {
  ssr: false,
  loading: () => <p className="px-4 py-3 text-ink-muted text-table">The editor is loading.</p>,
});

export interface PlanTextScreenProps {
  readonly planId: string;
  readonly workloadId: string;
  /** The plan in use, in YAML. */
  readonly inUse: string;
  /** A fixed answer for the gallery. */
  readonly still?: PlanCheck;
}

/** A plan as code: written here, checked and drawn while it is written, and taken up by the fleet file. */
export function PlanTextScreen({ planId, workloadId, inUse, still }: PlanTextScreenProps) {
  const { entities, now } = useLiveFleet();
  const { values, refused, set } = useUrlState(planUrl);
  const { source, target, mode } = values;
  const [text, setText] = useState(inUse);
  /** Counts how often it was begun again. */
  const [edition, setEdition] = useState(0);
  const [shown, setShown] = useState<{ readonly line: number } | 'none'>('none');
  const { subject: known } = useMemo(
    () => buildPlanPage(entities, planId, { source: '', target: '', mode: '' }, now),
    [entities, planId, now],
  );
  useLeaveWarning(text !== inUse);
  const check = usePlanCheck(workloadId, text, still);
  const view = useMemo(() => viewPlanCheck(check, known === 'absent' ? 'none' : known.plan.version), [check, known]);
  const { overview, subject } = useMemo(
    () => buildDraftPage(entities, view.plan, { source, target, mode }, now),
    [entities, view.plan, source, target, mode, now],
  );
  const show = useCallback((line: number) => setShown({ line }), []);
  const again = () => {
    setText(inUse);
    setEdition((count) => count + 1);
  };
  const name = known === 'absent' ? planId : known.plan.name;
  const { simulated } = overview.console;
  return (
    <ConsolePage
      title={`${name} as code`}
      area="recovery"
      overview={overview}
      trail={[{ name: 'Recovery', href: '/recovery' }, { name, href: planAddress(planId) }, { name: 'As code' }]}
      heading={
        <PageTitle title={`${name} as code`}>
          What you write here changes nothing: it is checked as the fleet file is.{' '}
          <NameLink href={planAddress(planId)}>The plan in use</NameLink>
        </PageTitle>
      }
    >
      <RefusedValues refused={refused} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Panel
          id="text-title"
          title="The plan in YAML"
          simulated={false}
          aside={
            <Button size="small" disabled={text === inUse} onClick={again}>
              Begin again from the plan in use
            </Button>
          }
        >
          <YamlEditor
            key={edition}
            label={`${name} in YAML`}
            initial={inUse}
            problems={view.problems}
            shown={shown}
            onChange={setText}
          />
        </Panel>
        <div className="grid gap-4">
          <Panel id="verdict-title" title="What an engine would say" simulated={simulated}>
            <PlanProblems view={view} onShow={show} />
          </Panel>
          <Panel id="take-up-title" title="How it is taken up" simulated={false}>
            <TakeUp text={text} workloadId={workloadId} fileName={`${planId.replaceAll('/', '-')}.yaml`} />
          </Panel>
        </div>
      </div>
      {subject !== 'absent' && (
        <>
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-table">
            <RouteChooser subject={subject} set={set} view={values.view} />
          </div>
          <PlanBody
            subject={subject}
            simulated={simulated}
            selected={values.step}
            view={values.view}
            onSelect={(step) => set({ step }, 'replace')}
            lintElsewhere
          />
        </>
      )}
    </ConsolePage>
  );
}
