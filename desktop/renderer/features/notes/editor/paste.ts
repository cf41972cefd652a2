/**
 * What is pasted and dropped. HTML is taken apart by the browser's own safe parser (`Document.parseHTML`, which keeps
 * no scripts and makes no requests) into a document that is never shown, and only what the schema knows is taken from
 * it. Where a browser has no such parser, and for plain text, the words are read as Markdown. Nothing is ever markup
 * of the page. Pictures can't be kept yet: that is said, and nothing else of what was pasted is lost.
 */
import { DOMParser, type Slice } from '@tiptap/pm/model';
import type { EditorView } from '@tiptap/pm/view';
import { yUndoPluginKey } from '@tiptap/y-tiptap';
import { checkedSlice, markdownToSlice } from './note-markdown.ts';

/** More than this is not read as HTML: a page's source pasted by mistake. */
const htmlChars = 2_000_000;

/** The browser's own, where it has one. */
const parseHtml = (html: string): Document | null => {
  const parse: unknown = Reflect.get(Document, 'parseHTML');
  if (typeof parse !== 'function' || html.length > htmlChars) return null;
  const parsed: unknown = Reflect.apply(parse, Document, [html]);
  return parsed instanceof Document ? parsed : null;
};

const sliceOfHtml = (view: EditorView, html: string): Slice | null => {
  const parsed = parseHtml(html);
  if (!parsed) return null;
  return checkedSlice(DOMParser.fromSchema(view.state.schema).parseSlice(parsed.body));
};

export type PasteAnswers = {
  /** A message's address becomes a chip; null where it is none. */
  readonly reference: (text: string) => { readonly [name: string]: string | null } | null;
  readonly onPicture: () => void;
};

const hasPicture = (data: DataTransfer): boolean =>
  [...data.files].some((file) => file.type.startsWith('image/'));

/** Puts what `data` holds where the selection is. */
export const takeTransfer = (
  view: EditorView,
  data: DataTransfer,
  plain: boolean,
  answers: PasteAnswers,
): void => {
  const { state } = view;
  if (hasPicture(data)) answers.onPicture();
  const text = data.getData('text/plain');
  const html = data.getData('text/html');
  if (text === '' && html === '') return;
  // What is pasted is taken back by itself.
  yUndoPluginKey.getState(state)?.undoManager?.stopCapturing();
  const inCode = state.selection.$from.parent.type.spec.code === true;
  if (plain || inCode) {
    view.dispatch(state.tr.insertText(text.replaceAll('\r\n', '\n')).scrollIntoView());
    return;
  }
  const reference = answers.reference(text.trim());
  if (reference) {
    view.dispatch(
      state.tr.replaceSelectionWith(state.schema.node('messageLink', reference)).scrollIntoView(),
    );
    return;
  }
  const slice = (html === '' ? null : sliceOfHtml(view, html)) ?? markdownToSlice(state.schema, text);
  view.dispatch(state.tr.replaceSelection(slice).scrollIntoView().setMeta('paste', true));
};
