'use client';

import dynamic from 'next/dynamic';
import { useMemo } from 'react';
import { planModes } from '@/lib/domain/recovery/plan';
import { buildStartPage, type StartPage } from '@/lib/recovery/pages/build-start-page';
import type { Command } from '../executions/command';
import { runAddress, workloadAddress } from '../shell/addresses';
import { ConsolePage } from '../shell/console-page';
import { useLiveFleet } from '../shell/live-entities';
import { PageTitle } from '../shell/page-title';
import { usePerson } from '../shell/person';
import { Choice } from '../ui/choice';
import { NameLink } from '../ui/name-link';
import { Panel } from '../ui/panel';
import { RefusedValues } from '../url/refused-values';
import { urlChoice, urlText } from '../url/url-state';
import { type SetUrlState, useUrlState } from '../url/use-url-state';

/** Read after the decision; their code does not hold the page up. */
const DecisionPanel = dynamic(() => import('./decision-panel'));
const MovePanel = dynamic(() => import('./move-panel'));
const TargetList = dynamic(() => import('./target-list'));
const StartForm = dynamic(() => import('./start-form'));
const MovePriceView = dynamic(() => import('../costs/move-price'));

const spec = {
  workload: urlText('Workload'),
  source: urlText('Region to leave'),
  target: urlText('Target'),
  plan: urlText('Plan'),
  mode: urlChoice('Mode', ['', ...planModes], ''),
};

export interface StartScreenProps {
  readonly start: Command | 'not-allowed';
  readonly mayOverride: boolean;
  /** Runs after which a person has allowed another one. */
  readonly clearedRuns: readonly string[];
}

/** The page before the button: whether to move, where to, what it changes and costs, and what stands in the way. */
export function StartScreen({ start, mayOverride, clearedRuns }: StartScreenProps) {
  const { entities, now } = useLiveFleet();
  const { name: person } = usePerson();
  const { values, refused, set } = useUrlState(spec);
  const page = useMemo(() => buildStartPage(entities, values, clearedRuns, now), [entities, values, clearedRuns, now]);
  const { overview, workload, decision, move } = page;
  const { simulated } = overview.console;
  const title =
    workload === 'none' || decision === 'none' ? 'Move a workload' : `Move ${workload.name} out of ${decision.source}`;
  return (
    <ConsolePage
      title={title}
      area="recovery"
      overview={overview}
      trail={[{ name: 'Recovery', href: '/recovery' }, { name: title }]}
      heading={
        <PageTitle title={title}>
          {move === 'none'
            ? 'Choose a workload and the region to leave. Nothing is changed by looking.'
            : 'Nothing is changed by looking. Everything here is judged anew each second.'}
        </PageTitle>
      }
      controls={<MoveChooser page={page} source={values.source} set={set} />}
    >
      <RefusedValues refused={refused} />
      {decision === 'none' || workload === 'none' ? (
        <NothingChosen page={page} choice={values} />
      ) : (
        <>
          {page.liveRun !== 'none' && (
            <p className="text-body" role="status" data-testid="live-run">
              {workload.name} is being moved already:{' '}
              <a href={runAddress(page.liveRun.id)} className="text-link underline">
                {page.liveRun.source} → {page.liveRun.target}, {page.liveRun.words}
              </a>
            </p>
          )}
          <div className="grid gap-4 xl:grid-cols-2">
            <DecisionPanel decision={decision} workload={workload} now={now} simulated={simulated} />
            <TargetList
              targets={page.targets}
              workload={workload}
              simulated={simulated}
              onChoose={({ ranked }) => set({ target: ranked.target, mode: ranked.mode, plan: ranked.planId })}
            />
          </div>
          {move === 'none' ? (
            <Panel id="no-move-title" title="No way" simulated={simulated}>
              <p className="px-4 py-3 text-table">
                No plan leads there. Choose another region above, or write a plan in the fleet file.
              </p>
            </Panel>
          ) : (
            <>
              <MovePanel move={move} workload={workload} simulated={simulated} />
              <Panel
                id="move-price-title"
                title="What it would cost in money"
                simulated={simulated}
                aside="est., beyond what is paid anyway; a dry run costs nothing"
              >
                <MovePriceView workload={workload} source={decision.source} target={move.ranked.target} />
              </Panel>
              <StartForm
                key={`${values.workload} ${decision.source} ${move.ranked.target} ${move.ranked.planId} ${move.ranked.mode}`}
                page={page}
                move={move}
                start={start}
                mayOverride={mayOverride}
                person={person}
                now={now}
                simulated={simulated}
              />
            </>
          )}
        </>
      )}
    </ConsolePage>
  );
}

interface MoveChooserProps {
  readonly page: StartPage;
  readonly source: string;
  readonly set: SetUrlState<typeof spec>;
}

const anew = { target: '', plan: '', mode: '' } as const;

function MoveChooser({ page: { choices, workload }, source, set }: MoveChooserProps) {
  const words = { '': 'Choose …', ...Object.fromEntries(choices.map(({ id, name }) => [id, name])) };
  const own = choices.find(({ id }) => workload !== 'none' && id === workload.id);
  return (
    <>
      <Choice
        label="Workload"
        shown
        value={own?.id ?? ''}
        options={['', ...choices.map(({ id }) => id)]}
        words={words}
        onChoose={(chosen) => {
          const regions = choices.find(({ id }) => id === chosen)?.regions ?? [];
          set({ workload: chosen, source: regions.includes(source) ? source : '', ...anew });
        }}
      />
      {own !== undefined && (
        <Choice
          label="Leave"
          shown
          value={own.regions.includes(source) ? source : ''}
          options={['', ...own.regions]}
          words={{ '': 'Choose …', ...Object.fromEntries(own.regions.map((region) => [region, region])) }}
          onChoose={(chosen) => set({ source: chosen, ...anew })}
        />
      )}
    </>
  );
}

function NothingChosen({
  page: { choices, workload },
  choice,
}: {
  readonly page: StartPage;
  readonly choice: { readonly workload: string; readonly source: string };
}) {
  if (choices.length === 0) {
    return <p className="max-w-prose">The engine has not read the fleet yet. The page fills by itself.</p>;
  }
  if (workload !== 'none' && choice.source !== '') {
    return (
      <p className="max-w-prose">
        <NameLink href={workloadAddress(workload.id)}>{workload.name}</NameLink> does not run in “{choice.source}”.
        Choose one of its regions above.
      </p>
    );
  }
  if (workload === 'none' && choice.workload !== '') {
    return <p className="max-w-prose">The fleet has no workload “{choice.workload}”. Choose one above.</p>;
  }
  const here = choices.filter(({ regions }) => choice.source === '' || regions.includes(choice.source));
  return (
    <ul className="grid gap-1" aria-label="Workloads">
      {here.map(({ id, name, regions }) => (
        <li key={id} className="flex flex-wrap gap-x-3">
          <span>{name}: leave</span>
          {regions
            .filter((region) => choice.source === '' || region === choice.source)
            .map((region) => (
              <a
                key={region}
                href={`/recovery/start?${new URLSearchParams({ workload: id, source: region })}`}
                className="text-link underline"
              >
                {region}
              </a>
            ))}
        </li>
      ))}
    </ul>
  );
}
