/** The thread's side of a sandbox: applies what it is given, and says which update comes next. */
import { unreachable } from '../../../src/base/index.ts';
import {
  applyForTrial,
  boardEngine,
  type DocumentEngine,
  noteEngine,
  startAutomerge,
} from '../../../src/documents/index.ts';
import type { DocumentKind } from '../../../src/model/index.ts';
import type { FromSandbox, ToSandbox } from './messages.ts';

export type SandboxPort = {
  post(message: FromSandbox): void;
  /** Called once. */
  listen(receive: (message: ToSandbox) => void): void;
};

/** `automerge`: the engine's module, with a bound on its memory where there is one. */
export const serveSandbox = (port: SandboxPort, automerge: Parameters<typeof startAutomerge>[0]): void => {
  const engineOf = async (kind: DocumentKind): Promise<DocumentEngine> => {
    switch (kind) {
      case 'note':
        return noteEngine;
      case 'board':
        await startAutomerge(automerge);
        return boardEngine;
      default:
        return unreachable(kind);
    }
  };
  port.listen(({ id, task }) => {
    const indexes = new Map(task.entries.map(({ writer, place }, index) => [`${writer} ${place}`, index]));
    engineOf(task.kind)
      .then((engine) =>
        applyForTrial(engine, task, ({ writer, place }) =>
          port.post({ type: 'next', id, entry: indexes.get(`${writer} ${place}`) ?? 0 }),
        ),
      )
      .then(
        () => port.post({ type: 'done', id }),
        // Engines throw at what they can't bear; the bytes are the cause.
        () => port.post({ type: 'broken', id }),
      );
  });
  port.post({ type: 'ready' });
};
