/**
 * Whether the binding of the editor can walk through a document: it takes elements at the top, elements and text
 * inside of them, and goes down by calling itself. What an element is called, says or holds beyond that is the
 * schema's matter (editor/guard.ts).
 */
import * as Y from 'yjs';

/** Nobody nests so deep; far more would exhaust the stack. */
const mostDepth = 128;

const isNew = (type: Y.XmlElement, { beforeState }: Y.Transaction): boolean => {
  const id = type._item?.id;
  return id !== undefined && id.clock >= (beforeState.get(id.client) ?? 0);
};

const depthOf = (type: Y.XmlFragment): number => {
  let depth = 0;
  for (let item = type._item; item && depth <= mostDepth; depth++)
    item = item.parent instanceof Y.XmlFragment ? item.parent._item : null;
  return depth;
};

/** All that is under `from`; `only` leaves out what was looked at before. */
const canWalk = (from: Y.XmlFragment, only: (child: Y.XmlElement) => boolean): boolean => {
  const rest: (readonly [Y.XmlFragment, number])[] = [[from, depthOf(from)]];
  for (let next = rest.pop(); next; next = rest.pop()) {
    const [parent, depth] = next;
    if (depth > mostDepth) return false;
    for (const child of parent.toArray()) {
      if (child instanceof Y.XmlElement) {
        if (parent !== from || only(child)) rest.push([child, depth + 1]);
      } else if (!(child instanceof Y.XmlText) || !(parent instanceof Y.XmlElement)) return false;
    }
  }
  return true;
};

/** Of a whole document; false as well where its name holds something else. */
export const isShowable = (doc: Y.Doc, field: string): boolean => {
  try {
    return canWalk(doc.getXmlFragment(field), () => true);
  } catch {
    return false;
  }
};

/** Of what one transaction brought. */
export const bringsShowable = (transaction: Y.Transaction): boolean => {
  for (const type of transaction.changed.keys())
    if (type instanceof Y.XmlFragment && !canWalk(type, (child) => isNew(child, transaction))) return false;
  return true;
};
