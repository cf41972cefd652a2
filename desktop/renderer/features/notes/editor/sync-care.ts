/**
 * Two things that y-tiptap 3.0 does with every change of others and that a long note can't bear: it forgets which
 * node of the page belongs to which of the document, and so makes all of them anew. What changed is forgotten by
 * itself (Yjs says what that is), as in y-prosemirror, so what is left stays.
 */
import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { z } from 'zod';

const syncState = z.object({ binding: z.object({ mapping: z.instanceof(Map) }) });

export const SyncCare = Extension.create({
  name: 'syncCare',
  // After the binding's own view, which fills the mapping.
  priority: 10,
  addProseMirrorPlugins: () => [
    new Plugin({
      view: (view) => {
        const state = syncState.safeParse(ySyncPluginKey.getState(view.state));
        if (state.success) state.data.binding.mapping.clear = () => undefined;
        return {};
      },
    }),
  ],
});
