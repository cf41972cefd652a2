/** Everything of a note that anyone can tell apart, in one canonical form: for tests and comparisons of replicas. */
import { type Doc, encodeStateVector, XmlElement, XmlText } from 'yjs';
import { bytesToHex, compareStrings } from '../../base/index.ts';
import { noteRoot } from './note-root.ts';

const sorted = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  return Object.entries(value)
    .sort(([a], [b]) => compareStrings(a, b))
    .map(([key, inner]) => [key, sorted(inner)]);
};

const dumpNode = (node: unknown): unknown => {
  if (node instanceof XmlText) return node.toDelta().map(sorted);
  if (node instanceof XmlElement)
    return [node.nodeName, sorted(node.getAttributes()), node.toArray().map(dumpNode)];
  return null;
};

/** The same text for documents that nobody can tell apart. */
export const dumpNote = (doc: Doc): string =>
  JSON.stringify([bytesToHex(encodeStateVector(doc)), doc.getXmlFragment(noteRoot).toArray().map(dumpNode)]);
