/** Every import of a source file and what it resolves to: static, re-exported, dynamic, and type-only. */
import { readFileSync } from 'node:fs';
import { dirname, relative, sep } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { ResolverFactory } from 'oxc-resolver';

export type Import = {
  readonly specifier: string;
  readonly line: number;
  /** A path relative to the root, `npm:<package>`, `node:<module>`, or null where it can't be resolved. */
  readonly target: string | null;
};

export type ImportReader = (file: string) => readonly Import[];

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

const specifiersOf = (file: string): readonly { readonly value: string; readonly start: number }[] => {
  const text = readFileSync(file, 'utf8');
  const { program, errors } = parseSync(file, text);
  const error = errors.find(({ severity }) => severity === 'Error');
  if (error) throw new Error(`${file}: ${error.message}`);
  const found: { value: string; start: number }[] = [];
  const add = (node: { readonly type: string; readonly start: number } | null): void => {
    if (node && node.type === 'Literal' && 'value' in node && typeof node.value === 'string')
      found.push({ value: node.value, start: node.start });
  };
  new Visitor({
    ImportDeclaration: (node) => add(node.source),
    ExportNamedDeclaration: (node) => add(node.source),
    ExportAllDeclaration: (node) => add(node.source),
    ImportExpression: (node) => add(node.source),
    TSImportType: (node) => add(node.source),
  }).visit(program);
  return found.map(({ value, start }) => ({ value, start: text.slice(0, start).split('\n').length }));
};

/** @param root folder that targets are relative to; workspace links resolve to their real place in it. */
export const createImportReader = (root: string): ImportReader => {
  const resolver = new ResolverFactory({
    conditionNames: ['import', 'node', 'browser', 'types', 'default'],
    extensions: ['.ts', '.tsx', '.js', '.mjs', '.d.ts'],
    builtinModules: true,
    symlinks: true,
  });
  const targetOf = (file: string, specifier: string): string | null => {
    if (specifier.startsWith('node:')) return specifier;
    // Vite's `?worker`, `?url` name the same file.
    const result = resolver.sync(dirname(file), specifier.replace(/\?.*$/, ''));
    if (result.builtin) return result.builtin.resolved;
    const path = result.path && relative(root, result.path).split(sep).join('/');
    if (path && !path.startsWith('..') && !path.includes('node_modules/')) return path;
    if (specifier.startsWith('.')) return null;
    // A package that has only types (or is virtual) doesn't resolve; its name is what rules speak about.
    return `npm:${packageOf(specifier)}`;
  };
  return (file) =>
    specifiersOf(file).map(({ value, start }) => ({
      specifier: value,
      line: start,
      target: targetOf(file, value),
    }));
};
