/** SQLite as each engine offers it, bare: no layer of Maru's between. Runs in Node and in a browser's Worker. */
export type SqlValue = string | number | Uint8Array | null;

export type Engine = {
  exec(sql: string): void;
  run(sql: string, params: readonly SqlValue[]): void;
  all(sql: string, params: readonly SqlValue[]): readonly Readonly<Record<string, unknown>>[];
  close(): void;
};

/** Statements are prepared once for each text, as all engines recommend. */
export const remember = <Statement>(prepare: (sql: string) => Statement): ((sql: string) => Statement) => {
  const known = new Map<string, Statement>();
  return (sql) => {
    const found = known.get(sql);
    if (found !== undefined) return found;
    const made = prepare(sql);
    known.set(sql, made);
    return made;
  };
};
