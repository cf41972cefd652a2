/**
 * A board as a file: Markdown for people, CSV (RFC 4180) for spreadsheets. Words of this file's own are few and
 * English, as files are: a spreadsheet's columns don't change with who exports.
 */
import type { MemberId } from '../../model/index.ts';
import type { BoardCard, BoardView } from './board-view.ts';
import type { LabelId } from './ids.ts';

export type ExportNames = {
  /** What a member is called. */
  readonly member: (id: MemberId) => string;
};

const labelNames = ({ labels }: BoardView): ((id: LabelId) => string) => {
  const names = new Map(labels.map(({ id, name, colour }) => [id, name === '' ? colour : name]));
  return (id) => names.get(id) ?? '';
};

/** Characters that would make something else of a line of words. */
const plain = (text: string): string =>
  text.replaceAll(/[\\`*_[\]<>|~]/g, '\\$&').replaceAll(/^([#+\-=]|\d+[.)])/gm, '\\$1');
const oneLine = (text: string): string => plain(text.replaceAll(/\s+/g, ' ').trim());
const toTime = (ms: number): string => `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

const cardLines = (
  card: BoardCard,
  label: (id: LabelId) => string,
  { member }: ExportNames,
): readonly string[] => {
  const { event } = card;
  const facts = [
    card.due === null ? '' : `Due: ${card.due}`,
    card.assignees.length === 0 ? '' : `Assigned: ${card.assignees.map(member).map(oneLine).join(', ')}`,
    card.labels.length === 0 ? '' : `Labels: ${card.labels.map(label).map(oneLine).join(', ')}`,
    event === null
      ? ''
      : `When: ${toTime(event.starts)}${event.ends === null ? '' : ` – ${toTime(event.ends)}`}`,
    event === null || event.place === '' ? '' : `Where: ${oneLine(event.place)}`,
  ].filter((fact) => fact !== '');
  return [
    `- [${card.done ? 'x' : ' '}] **${oneLine(card.title)}**`,
    ...facts.map((fact) => `  - ${fact}`),
    ...card.checklist.map(({ text, done }) => `  - [${done ? 'x' : ' '}] ${oneLine(text)}`),
    // The description is Markdown already, indented so that it stays the card's.
    ...(card.description.trim() === ''
      ? []
      : ['', ...card.description.split('\n').map((line) => `  ${line}`), '']),
  ];
};

export const boardToMarkdown = (title: string, board: BoardView, names: ExportNames): string => {
  const label = labelNames(board);
  const section = (heading: string, cards: readonly BoardCard[]): readonly string[] => [
    `## ${heading}`,
    '',
    ...cards.flatMap((card) => cardLines(card, label, names)),
    '',
  ];
  return [
    `# ${oneLine(title)}`,
    '',
    ...board.columns.flatMap((column) => section(oneLine(column.title), column.cards)),
    ...(board.archived.length === 0 ? [] : section('Archived', board.archived)),
  ]
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trimEnd()
    .concat('\n');
};

/** Quoted where it has to be; what a spreadsheet would take for a formula is kept a text by an apostrophe. */
const cell = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const header = [
  'Column',
  'Title',
  'Description',
  'Done',
  'Due',
  'Assigned',
  'Labels',
  'Checklist',
  'Starts',
  'Ends',
  'Place',
  'Archived',
];

const toMoment = (ms: number | null | undefined): string =>
  typeof ms === 'number' ? new Date(ms).toISOString() : '';

export const boardToCsv = (board: BoardView, { member }: ExportNames): string => {
  const label = labelNames(board);
  const titles = new Map(board.columns.map(({ id, title }) => [id, title]));
  const rows = [...board.columns.flatMap(({ cards }) => cards), ...board.archived].map((card) => [
    titles.get(card.column) ?? '',
    card.title,
    card.description,
    card.done ? 'yes' : 'no',
    card.due ?? '',
    card.assignees.map(member).join('; '),
    card.labels.map(label).join('; '),
    card.checklist.map(({ text, done }) => `${done ? '[x]' : '[ ]'} ${text}`).join('\n'),
    toMoment(card.event?.starts),
    toMoment(card.event?.ends),
    card.event?.place ?? '',
    card.archived ? 'yes' : 'no',
  ]);
  return [header, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
};
