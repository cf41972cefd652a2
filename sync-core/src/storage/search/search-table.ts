/**
 * The full-text table on either engine, keyed by `message.id` (time order, so newest first needs no
 * sort). FTS5 keeps no text and no offsets; stock sql.js has FTS4 only, which must keep the tokens
 * to be able to delete.
 *
 * FTS5 keeps beginnings of three characters as entries of their own, for the short words that stand in a large
 * part of all messages: those it reads newest first, where otherwise it merges the rows of every word that
 * begins so before it gives one. Entries for one and two characters too would add half as much again.
 */
import type { FullTextEngine, WriteDb } from '../../ports/index.ts';
import { type Token, textToIndex } from './tokens.ts';

const fullTextTable = (name: string, engine: FullTextEngine): string =>
  engine === 'fts5'
    ? `CREATE VIRTUAL TABLE ${name} USING fts5(words, content='', contentless_delete=1, detail=none, tokenize='ascii', prefix='3')`
    : `CREATE VIRTUAL TABLE ${name} USING fts4(words, matchinfo=fts3, tokenize=simple)`;

export const searchTable = (engine: FullTextEngine): string => fullTextTable('search', engine);
/** The same of notes and boards, keyed by `document_text.id`. */
export const documentSearchTable = (engine: FullTextEngine): string =>
  fullTextTable('document_search', engine);

export const createSearchTable = (db: WriteDb, engine: FullTextEngine): void => db.exec(searchTable(engine));
export const createDocumentSearchTable = (db: WriteDb, engine: FullTextEngine): void =>
  db.exec(documentSearchTable(engine));

export const addToDocumentSearch = (db: WriteDb, row: number, text: string): void => {
  const words = textToIndex(text);
  if (words !== '') db.run('INSERT INTO document_search (rowid, words) VALUES (?, ?)', [row, words]);
};

export const removeFromDocumentSearch = (db: WriteDb, row: number): void => {
  db.run('DELETE FROM document_search WHERE rowid = ?', [row]);
};

export const addToSearch = (db: WriteDb, message: number, text: string): void => {
  const words = textToIndex(text);
  if (words !== '') db.run('INSERT INTO search (rowid, words) VALUES (?, ?)', [message, words]);
};

export const removeFromSearch = (db: WriteDb, message: number): void => {
  db.run('DELETE FROM search WHERE rowid = ?', [message]);
};

/** Every token quoted; tokens hold letters and digits only, so nothing can break out [HARDENING 13]. */
export const tokensToMatch = (engine: FullTextEngine, tokens: readonly Token[]): string =>
  tokens
    .map(({ text, prefix }) => {
      if (engine === 'fts5') return `"${text}"${prefix ? '*' : ''}`;
      return `"${text}${prefix ? '*' : ''}"`;
    })
    .join(' ');
