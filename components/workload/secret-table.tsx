import type { KeyCopy } from '@/lib/domain/needs/judge-key';
import type { SecretCopy } from '@/lib/domain/needs/judge-secret';
import type { EpochMs } from '@/lib/domain/time';
import { HeardFrom, keyLooks, type NeedLook, NeedState, secretLooks } from '../status/need-state';
import { Panel } from '../ui/panel';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';

export interface SecretTableProps {
  readonly secrets: readonly SecretCopy[];
  readonly keys: readonly KeyCopy[];
  readonly now: EpochMs;
  readonly simulated: boolean;
}

/** A secret or a key with its rows by region. */
interface Needed {
  readonly name: string;
  readonly kind: 'Secret' | 'KMS key';
  readonly copies: readonly (Pick<SecretCopy, 'region' | 'role' | 'sentence' | 'heard'> & {
    readonly state: string;
    readonly look: NeedLook;
    readonly before: NeedLook | 'none';
  })[];
}

/** What a region needs before its data can be served: whether it has it, as it says itself. */
export function SecretTable({ secrets, keys, now, simulated }: SecretTableProps) {
  return (
    <Panel id="secrets-title" title="Secrets and keys" simulated={simulated} aside="Values are never read">
      <ScrollArea label="Secrets and keys of the workload by region">
        <table className="w-full border-collapse text-left text-table">
          <TableHead names={['Name', 'Region', 'State', 'Heard from']} />
          {[...secretsByName(secrets), ...keysByName(keys)].map((needed) => (
            <Rows key={`${needed.kind} ${needed.name}`} needed={needed} now={now} />
          ))}
        </table>
      </ScrollArea>
    </Panel>
  );
}

function Rows({ needed: { name, kind, copies }, now }: { readonly needed: Needed; readonly now: EpochMs }) {
  return (
    <tbody>
      {copies.map(({ region, role, state, look, before, sentence, heard }, index) => (
        <tr
          key={region}
          data-testid={`${kind === 'Secret' ? 'secret' : 'key'}-${name}-${region}`}
          data-state={state}
          data-region={region}
          className="border-line border-t align-top"
        >
          {index === 0 && (
            <th
              scope="rowgroup"
              rowSpan={copies.length}
              className="min-w-40 px-3 py-1.5 font-normal [overflow-wrap:anywhere]"
            >
              <bdi>{name}</bdi>
              <span className="block text-ink-faint text-note">{kind}</span>
            </th>
          )}
          <td className="whitespace-nowrap px-3 py-1.5">
            {region}
            <span className="block text-ink-faint text-note">{role}</span>
          </td>
          <td className="min-w-52 px-3 py-1.5">
            <NeedState look={look} before={before} sentence={sentence} />
          </td>
          <td className="px-3 py-1.5 text-ink-muted text-note">
            <HeardFrom heard={heard} now={now} />
          </td>
        </tr>
      ))}
    </tbody>
  );
}

function secretsByName(secrets: readonly SecretCopy[]): readonly Needed[] {
  const names = [...new Set(secrets.map(({ name }) => name))];
  return names.map((name) => ({
    name,
    kind: 'Secret',
    copies: secrets
      .filter((copy) => copy.name === name)
      .map((copy) => ({
        ...copy,
        look: secretLooks[copy.state],
        before: copy.lastKnown === 'none' ? 'none' : secretLooks[copy.lastKnown.state],
      })),
  }));
}

function keysByName(keys: readonly KeyCopy[]): readonly Needed[] {
  const names = [...new Set(keys.map(({ alias }) => alias))];
  return names.map((name) => ({
    name,
    kind: 'KMS key',
    copies: keys
      .filter((copy) => copy.alias === name)
      .map((copy) => ({
        ...copy,
        look: keyLooks[copy.state],
        before: copy.lastKnown === 'none' ? 'none' : keyLooks[copy.lastKnown.state],
      })),
  }));
}
