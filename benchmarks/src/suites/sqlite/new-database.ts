/** A new database with Maru's schema in one of the engines. */
import { join } from 'node:path';
import type { Schema } from '../../fixtures/schema.ts';
import type { Engine } from './engine.ts';
import { fts4, type NodeEngine, openNodeEngine } from './node-engines.ts';
import { seedTables } from './rows.ts';

export const applySchema = (engine: Engine, schema: Schema, fullText: 'fts5' | 'fts4'): void => {
  for (const sql of [...schema.tables, ...schema.indexes]) engine.exec(sql);
  engine.exec(fullText === 'fts5' ? schema.search : fts4);
  seedTables(engine);
};

export const openNew = async (
  name: NodeEngine,
  schema: Schema,
  folder: string,
  file: string,
): Promise<Engine> => {
  const engine = await openNodeEngine(name, join(folder, file), true);
  applySchema(engine, schema, name === 'sql.js' ? 'fts4' : 'fts5');
  return engine;
};
