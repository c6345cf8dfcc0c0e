import type { EngineEntity, FleetFileInUse } from '@/lib/domain/entities';
import type { FindingView } from '@/lib/domain/overview/types';
import type { EpochMs } from '@/lib/domain/time';
import { findingAddress } from '../shell/addresses';
import { StateLine } from '../states/state-line';
import { Moment } from '../time/moment';
import { Panel } from '../ui/panel';
import { FactList } from './fact-list';

export interface FleetFilePanelProps {
  readonly engine: EngineEntity | 'none';
  readonly findings: readonly FindingView[];
  readonly now: EpochMs;
  readonly simulated: boolean;
}

/** What declares the fleet: where it is, which one is in use, and whether a newer one was refused. */
export function FleetFilePanel({ engine, findings, now, simulated }: FleetFilePanelProps) {
  const file = engine === 'none' ? undefined : engine.fleetFile;
  return (
    <Panel id="fleet-file-title" title="Fleet file" simulated={simulated}>
      {file === undefined ? (
        <StateLine testId="fleet-file-unknown" shape="dashed-question">
          We can’t say: the engine has not told which declaration of the fleet it uses.
        </StateLine>
      ) : (
        <FactList
          facts={[
            { name: 'In use', value: fromWords(file.from) },
            { name: 'Hash', value: <code className="font-mono text-note">{file.hash.slice(0, 16)}</code> },
            { name: 'Newest file', value: <Refusal file={file} findings={findings} now={now} /> },
          ]}
        />
      )}
    </Panel>
  );
}

function fromWords(from: string): string {
  if (from === 'built-in') return 'The built-in fleet: there is no fleet file';
  return from === 'kept-copy' ? 'The kept copy of the last good file' : from;
}

interface RefusalProps {
  readonly file: FleetFileInUse;
  readonly findings: readonly FindingView[];
  readonly now: EpochMs;
}

function Refusal({ file, findings, now }: RefusalProps) {
  if (file.refusedSince === 'not-refused') return <>{file.from === 'built-in' ? 'None' : 'Is the one in use'}</>;
  const finding = findings.find(({ code }) => code === 'fleet-file-refused');
  return (
    <span data-testid="fleet-file-refused">
      Refused since <Moment at={file.refusedSince} now={now} show="clock" />; the last good fleet stays in use.{' '}
      {finding !== undefined && (
        <a href={findingAddress(finding.id)} className="text-link underline">
          What is wrong with it
        </a>
      )}
    </span>
  );
}
