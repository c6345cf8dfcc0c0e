'use client';

import { Fragment } from 'react';
import { allAreas } from '../shell/areas';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';

/** What keys do, by where they do it. */
const groups: readonly { readonly title: string; readonly keys: readonly (readonly [string, string])[] }[] = [
  {
    title: 'Anywhere',
    keys: [
      ['Ctrl K or ⌘ K', 'Command palette'],
      ['/', 'Filter this page'],
      ['?', 'This help'],
      ...allAreas.map(({ key, name }) => [`g ${key}`, name] as const),
    ],
  },
  {
    title: 'In a table',
    keys: [
      ['j, k', 'Next and previous row'],
      ['↓, ↑, Home, End', 'The same, once a row has the focus'],
      ['Enter', 'Open the row; close or open a group'],
      ['Space', 'Mark the row in the address, to share it'],
    ],
  },
];

/** The keyboard shortcuts. */
export default function KeyboardHelp({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog label="Keyboard shortcuts" onClose={onClose}>
      <div className="grid gap-4 p-4 text-table">
        <h2 className="font-semibold text-section">Keyboard shortcuts</h2>
        {groups.map(({ title, keys }) => (
          <section key={title} className="grid gap-1">
            <h3 className="text-ink-muted text-note">{title}</h3>
            <dl className="grid grid-cols-[minmax(8rem,auto)_1fr] gap-x-4 gap-y-1">
              {keys.map(([key, words]) => (
                <Fragment key={key}>
                  <dt>
                    <kbd className="rounded-control border border-line-strong px-1.5 py-0.5 font-mono text-note">
                      {key}
                    </kbd>
                  </dt>
                  <dd>{words}</dd>
                </Fragment>
              ))}
            </dl>
          </section>
        ))}
        <p className="text-ink-muted text-note">Single keys can be switched off in the settings.</p>
        <div>
          <Button onClick={onClose}>Close</Button>
        </div>
      </div>
    </Dialog>
  );
}
