import type { ExecutionCommandResult } from '@/lib/commands/command-result';
import type { Entity } from '@/lib/domain/entities';
import type { Decision } from '@/lib/domain/recovery/decision';
import type { Execution } from '@/lib/domain/recovery/execution';
import { DrillRefused } from '@/lib/recovery/drill/ports';
import type { Account, Product } from './command-ports';

/** Of the product's own interface, so that its answers are taken as they are typed there. */
interface Reading {
  readonly execution: Execution;
}

/**
 * The running console, asked as its pages and automation are: with the session of somebody who may.
 *
 * @param cookies of a session of each account
 */
export function connectProduct(url: string, cookies: Readonly<Record<Account, string>>): Product {
  const get = <T>(route: string) => read<T>(url, route, cookies.operator);
  const found = async <T>(route: string): Promise<T> => {
    const answer = await get<T>(route);
    if (answer === 'not-found') throw new DrillRefused(`The console at ${url} has nothing at ${route}.`);
    return answer;
  };
  const executions = '/api/v1/executions';
  return {
    fleet: async () => (await found<{ entities: readonly Entity[] }>('/api/fleet')).entities,
    decision: (workload, source) => get<Decision>(`/api/v1/decisions?${new URLSearchParams({ workload, source })}`),
    executions: async (workload) =>
      (await found<readonly Reading[]>(`${executions}?${new URLSearchParams({ workload })}`)).map(
        ({ execution }) => execution,
      ),
    async execution(id) {
      const answer = await get<Reading>(`${executions}/${encodeURIComponent(id)}`);
      return answer === 'not-found' ? answer : answer.execution;
    },
    start: (input) => command(url, executions, input, cookies.operator),
    steer: (verb, id, input, as) => command(url, `${executions}/${encodeURIComponent(id)}/${verb}`, input, cookies[as]),
    addressOf: (id) => new URL(`/recovery/executions/${encodeURIComponent(id)}`, url).href,
  };
}

async function read<T>(url: string, route: string, cookie: string): Promise<T | 'not-found'> {
  const response = await ask(url, route, { headers: { cookie } });
  if (response.status === 404) return 'not-found';
  if (response.ok) return (await response.json()) as T;
  throw new DrillRefused(`The console refused ${route}: HTTP ${response.status} ${(await response.text()).trim()}`);
}

async function command(url: string, route: string, input: object, cookie: string): Promise<ExecutionCommandResult> {
  const response = await ask(url, route, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  const answer: unknown = await response.json().catch(() => undefined);
  if (typeof answer === 'object' && answer !== null && 'ok' in answer) return answer as ExecutionCommandResult;
  throw new DrillRefused(`The console answered ${route} with HTTP ${response.status}.`);
}

function ask(url: string, route: string, options: RequestInit): Promise<Response> {
  return fetch(new URL(route, url), { ...options, signal: AbortSignal.timeout(30_000) }).catch((cause: unknown) => {
    throw new DrillRefused(`The console at ${url} does not answer (${String(cause)}). Give the command again.`);
  });
}
