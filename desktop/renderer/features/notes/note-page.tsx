/** A place's note, from opening it to its being gone. The editor's code comes with this chunk. */
import { NotebookText } from 'lucide-react';
import { Component, type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { Icon } from '../../components/icons.tsx';
import type { Place } from '../../stores/timeline-store.ts';
import { errorWords } from '../../text/errors.ts';
import type { NoteEditorDeps } from './editor/use-note-editor.ts';
import { NoteBody } from './note-body.tsx';
import { useNote } from './session/use-note.ts';

/** What others wrote may make the editor fail; the rest of the app goes on. */
class Guarded extends Component<
  { readonly instead: ReactNode; readonly children: ReactNode },
  { failed: boolean }
> {
  override readonly state = { failed: false };
  static getDerivedStateFromError = () => ({ failed: true });
  override render() {
    return this.state.failed ? this.props.instead : this.props.children;
  }
}

const NotePage = ({ place, name }: { place: Place; name: string }) => {
  const { t } = useTranslation();
  const state = useNote(place);
  const kept: NoteEditorDeps['kept'] = useRef(null);
  const instead = (title: string, text: string) => (
    <EmptyState art={<Icon of={NotebookText} size={26} />} title={title}>
      {text}
    </EmptyState>
  );
  switch (state.kind) {
    case 'opening':
      return null;
    case 'gone':
      return instead(t('notes.goneTitle'), t('notes.goneText'));
    case 'failed':
      return instead(t('notes.failedTitle'), errorWords(t, state.error));
    case 'open':
      return (
        <Guarded
          key={state.note.opened.session}
          instead={instead(t('notes.unreadableTitle'), t('notes.unreadable'))}
        >
          <NoteBody place={place} note={state.note} name={name} kept={kept} />
        </Guarded>
      );
  }
};

export default NotePage;
