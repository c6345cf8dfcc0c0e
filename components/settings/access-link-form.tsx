'use client';

import { useState } from 'react';
import { type AccessLinkView, lifetimeDays, openedReports } from '@/lib/domain/access-links/access-link';
import { Button } from '../ui/button';
import { Choice } from '../ui/choice';
import { TextField } from '../ui/text-field';
import type { MakeLink } from './access-link-commands';
import { LinkAnswerWords } from './link-answer-words';
import { MadeLink } from './made-link';
import { useLinkAnswer } from './use-link-answer';

export interface AccessLinkFormProps {
  readonly make: MakeLink;
  readonly walls: readonly string[];
  readonly workloads: readonly { readonly id: string; readonly name: string }[];
  readonly onMade: (link: AccessLinkView) => void;
  readonly onClose: () => void;
}

const dayWords = {
  '1': '1 day',
  '7': '7 days',
  '30': '30 days',
  '90': '90 days',
  '365': '1 year, the longest there is',
} as const;
type Days = keyof typeof dayWords;
const dayChoices = ['1', '7', '30', '90', '365'] as const satisfies readonly Days[];

/** What a new link opens, for how long and how much of the fleet it shows; then its whole address, once. */
export default function AccessLinkForm({ make, walls, workloads, onMade, onClose }: AccessLinkFormProps) {
  const { answered, submit, pending } = useLinkAnswer(make, ({ link }) => onMade(link));
  const [name, setName] = useState('');
  const screens = [...walls.map((id) => `wall ${id}`), ...openedReports.map((id) => `report ${id}`)];
  const [screen, setScreen] = useState(screens[0] ?? 'wall noc');
  const [days, setDays] = useState<Days>(usualDays);
  const [narrowed, setNarrowed] = useState<readonly string[]>([]);
  if (answered.state === 'done') return <MadeLink {...answered.answer} onClose={onClose} />;
  const [opens = 'wall', openedId = ''] = screen.split(' ');
  return (
    <form action={submit} className="grid gap-3 border-line border-t px-4 py-3 text-table" data-testid="link-form">
      <input type="hidden" name="opens" value={opens} />
      <input type="hidden" name="openedId" value={openedId} />
      <input type="hidden" name="days" value={days} />
      <input type="hidden" name="workloads" value={JSON.stringify(narrowed)} />
      <div className="max-w-[40rem]">
        <TextField
          label="Name"
          name="name"
          value={name}
          onChange={setName}
          maxLength={80}
          hint="Whom or which screen it is for, e.g. NOC Berlin, left screen. It stands in this list and in the record."
        />
      </div>
      <div className="flex flex-wrap gap-x-6 gap-y-2">
        <Choice label="Opens" shown value={screen} options={screens} words={wordsOf(screens)} onChoose={setScreen} />
        <Choice label="Expires after" shown value={days} options={dayChoices} words={dayWords} onChoose={setDays} />
      </div>
      <Workloads workloads={workloads} narrowed={narrowed} onChange={setNarrowed} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" size="large" disabled={pending || name.trim() === ''}>
          Make the link
        </Button>
        <Button onClick={onClose}>Close</Button>
      </div>
      <LinkAnswerWords answered={answered} />
    </form>
  );
}

const reportWords: Readonly<Record<(typeof openedReports)[number], string>> = { executive: 'Executive report' };

/** Walls by their address, reports by their name. */
function wordsOf(screens: readonly string[]): Readonly<Record<string, string>> {
  const reports = openedReports.map((id) => [`report ${id}`, reportWords[id]] as const);
  return {
    ...Object.fromEntries(screens.map((id) => [id, `/${id.replace(' ', '/')}`])),
    ...Object.fromEntries(reports),
  };
}

const usualDays: Days = dayChoices.find((days) => Number(days) === lifetimeDays.usual) ?? '7';

interface WorkloadsProps {
  readonly workloads: AccessLinkFormProps['workloads'];
  readonly narrowed: readonly string[];
  readonly onChange: (narrowed: readonly string[]) => void;
}

function Workloads({ workloads, narrowed, onChange }: WorkloadsProps) {
  const words =
    narrowed.length === 0
      ? 'Everything you see, also workloads that come later.'
      : 'Only what is checked, and what is common to all.';
  return (
    <fieldset className="grid gap-1">
      <legend className="text-ink">Shows</legend>
      <p className="text-ink-muted text-note">{words} Check workloads to show those alone.</p>
      <div className="grid max-h-40 grid-cols-[repeat(auto-fill,minmax(12rem,1fr))] gap-x-4 overflow-y-auto">
        {workloads.map(({ id, name }) => (
          <label key={id} className="flex min-h-6 min-w-0 items-center gap-1.5">
            <input
              type="checkbox"
              checked={narrowed.includes(id)}
              onChange={({ target }) =>
                onChange(target.checked ? [...narrowed, id] : narrowed.filter((other) => other !== id))
              }
            />
            <span className="truncate">{name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
