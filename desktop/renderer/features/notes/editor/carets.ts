/**
 * Where others' carets stand and what they have selected. Who they are comes from the community by the member that
 * the host named; a frame's own words about a name or a colour are never read.
 */
import { Extension } from '@tiptap/core';
import { yCursorPlugin } from '@tiptap/y-tiptap';
import type { Awareness } from 'y-protocols/awareness';
import { parsePresent } from '../session/caret-frames.ts';
import styles from './note-text.module.css';

export type CaretPerson = { readonly name: string; readonly colour: string };
export type CaretOptions = {
  readonly awareness: Awareness | null;
  readonly person: (member: string) => CaretPerson | null;
};

const caretOf = (person: CaretPerson | null): HTMLElement => {
  const caret = document.createElement('span');
  caret.className = styles.caret ?? '';
  if (!person) return caret;
  caret.style.setProperty('--caret', `var(--solid-${person.colour})`);
  const label = document.createElement('bdi');
  label.className = styles.caretName ?? '';
  label.textContent = person.name;
  // Who is here is told above the page; a label in the middle of a text would be read as part of it.
  caret.ariaHidden = 'true';
  caret.append('\u2060', label, '\u2060');
  return caret;
};

export const Carets = Extension.create<CaretOptions>({
  name: 'carets',
  addOptions: () => ({ awareness: null, person: () => null }),
  addProseMirrorPlugins() {
    const { awareness, person } = this.options;
    if (!awareness) return [];
    const personOf = (client: number): CaretPerson | null => {
      const state = parsePresent(awareness.getStates().get(client));
      return state && person(state.member);
    };
    return [
      yCursorPlugin(awareness, {
        cursorBuilder: (_user: unknown, client: number) => caretOf(personOf(client)),
        selectionBuilder: (_user: unknown, client: number) => {
          const known = personOf(client);
          return known
            ? { class: styles.selected ?? '', style: `--caret: var(--solid-${known.colour})` }
            : { class: styles.selected ?? '' };
        },
      }),
    ];
  },
});
