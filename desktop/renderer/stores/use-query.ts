/** A read of the host for one page: what it answered, read again when one of these events says so. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { EventName, HostError, QueryInputs, QueryName, QueryOutputs } from '../../contract/index.ts';
import { keepSame } from './keep-same.ts';
import { createRefresher } from './refresher.ts';
import { useServices } from './services.ts';

export type Read<T> = {
  /** Null until the first answer. */
  readonly value: T | null;
  readonly error: HostError | null;
  readonly reload: () => Promise<void>;
};

export const useQuery = <K extends QueryName>(
  name: K,
  input: QueryInputs[K],
  on: readonly EventName[],
): Read<QueryOutputs[K]> => {
  const { bridge } = useServices();
  const [read, setRead] = useState<{ value: QueryOutputs[K] | null; error: HostError | null }>({
    value: null,
    error: null,
  });
  const asked = JSON.stringify(input);
  const events = on.join(' ');
  const latest = useRef({ input, on });
  latest.current = { input, on };
  const current = useRef<() => Promise<void>>(() => Promise.resolve());

  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` and `events` stand for what `latest` holds.
  useEffect(() => {
    let stopped = false;
    const refresh = createRefresher(async () => {
      const answer = await bridge.query(name, latest.current.input);
      if (stopped) return;
      setRead((before) =>
        answer.ok
          ? { value: keepSame(before.value, answer.value), error: null }
          : { value: before.value, error: answer.error },
      );
    });
    current.current = refresh;
    void refresh();
    const ends = latest.current.on.map((event) => bridge.listen(event, () => void refresh()));
    return () => {
      stopped = true;
      for (const end of ends) end();
    };
  }, [bridge, name, asked, events]);

  return { ...read, reload: useCallback(() => current.current(), []) };
};
