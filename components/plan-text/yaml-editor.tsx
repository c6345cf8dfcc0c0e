'use client';

import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { HighlightStyle, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import type { TextProblem } from '@/lib/recovery/pages/view-plan-check';
import { diagnosticLooks } from '../status/diagnostic-looks';

export interface YamlEditorProps {
  readonly label: string;
  /** What it begins with. */
  readonly initial: string;
  readonly problems: readonly TextProblem[];
  /** A line to show with the cursor in it; another object shows it again. */
  readonly shown: { readonly line: number } | 'none';
  readonly onChange: (text: string) => void;
}

const colours = syntaxHighlighting(
  HighlightStyle.define([
    { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--link)' },
    { tag: tags.comment, color: 'var(--ink-faint)', fontStyle: 'italic' },
    { tag: [tags.string, tags.content], color: 'var(--ink)' },
    { tag: [tags.punctuation, tags.separator], color: 'var(--ink-muted)' },
  ]),
);

const looks = EditorView.theme({
  '&': { backgroundColor: 'var(--surface)', color: 'var(--ink)', fontSize: '13px' },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--font-mono), ui-monospace, monospace', lineHeight: '20px', maxHeight: '70vh' },
  '.cm-gutters': { backgroundColor: 'var(--surface)', color: 'var(--ink-faint)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--raised)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--line)' },
  '.cm-tooltip': { backgroundColor: 'var(--surface)', color: 'var(--ink)', border: '1px solid var(--line-strong)' },
  ...diagnosticLooks,
});

/** Text in YAML with line numbers, colours and what is wrong marked at its line. Tab leaves it, as everywhere else. */
export default function YamlEditor({ label, initial, problems, shown, onChange }: YamlEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const told = useRef(onChange);
  useEffect(() => {
    told.current = onChange;
  }, [onChange]);

  useEffect(() => {
    if (place.current === null) return;
    const made = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: initial,
        extensions: [
          EditorView.cspNonce.of(nonceOfPage()),
          lineNumbers(),
          history(),
          drawSelection(),
          highlightActiveLine(),
          indentUnit.of('  '),
          yaml(),
          colours,
          looks,
          keymap.of([...defaultKeymap, ...historyKeymap]),
          EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', tabindex: '0' }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) told.current(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = made;
    return () => {
      view.current = null;
      made.destroy();
    };
  }, [initial, label]);

  useEffect(() => {
    const { current } = view;
    if (current === null) return;
    current.dispatch(setDiagnostics(current.state, toDiagnostics(current.state, problems)));
  }, [problems]);

  useEffect(() => {
    const { current } = view;
    if (current === null || shown === 'none') return;
    const { from } = current.state.doc.line(Math.min(shown.line, current.state.doc.lines));
    current.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
    current.focus();
  }, [shown]);

  return <div ref={place} data-testid="plan-editor" />;
}

/** Each problem at its line, from where it begins to the end of the line. */
function toDiagnostics({ doc }: EditorState, problems: readonly TextProblem[]): Diagnostic[] {
  return problems.map(({ line, column, severity, sentence }) => {
    const { from, to, text } = doc.line(Math.min(line, doc.lines));
    const indent = text.length - text.trimStart().length;
    const start = Math.min(to, from + Math.max(indent, column - 1));
    return { from: start, to, severity, message: sentence };
  });
}

/** The style sheets an editor makes are allowed by the nonce that the page's own scripts carry. */
function nonceOfPage(): string {
  return document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '';
}
