'use client';

import {
  type Crossover,
  findCrossover,
  functionsPerHour,
  lambdaListPrices,
  serversPerHour,
} from '@/lib/domain/costs/lambda-crossover';
import { readServing, type ServingRate } from '@/lib/domain/costs/serving-rate';
import { findServerPrice, type PriceBook } from '@/lib/domain/costs/unit-prices';
import type { Workload } from '@/lib/domain/fleet';
import { pricesAsOf } from '@/lib/domain/polling/prices';
import { formatRate, formatUsd } from '@/lib/format';
import { useLiveFleet } from '../shell/live-entities';
import { Choice } from '../ui/choice';
import { RefusedValues } from '../url/refused-values';
import { urlNumber, urlText } from '../url/url-state';
import { useUrlState } from '../url/use-url-state';
import { NumberField } from './number-field';
import { usePriceBook } from './use-price-book';

const bounds = {
  milliseconds: [1, 900_000],
  megabytes: [128, 10_240],
  each: [0.1, 100_000],
  fewest: [1, 1000],
} as const;

const crossoverSpec = {
  crossOf: urlText('Workload of the comparison'),
  fnMs: urlNumber('Length of a request', bounds.milliseconds, 100),
  fnMb: urlNumber('Memory of a function', bounds.megabytes, 1024),
  perServer: urlNumber('Requests a second of a server', bounds.each, 'as-now'),
  fewest: urlNumber('Servers that are kept', bounds.fewest, 2),
};

/** At which rate of requests functions and servers cost the same, and on which side a workload is now. */
export function CrossoverPanel({ workloads }: { readonly workloads: readonly Workload[] }) {
  const { entities, now } = useLiveFleet();
  const { values, refused, set } = useUrlState(crossoverSpec);
  const served = workloads.filter(({ capacity }) => capacity.length > 0);
  const chosen = served.find(({ id }) => id === values.crossOf) ?? served[0];
  if (chosen === undefined) {
    return <p className="px-4 py-3 text-ink-muted text-table">No workload of the fleet declares servers of its own.</p>;
  }
  const rate = readServing(entities, chosen, now);
  const each = values.perServer === 'as-now' ? rate.perServer : values.perServer;
  return (
    <>
      <RefusedValues refused={refused} />
      <div className="flex flex-wrap items-end gap-x-6 gap-y-2 px-4 py-3 text-table">
        <Choice
          label="Workload"
          shown
          value={chosen.id}
          options={served.map(({ id }) => id)}
          words={Object.fromEntries(served.map(({ id, name }) => [id, name]))}
          onChoose={(crossOf) => set({ crossOf })}
        />
        <NumberField
          key={`ms ${values.fnMs}`}
          label="A request takes a function"
          unit="ms"
          bounds={bounds.milliseconds}
          value={values.fnMs}
          onChange={(fnMs) => set({ fnMs: Number(fnMs) }, 'replace')}
        />
        <NumberField
          key={`mb ${values.fnMb}`}
          label="Memory of a function"
          unit="MB"
          bounds={bounds.megabytes}
          value={values.fnMb}
          onChange={(fnMb) => set({ fnMb: Number(fnMb) }, 'replace')}
        />
        <NumberField
          key={`each ${values.perServer}`}
          label="A server takes"
          unit="empty: as now, /s"
          bounds={bounds.each}
          value={values.perServer}
          onChange={(perServer) => set({ perServer: perServer === 'none' ? 'as-now' : perServer }, 'replace')}
        />
        <NumberField
          key={`fewest ${values.fewest}`}
          label="Servers that are kept"
          unit="at least"
          bounds={bounds.fewest}
          value={values.fewest}
          onChange={(fewest) => set({ fewest: Number(fewest) }, 'replace')}
        />
      </div>
      <Answer
        workload={chosen}
        rate={rate}
        each={each}
        request={{ milliseconds: values.fnMs, megabytes: values.fnMb }}
        fewest={values.fewest}
      />
    </>
  );
}

interface AnswerProps {
  readonly workload: Workload;
  readonly rate: ServingRate;
  readonly each: number | 'unknown';
  readonly request: { readonly milliseconds: number; readonly megabytes: number };
  readonly fewest: number;
}

function Answer({ workload, rate, each, request, fewest }: AnswerProps) {
  const reading = usePriceBook(workload.id);
  const book = reading.state === 'read' ? reading.book : 'none';
  const server = serverOf(book, workload);
  if (reading.state === 'asking') return <Words>Reading the prices of its bill …</Words>;
  if (server === 'unknown')
    return <Words>We can’t say: no bill in US dollars has a price of a server of {workload.name}.</Words>;
  if (each === 'unknown') {
    return <Words>We can’t say: how much a server takes now cannot be read. Write it above.</Words>;
  }
  const question = {
    ...{ request, server: { requestsPerSecond: each, fewest } },
    prices: { ...lambdaListPrices, perServerHour: server },
  };
  const crossover = findCrossover(question);
  return (
    <div className="grid gap-1 px-4 pb-3 text-table" data-testid="crossover">
      <p>{crossoverWords(crossover)}</p>
      {rate.requestsPerSecond === 'unknown' ? (
        <p className="text-ink-muted">Its rate of requests now is not known: {rate.because}.</p>
      ) : (
        <p>
          Now {formatRate(rate.requestsPerSecond)}: functions{' '}
          {formatUsd(functionsPerHour(question, rate.requestsPerSecond))} an hour est., servers{' '}
          {formatUsd(serversPerHour(question, rate.requestsPerSecond))} an hour est.
        </p>
      )}
      <p className="text-ink-muted text-note">
        Of a steady rate; a load that comes and goes is dearer with servers. Functions at list prices of us-east-1 as of{' '}
        {pricesAsOf}, x86, before any free tier; servers at what the bill charges, {formatUsd(server)} an hour.
      </p>
    </div>
  );
}

function Words({ children }: { readonly children: React.ReactNode }) {
  return <p className="px-4 pb-3 text-ink-muted text-table">{children}</p>;
}

function serverOf(book: PriceBook | 'none', { regions }: Workload): number | 'unknown' {
  if (book === 'none' || book.currency !== 'USD') return 'unknown';
  const serving = regions.filter(({ role }) => role !== 'standby').map(({ region }) => region);
  const found = serving.flatMap((region) => {
    const price = findServerPrice(book, region);
    return price === undefined || price.price <= 0 ? [] : [price.price];
  });
  return found[0] ?? 'unknown';
}

function crossoverWords(crossover: Crossover): string {
  if (crossover.state === 'functions-always') {
    return 'Functions cost less at every rate: a full server costs more than the functions it would replace.';
  }
  const { from, at } = crossover;
  if (at <= from * 1.001) {
    return `Functions cost less below ${formatRate(from)}, servers from there on.`;
  }
  return `Functions cost less below ${formatRate(from)}, servers from ${formatRate(at)} on; between them it depends on how full the last server is.`;
}
