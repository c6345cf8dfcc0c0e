import type { FleetOverview, LinkView } from '@/lib/domain/overview/types';
import type { EpochMs } from '@/lib/domain/time';
import { complianceStates } from '@/lib/domain/vocabulary';
import { formatCount } from '@/lib/format';
import { ComplianceStatus } from '../status/compliance-status';
import { linkLook, rankOfTone } from '../status/link-look';
import { Panel } from '../ui/panel';
import { ScrollArea } from '../ui/scroll-area';
import { AndMore } from './and-more';
import { chooseShown, countWords } from './choose-shown';
import { atMostWords, measuredWords } from './workload-objectives';

/** Of more links the worst are shown, and the rest is on the page of replication. */
const mostRows = 40;

/** Directions of replication with both figures of potential data loss. */
export function LinkTable({ overview }: { readonly overview: FleetOverview }) {
  const { links, now } = overview;
  const { shown, rest } = chooseShown([...links].sort(byStoreThenPlace), mostRows, (link) =>
    rankOfTone(linkLook(link).tone),
  );
  return (
    <Panel
      id="links-title"
      title="Replication"
      simulated={overview.console.simulated}
      aside={`${formatCount(links.length)} links; est. is the latency of writes that arrived, not a bound`}
    >
      <ScrollArea label="Replication links">
        <table className="w-full border-collapse text-left text-table">
          <thead>
            <tr className="bg-raised text-ink-muted">
              {['Store', 'From → to', 'Measured', 'At most', 'Verdict', 'Flow'].map((name) => (
                <th key={name} scope="col" className="h-8 whitespace-nowrap px-3 font-medium text-note">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((link) => (
              <LinkRow key={link.id} link={link} now={now} />
            ))}
          </tbody>
        </table>
      </ScrollArea>
      <AndMore
        count={rest.length}
        words={countWords(
          rest.map(({ verdict }) => verdict.state),
          complianceStates,
        )}
        href="/replication"
        all="All links"
      />
      {links.length === 0 && <p className="px-4 py-3 text-ink-muted">No replication is known yet.</p>}
    </Panel>
  );
}

function LinkRow({ link, now }: { readonly link: LinkView; readonly now: EpochMs }) {
  const quiet = rankOfTone(linkLook(link).tone) >= rankOfTone('normal');
  return (
    <tr
      data-testid={`link-${link.id.replaceAll('/', '-').replaceAll('>', '-')}`}
      data-compliance={link.verdict.state}
      data-source={link.source}
      data-target={link.target}
      data-flow={link.flow}
      className={`border-line border-t align-top ${quiet ? 'text-ink-muted' : 'text-ink'}`}
    >
      <th scope="row" className="whitespace-nowrap px-3 py-1.5 font-normal">
        <span className="text-ink">{link.storeId}</span> <span className="text-ink-faint">{link.workloadId}</span>
      </th>
      <td className="whitespace-nowrap px-3 py-1.5">
        {link.source} → {link.target}
      </td>
      <td className="min-w-36 px-3 py-1.5">{measuredWords(link.loss, now)}</td>
      <td className="min-w-28 px-3 py-1.5">{atMostWords(link.loss)}</td>
      <td className="min-w-48 px-3 py-1.5">
        <ComplianceStatus
          state={link.verdict.state}
          sentence={link.verdict.sentence}
          provableNow={link.verdict.provableNow}
        />
      </td>
      <td className="whitespace-nowrap px-3 py-1.5">{flowWords[link.flow]}</td>
    </tr>
  );
}

const flowWords: Readonly<Record<LinkView['flow'], string>> = {
  replicating: 'Replicating',
  idle: 'Idle, no writes',
  stalled: 'Stalled',
  rebuilding: 'Rebuilding',
  unknown: 'Unknown',
};

/** A fixed order: rows do not move when states change. */
function byStoreThenPlace(a: LinkView, b: LinkView): number {
  return a.id < b.id ? -1 : 1;
}
