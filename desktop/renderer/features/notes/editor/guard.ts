/**
 * What makes nodes of the bytes that others sent. The binding (y-tiptap) deletes from the document whatever the
 * schema refuses, in the reader's name: a newer version's table would be gone because an older one was opened.
 * Here it becomes a placeholder instead, attributes are checked and cut to what the page can draw, children that
 * don't belong are left out, and nesting ends at a bound. Nothing here changes the document.
 */
import { Fragment, type Mark, type Node, type NodeType, type Schema } from '@tiptap/pm/model';
import { z } from 'zod';
import { safeLink } from '../../../text/links.ts';

/** Deeper than anyone writes, and far from what would exhaust a page. */
export const maxNesting = 24;
/** A table's cell spans so many at most: the grid is made of their product. */
const maxSpan = 50;

const id = z.string().regex(/^[0-9a-f]{32,64}$/);
const span = z.number().int().min(1).max(maxSpan).catch(1);
const cell = z.object({ colspan: span, rowspan: span }).transform((attrs) => ({ ...attrs, colwidth: null }));
const nothing = z.object({});

/** Attributes by node; of nodes that are not here none is taken. */
const nodeAttributes: { readonly [name: string]: z.ZodType<Record<string, unknown>> } = {
  heading: z.object({ level: z.number().int().min(1).max(4).catch(4) }),
  orderedList: z.object({ start: z.number().int().min(0).max(1_000_000).catch(1) }),
  taskItem: z.object({ checked: z.boolean().catch(false) }),
  codeBlock: z.object({
    language: z
      .string()
      .regex(/^[\w+#.-]{1,32}$/)
      .nullable()
      .catch(null),
  }),
  tableCell: cell,
  tableHeader: cell,
  mention: z.object({ kind: z.enum(['member', 'role']), id }),
  messageLink: z.object({ channel: id, thread: id.nullable().catch(null), message: id }),
};

const linkAttributes = z.object({ href: z.string() });

/** Null: the mark is left out. */
const checkedMarkAttributes = (name: string, attrs: unknown): Record<string, unknown> | null => {
  if (name !== 'link') return {};
  const link = linkAttributes.safeParse(attrs);
  const href = link.success ? safeLink(link.data.href) : null;
  return href === null ? null : { href };
};

const heights = new WeakMap<Node, number>();
const heightOf = (node: Node): number => heights.get(node) ?? 0;

const childrenOf = (content: unknown): readonly Node[] => {
  if (content instanceof Fragment) return content.content;
  return Array.isArray(content) ? content : [];
};

/** The children that can stand in `type`, in order; null where nothing can be made of them. */
const fitted = (
  type: NodeType,
  children: readonly Node[],
  hidden: { readonly inline: Node; readonly block: Node },
): Fragment | null => {
  const allowed = children.map((child) =>
    child.isInline ? child.mark(type.allowedMarks([...child.marks])) : child,
  );
  const whole = Fragment.fromArray(allowed);
  if (type.validContent(whole)) return whole;
  let match = type.contentMatch;
  const kept: Node[] = [];
  for (const child of allowed) {
    const as = match.matchType(child.type) ? child : type.inlineContent ? hidden.inline : hidden.block;
    const next = match.matchType(as.type);
    if (!next) continue;
    match = next;
    kept.push(as);
  }
  const rest = match.fillBefore(Fragment.empty, true);
  return rest && Fragment.fromArray(kept).append(rest);
};

/** Makes `schema` take anything. Done once, before the first node is made. */
export const hardenSchema = (schema: Schema): void => {
  const { unknownBlock, unknownInline } = schema.nodes;
  if (!unknownBlock || !unknownInline) throw new Error('bug: no placeholders');
  const makeText = schema.text.bind(schema);
  const makeMark = schema.mark.bind(schema);
  const hidden = { inline: unknownInline.create(), block: unknownBlock.create() };

  schema.node = (given, attrs, content, marks) => {
    const type = typeof given === 'string' ? schema.nodes[given] : given;
    // Neither text nor a whole document can stand where an element does.
    if (!type || type.isText || (type === schema.topNodeType && typeof given === 'string'))
      return unknownBlock.create();
    const checked = (nodeAttributes[type.name] ?? nothing).safeParse(attrs ?? {});
    if (!checked.success) return type.isInline ? hidden.inline : unknownBlock.create();
    const children = childrenOf(content);
    const height = 1 + children.reduce((most, child) => Math.max(most, heightOf(child)), 0);
    const fragment =
      height > maxNesting ? null : type.isLeaf ? Fragment.empty : fitted(type, children, hidden);
    if (!fragment) return unknownBlock.create();
    const node = type.create(checked.data, fragment, marks);
    heights.set(node, height);
    return node;
  };

  schema.text = (text, marks) =>
    // An object of another editor inside of the text, or nothing.
    typeof text === 'string' && text !== ''
      ? makeText(
          text,
          marks?.filter((mark) => mark !== noMark(schema)),
        )
      : makeText('\ufffc');

  schema.mark = (given, attrs) => {
    const type = typeof given === 'string' ? schema.marks[given] : given;
    const checked = type ? checkedMarkAttributes(type.name, attrs) : null;
    return type && checked ? makeMark(type, checked) : noMark(schema);
  };
};

/** `node` made again by its hardened schema, from within. */
export const rebuilt = (node: Node): Node => {
  const { schema } = node.type;
  if (node.isText)
    return schema.text(
      node.text ?? '',
      node.marks.map((mark) => schema.mark(mark.type, mark.attrs)),
    );
  return schema.node(node.type, node.attrs, node.content.content.map(rebuilt), node.marks);
};

const noMarks = new WeakMap<Schema, Mark>();
/** Stands for a mark that is left out until the text is made. */
const noMark = (schema: Schema): Mark => {
  const known = noMarks.get(schema);
  if (known) return known;
  const type = schema.marks['unknownMark'];
  if (!type) throw new Error('bug: no placeholder');
  const made = type.create();
  noMarks.set(schema, made);
  return made;
};
