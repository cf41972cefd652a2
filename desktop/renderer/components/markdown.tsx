/** A message's Markdown as React elements: no HTML, no fetches, links checked before they open. */
import { type MentionView, unreachable } from '@maru/sync-core';
import type { Nodes, RootContent } from 'mdast';
import { Fragment, memo, type ReactNode } from 'react';
import { destinationOf, safeLink, splitLinks } from '../text/links.ts';
import { maxDepth, parseMarkdown } from '../text/markdown.ts';
import { splitMentions } from '../text/mentions.ts';
import styles from './markdown.module.css';

type Context = {
  /** Inside of a link no text becomes another. */
  readonly linked?: boolean;
  readonly mentions: readonly MentionView[];
  readonly openLink: (url: string) => void;
  /** Own ids: a mention of oneself stands out. */
  readonly me: string | null;
};

/** A link of `text`; where the text doesn't say where it leads, the host follows it. */
const Link = ({
  href,
  text,
  context,
  children,
}: {
  href: string;
  text: string;
  context: Context;
  children: ReactNode;
}) => {
  const url = safeLink(href);
  if (!url) return children;
  const destination = destinationOf(text, url);
  return (
    <a
      href={url}
      rel="noreferrer noopener"
      title={url}
      onClick={(event) => {
        event.preventDefault();
        context.openLink(url);
      }}
      onAuxClick={(event) => event.preventDefault()}
    >
      {/* Each on its own, so that letters which turn the direction of text can't reach out of it. */}
      <bdi>{children}</bdi>
      {destination !== null && (
        <bdi dir="ltr" className={styles.destination}>
          {' '}
          ({destination})
        </bdi>
      )}
    </a>
  );
};

const Mention = ({
  mention,
  fallback,
  me,
}: {
  mention: MentionView | null;
  fallback: string;
  me: string | null;
}) => {
  const name = mention && mention.kind !== 'everyone' ? mention.name : fallback;
  const mine = mention?.kind === 'everyone' || (mention?.kind === 'member' && mention.member === me);
  return (
    <bdi className={styles.mention} data-me={mine || undefined}>
      @{name}
    </bdi>
  );
};

const textOf = (value: string, context: Context): ReactNode =>
  splitMentions(value, context.mentions).map((part, index) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one immutable text.
    if (part.kind === 'mention') return <Mention key={index} {...part} me={context.me} />;
    const pieces = context.linked ? [{ kind: 'text' as const, text: part.text }] : splitLinks(part.text);
    return pieces.map((piece, at) => {
      const key = `${index}-${at}`;
      if (piece.kind === 'link')
        return (
          <Link key={key} href={piece.text} text={piece.text} context={context}>
            {piece.text}
          </Link>
        );
      // A line break that someone typed is a line break.
      return (
        <Fragment key={key}>
          {piece.text.split('\n').map((line, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of one immutable text.
            <Fragment key={row}>
              {row > 0 && <br />}
              {line}
            </Fragment>
          ))}
        </Fragment>
      );
    });
  });

const plainOf = (node: Nodes): string => {
  if ('value' in node) return node.value;
  if ('alt' in node) return node.alt ?? '';
  return 'children' in node ? node.children.map(plainOf).join('') : '';
};

const childrenOf = (nodes: readonly RootContent[], context: Context, depth: number): ReactNode =>
  // biome-ignore lint/suspicious/noArrayIndexKey: children of one immutable tree.
  nodes.map((node, index) => <Fragment key={index}>{elementOf(node, context, depth + 1)}</Fragment>);

const elementOf = (node: RootContent, context: Context, depth: number): ReactNode => {
  if (depth > maxDepth) return plainOf(node);
  switch (node.type) {
    case 'text':
      return textOf(node.value, context);
    case 'html':
      // A peer's HTML is shown as what was typed.
      return node.value;
    case 'paragraph':
      return <p>{childrenOf(node.children, context, depth)}</p>;
    case 'heading':
      return <p className={styles.heading}>{childrenOf(node.children, context, depth)}</p>;
    case 'strong':
      return <strong>{childrenOf(node.children, context, depth)}</strong>;
    case 'emphasis':
      return <em>{childrenOf(node.children, context, depth)}</em>;
    case 'delete':
      return <del>{childrenOf(node.children, context, depth)}</del>;
    case 'inlineCode':
      return <code className={styles.inline}>{node.value}</code>;
    case 'code':
      return (
        // Long lines scroll; the keyboard must reach them.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region (WCAG 2.1.1).
        <pre className={styles.code} tabIndex={0}>
          <code>{node.value}</code>
        </pre>
      );
    case 'break':
      return <br />;
    case 'thematicBreak':
      return <hr className={styles.rule} />;
    case 'blockquote':
      return <blockquote className={styles.quote}>{childrenOf(node.children, context, depth)}</blockquote>;
    case 'list':
      return node.ordered ? (
        <ol className={styles.list} start={node.start ?? 1}>
          {childrenOf(node.children, context, depth)}
        </ol>
      ) : (
        <ul className={styles.list}>{childrenOf(node.children, context, depth)}</ul>
      );
    case 'listItem':
      return <li>{childrenOf(node.children, context, depth)}</li>;
    case 'link':
      return (
        <Link href={node.url} text={plainOf(node)} context={context}>
          {childrenOf(node.children, { ...context, linked: true }, depth)}
        </Link>
      );
    case 'image':
      // Opening a message makes no request: a picture from elsewhere is a link.
      return context.linked ? (
        node.alt || node.url
      ) : (
        <Link href={node.url} text={node.alt || node.url} context={context}>
          {node.alt || node.url}
        </Link>
      );
    case 'linkReference':
    case 'imageReference':
    case 'definition':
    case 'footnoteDefinition':
    case 'footnoteReference':
    case 'table':
    case 'tableRow':
    case 'tableCell':
    case 'yaml':
      return plainOf(node);
    default:
      return unreachable(node);
  }
};

// No letter matches two of these: with two ways for each, a run of emoji before a letter hangs it.
const onlyEmoji =
  /^(?:[\p{Emoji_Presentation}\p{Extended_Pictographic}\p{Emoji_Modifier}\s]|\u200D|\uFE0F)+$/u;

export const Markdown = memo(function Markdown({
  text,
  mentions,
  openLink,
  me,
}: {
  text: string;
} & Context) {
  const big = text.length <= 48 && onlyEmoji.test(text);
  return (
    <div className={styles.markdown} data-big={big || undefined}>
      {childrenOf(parseMarkdown(text).children, { mentions, openLink, me }, 0)}
    </div>
  );
});
