/** A version's bytes as the document that the page would show. */
import { getSchema } from '@tiptap/core';
import type { Node, Schema } from '@tiptap/pm/model';
import { yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { hardenSchema, rebuilt } from '../editor/guard.ts';
import { noteSchema } from '../editor/note-schema.ts';
import { noteField } from '../session/note-session.ts';

let schema: Schema | null = null;
const readingSchema = (): Schema => {
  if (schema) return schema;
  schema = getSchema([...noteSchema()]);
  hardenSchema(schema);
  return schema;
};

/** Null where nothing can be made of the bytes. `state` null: before anything was written. */
export const documentOf = (state: Uint8Array | null): Node | null => {
  const doc = new Y.Doc();
  try {
    if (state) Y.applyUpdate(doc, state);
    return rebuilt(yXmlFragmentToProseMirrorRootNode(doc.getXmlFragment(noteField), readingSchema()));
  } catch {
    return null;
  } finally {
    doc.destroy();
  }
};
