import { wholeFleetOnly } from '@/lib/domain/entities';
import type { EventLink, TimelineEvent } from '@/lib/domain/events/event';
import type { EpochMs } from '@/lib/domain/time';
import { SourceLink } from '../charts/source-link';
import { findingAddress, regionAddress, runAddress, workloadAddress } from '../shell/addresses';
import { eventLook } from '../status/mark-looks';
import { severityLooks } from '../status/severity-mark';
import { StatusIcon } from '../status/status-icon';
import { Moment } from '../time/moment';
import { NameLink } from '../ui/name-link';
import { endWords, kindWords } from './event-words';

export interface EventLineProps {
  readonly event: TimelineEvent;
  readonly now: EpochMs;
  readonly simulated: boolean;
  /** It is the stop of the tab key. */
  readonly active: boolean;
  /** The address names it. */
  readonly chosen: boolean;
}

/** One event: when, what it is, what happened, and where. */
export function EventLine({ event, now, simulated, active, chosen }: EventLineProps) {
  const { id, at, begins, kind, severity, sentence, detail, until } = event;
  const look = eventLook(event);
  const end = endWords(event, now);
  return (
    <tr
      data-row-id={id}
      data-testid={`event-${event.source}-${event.key}`}
      data-kind={kind}
      data-until={typeof until === 'number' ? 'ended' : until}
      tabIndex={active ? 0 : -1}
      aria-current={chosen ? 'true' : undefined}
      className="scroll-mb-14 border-line border-t align-top aria-[current=true]:bg-raised"
    >
      <td className="whitespace-nowrap px-3 py-1.5 tabular-nums">
        <Moment at={at} now={at} show="clock" precision="second" inRow />
        {begins === 'seen-first' && <Note>seen first; began before</Note>}
        {end !== '' && <Note>{end}</Note>}
      </td>
      <td className="px-3 py-1.5">
        <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
          <StatusIcon shape={look.shape} tone={look.tone} />
          {kindWords[kind]}
        </span>
        <Note>{severityLooks[severity].word}</Note>
      </td>
      <td className="min-w-64 px-3 py-1.5 [overflow-wrap:anywhere]">
        <span className={until === 'open' && severity !== 'notice' ? 'font-medium text-ink' : ''}>
          <bdi>{sentence}</bdi>
        </span>
        {detail !== '' && (
          <span className="line-clamp-2 text-ink-muted text-note" title={detail}>
            <bdi>{detail}</bdi>
          </span>
        )}
      </td>
      <Where event={event} />
      <td className="whitespace-nowrap px-3 py-1.5 text-note">
        <span className="flex gap-x-3">
          {event.links.map((link) => (
            <LinkTo key={link.to} link={link} event={event} simulated={simulated} />
          ))}
        </span>
      </td>
    </tr>
  );
}

/** The page to go to on Enter; none where the event has no page of its own. */
export function mainAddress({ links, region, workloadId }: TimelineEvent): string | undefined {
  for (const link of links) {
    if (link.to === 'run') return runAddress(link.id);
    if (link.to === 'finding') return findingAddress(link.id);
  }
  if (workloadId !== 'none') return workloadAddress(workloadId);
  return region === 'none' ? undefined : regionAddress(region);
}

function Where({ event: { region, otherRegion, workloadId, accountId } }: { readonly event: TimelineEvent }) {
  const regions = [region, otherRegion].filter((code) => code !== 'none');
  return (
    <td className="px-3 py-1.5">
      {workloadId !== 'none' && <NameLink href={workloadAddress(workloadId)}>{workloadId}</NameLink>}
      {workloadId !== 'none' && regions.length > 0 && ', '}
      {regions.map((code, index) => (
        <span key={code} className="whitespace-nowrap">
          {index > 0 && ' → '}
          <NameLink href={regionAddress(code)}>{code}</NameLink>
        </span>
      ))}
      {workloadId === 'none' && regions.length === 0 && <span className="text-ink-muted">the whole fleet</span>}
      {accountId !== 'none' && accountId !== wholeFleetOnly && <Note>{accountId}</Note>}
    </td>
  );
}

interface LinkToProps extends Pick<EventLineProps, 'event' | 'simulated'> {
  readonly link: EventLink;
}

function LinkTo({ link, event, simulated }: LinkToProps) {
  if (link.to === 'aws') {
    const { accountId } = event;
    return (
      <SourceLink
        source={link.source}
        accountId={accountId === 'none' ? undefined : accountId}
        simulated={simulated}
        brief
      />
    );
  }
  const href = link.to === 'run' ? runAddress(link.id) : findingAddress(link.id);
  return <NameLink href={href}>{link.to === 'run' ? 'Run' : 'Finding'}</NameLink>;
}

function Note({ children }: { readonly children: React.ReactNode }) {
  return <span className="block text-ink-faint text-note">{children}</span>;
}
