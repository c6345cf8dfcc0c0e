import type { EntryPoint, RegionCode, Workload } from '@/lib/domain/fleet';
import type { RegionWord, StepTemplate } from '@/lib/domain/recovery/declaration';
import type { RoutingCluster, RoutingControlTurn, StepOf } from '@/lib/domain/recovery/step';
import { quote } from '@/lib/domain/wording/quote';
import { bindAnnouncement } from './bind-announcement';
import { bindCall } from './bind-call';
import { bindDatastore } from './bind-datastore';
import { bindDetachment } from './bind-detachment';
import { bindDial } from './bind-dial';
import { bindEvacuation } from './bind-evacuation';
import { bindFlip } from './bind-flip';
import { bindInstance } from './bind-instance';
import { bindConsumers, bindDeployments, bindSchedules } from './bind-levers';
import { bindRecordChange, bindShift } from './bind-records';
import { bindCleanUp, bindReplica } from './bind-replica';
import { bindRestore } from './bind-restore';
import { bindRoutes } from './bind-routes';
import { bindWords } from './bind-words';
import { accountOf, type BoundSpec, bound, regionOf, withFunction, withStore } from './bound-spec';
import { isKeptDatastore } from './kept-datastores';
import type { RoutePair } from './route-pairs';

type Bind<K extends StepTemplate['kind']> = (
  template: Extract<StepTemplate, { readonly kind: K }>,
  workload: Workload,
  pair: RoutePair,
) => BoundSpec;

/** Binds a template to the region being left and the one that takes over. Nothing is left to be looked up. */
export function bindStep(template: StepTemplate, workload: Workload, pair: RoutePair): BoundSpec {
  const bind = binders[template.kind] as Bind<StepTemplate['kind']>;
  return bind(template, workload, pair);
}

const binders: { readonly [K in StepTemplate['kind']]: Bind<K> } = {
  precheck: () => bound({ kind: 'precheck' }),
  approval: (template) => bound(template),
  wait: (template) => bound(template),
  'manual-task': ({ kind, instruction }, _workload, pair) => bound({ kind, instruction: bindWords(instruction, pair) }),
  'link-lag-below': ({ storeId, seconds }, workload, { source, target }) =>
    withStore(workload, storeId, ({ id }) =>
      bound({
        kind: 'condition',
        condition: { holds: 'link-lag-below', linkId: `${workload.id}/${id}/${source}>${target}`, seconds },
      }),
    ),
  'capacity-in-service': ({ region, instances }, workload, pair) =>
    withRegion(workload, pair, region, (code) =>
      bound({ kind: 'condition', condition: { holds: 'capacity-in-service', region: code, instances } }),
    ),
  'fence-writer': bindFence,
  'scale-capacity': ({ kind, region, instances }, workload, pair) =>
    withRegion(workload, pair, region, (code) => {
      const group = groupsIn(workload, code)[0];
      if (group === undefined) return noCapacity(workload, code);
      return bound({ kind, accountId: workload.accountId, region: code, group, instances });
    }),
  'aurora-switchover': bindAurora,
  'aurora-failover': bindAurora,
  'rds-promote': bindPromotion,
  'elasticache-failover': bindDatastore,
  'routing-controls': bindControls,
  's3-routes': bindRoutes,
  'http-probe': ({ kind, region, entryPointId, passes }, workload, pair) =>
    withEndpoint(workload, pair, region, entryPointId, ({ path }, code, hostname) =>
      bound({ kind, region: code, hostname, path, passes }),
    ),
  'transaction-proof': ({ kind, region }, workload, pair) => {
    const transaction = workload.recovery?.transaction;
    if (transaction === undefined) {
      const sentence = `${workload.id} names no transaction to prove the writer with: write recovery.transaction in the fleet file`;
      return { state: 'unbound', rule: 'no-transaction', sentence };
    }
    return withEndpoint(workload, pair, region, transaction.entryPointId, (_entryPoint, code, hostname) =>
      bound({ kind, region: code, hostname, path: transaction.path }),
    );
  },
  'dns-answer': ({ kind, entryPointId, expects }, workload, pair) => {
    const entryPoint = workload.entryPoints.find(({ id }) => id === entryPointId);
    if (entryPoint === undefined) return noEntryPoint(workload, entryPointId);
    const word = 'region' in expects ? expects.region : expects.notRegion;
    return withRegion(workload, pair, word, (code) =>
      bound({
        kind,
        entryPointId,
        hostname: entryPoint.hostname,
        expects: 'region' in expects ? { region: code } : { notRegion: code },
      }),
    );
  },
  'alarms-green': ({ kind, region }, workload, pair) =>
    withRegion(workload, pair, region, (code) => bound({ kind, accountId: workload.accountId, region: code })),
  consumers: bindConsumers,
  schedules: bindSchedules,
  'invoke-function': (template, workload, pair) =>
    withRegion(workload, pair, template.region, (code) => bindCall(template, workload, pair, code)),
  announce: bindAnnouncement,
  'freeze-deployments': bindDeployments,
  'health-check-flip': bindFlip,
  'weighted-shift': bindShift,
  'record-change': bindRecordChange,
  'accelerator-dial': bindDial,
  'dynamodb-evacuation': bindEvacuation,
  'aurora-detach': bindDetachment,
  'aurora-instance': bindInstance,
  'restore-backup': bindRestore,
  'scale-service': ({ region, ...rest }, workload, pair) =>
    withRegion(workload, pair, region, (code) => bound({ ...rest, accountId: workload.accountId, region: code })),
  'rds-create-replica': bindReplica,
  'clean-up': bindCleanUp,
  'scale-node-group': ({ region, ...rest }, workload, pair) =>
    withRegion(workload, pair, region, (code) => bound({ ...rest, accountId: workload.accountId, region: code })),
  'scale-function': ({ region, functionName: named, ...rest }, workload, pair) =>
    withRegion(workload, pair, region, (code) =>
      withFunction(named, code, (functionName) =>
        bound({ ...rest, accountId: workload.accountId, region: code, functionName }),
      ),
    ),
};

/** What writes in a region: the instances of the workload there, and the databases that may have their writer there. */
function bindFence(
  { controls }: Extract<StepTemplate, { readonly kind: 'fence-writer' }>,
  workload: Workload,
  pair: RoutePair,
): BoundSpec {
  const wanted: readonly WantedTurn[] = [
    ...(controls === 'hand-over' ? [{ word: 'target', to: 'on' } as const] : []),
    { word: 'source', to: 'off' },
  ];
  // The writer of what stays is meant to be there.
  const moved = workload.stores.filter(({ stays }) => stays !== true);
  const datastores = moved.filter(isKeptDatastore).map(({ resource }) => resource);
  const off = controls === undefined ? 'none' : bindTurns(workload, pair, wanted);
  if (off !== 'none' && off.state === 'unbound') return off;
  return bound({
    kind: 'fence-writer',
    accountId: workload.accountId,
    region: pair.source,
    controls: off === 'none' ? [] : off.turns,
    cluster: off === 'none' ? 'none' : off.cluster,
    groups: groupsIn(workload, pair.source),
    globalClusters: moved.filter(({ kind }) => kind === 'aurora-global').map(({ resource }) => resource),
    ...(datastores.length > 0 && { datastores }),
  });
}

function bindAurora(
  { kind, storeId }: { readonly kind: 'aurora-switchover' | 'aurora-failover'; readonly storeId: string },
  workload: Workload,
  { source, target }: RoutePair,
): BoundSpec {
  return withStore(workload, storeId, (store) => {
    if (store.kind !== 'aurora-global') {
      const sentence = `${quote(storeId)} is ${store.kind}, which ${kind} cannot promote: name a store of kind aurora-global`;
      return { state: 'unbound', rule: 'unknown-store', sentence };
    }
    const { accountId } = workload;
    return bound({ kind, accountId, globalCluster: store.resource, from: source, to: target });
  });
}

/** The instance at the target by its name: once promoted it names nobody by whom it could be found. */
function bindPromotion(
  { kind, storeId }: Extract<StepTemplate, { readonly kind: 'rds-promote' }>,
  workload: Workload,
  { source, target }: RoutePair,
): BoundSpec {
  return withStore(workload, storeId, ({ kind: storeKind, resource, copyResource }) => {
    if (storeKind !== 'rds-replica') {
      const sentence = `${quote(storeId)} is ${storeKind}, which ${kind} cannot promote: name a store of kind rds-replica`;
      return { state: 'unbound', rule: 'unknown-store', sentence };
    }
    if (copyResource === undefined) {
      const sentence = `${quote(storeId)} does not name its replica, which cannot be looked up while its source is silent: write its instance identifier as copyResource in the fleet file`;
      return { state: 'unbound', rule: 'unnamed-replica', sentence };
    }
    const home = workload.regions.find(({ role }) => role === 'primary')?.region;
    const nameIn = (region: RegionCode) => (region === home ? resource : copyResource);
    const declaredAs = target === home ? 'source' : 'replica';
    const names = { instance: nameIn(target), follows: nameIn(source), declaredAs } as const;
    return bound({ kind, accountId: workload.accountId, ...names, from: source, to: target });
  });
}

function bindControls(
  { kind, on, off }: Extract<StepTemplate, { readonly kind: 'routing-controls' }>,
  workload: Workload,
  pair: RoutePair,
): BoundSpec {
  const wanted = [
    ...on.map((word) => ({ word, to: 'on' as const })),
    ...off.map((word) => ({ word, to: 'off' as const })),
  ];
  const turned = bindTurns(workload, pair, wanted);
  if (turned.state === 'unbound') return turned;
  const { cluster, turns } = turned;
  const accountId = accountOf(cluster.arn) ?? workload.accountId;
  return bound({ kind, accountId, cluster, turns } satisfies StepOf<'routing-controls'>);
}

interface WantedTurn {
  readonly word: RegionWord;
  readonly to: 'on' | 'off';
}

type Turned =
  | { readonly state: 'turned'; readonly cluster: RoutingCluster; readonly turns: readonly RoutingControlTurn[] }
  | Extract<BoundSpec, { readonly state: 'unbound' }>;

function bindTurns(workload: Workload, pair: RoutePair, wanted: readonly WantedTurn[]): Turned {
  const routing = workload.recovery?.routing;
  const turns: RoutingControlTurn[] = [];
  for (const { word, to } of wanted) {
    const region = regionOf(word, pair);
    const control = routing?.controls.find((candidate) => candidate.region === region);
    if (control === undefined) {
      const sentence = `${workload.id} has no routing control of ${quote(region)}: write its ARN under recovery.routing.controls in the fleet file`;
      return { state: 'unbound', rule: 'unknown-control', sentence };
    }
    turns.push({ controlArn: control.controlArn, region, to });
  }
  if (routing === undefined) {
    const sentence = `${workload.id} names no routing cluster: write recovery.routing in the fleet file`;
    return { state: 'unbound', rule: 'unknown-control', sentence };
  }
  return { state: 'turned', cluster: routing.cluster, turns };
}

function withRegion(
  workload: Workload,
  pair: RoutePair,
  word: RegionWord,
  then: (code: RegionCode) => BoundSpec,
): BoundSpec {
  const code = regionOf(word, pair);
  if (workload.regions.some(({ region }) => region === code)) return then(code);
  const known = workload.regions.map(({ region }) => region).join(', ');
  const sentence = `${workload.id} does not run in ${quote(code)}: write source, target or one of ${known}`;
  return { state: 'unbound', rule: 'unknown-region', sentence };
}

function withEndpoint(
  workload: Workload,
  pair: RoutePair,
  word: RegionWord,
  entryPointId: string,
  then: (entryPoint: EntryPoint, code: RegionCode, hostname: string) => BoundSpec,
): BoundSpec {
  const entryPoint = workload.entryPoints.find(({ id }) => id === entryPointId);
  if (entryPoint === undefined) return noEntryPoint(workload, entryPointId);
  return withRegion(workload, pair, word, (code) => {
    const endpoint = entryPoint.endpoints.find(({ region }) => region === code);
    if (endpoint !== undefined) return then(entryPoint, code, endpoint.hostname);
    const sentence = `The entry point ${quote(entryPointId)} has no endpoint in ${code}: write its host name under entryPoints in the fleet file`;
    return { state: 'unbound', rule: 'unknown-entry-point', sentence };
  });
}

function noEntryPoint(workload: Workload, id: string): BoundSpec {
  const known = workload.entryPoints.map((each) => each.id).join(', ') || 'none';
  const sentence = `${quote(id)} is no entry point of ${workload.id}: name one of its entry points (${known})`;
  return { state: 'unbound', rule: 'unknown-entry-point', sentence };
}

function noCapacity(workload: Workload, code: RegionCode): BoundSpec {
  const sentence = `${workload.id} names no Auto Scaling group in ${code}: write it under capacity in the fleet file`;
  return { state: 'unbound', rule: 'no-capacity', sentence };
}

function groupsIn(workload: Workload, code: RegionCode): readonly string[] {
  return workload.capacity.filter(({ region }) => region === code).map((each) => each.autoScalingGroupName);
}
