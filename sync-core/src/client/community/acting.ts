/**
 * What every command is made of: a commit that tells what changed, writing whose refusals are in the words of
 * the UI, and the question beforehand whether an act would count.
 */
import { err, ok } from '../../base/index.ts';
import { canAct, inOrder, orderBetween } from '../../governance/index.ts';
import { type GovernanceOp, governanceStream, type OpId, type Stream } from '../../model/index.ts';
import { type ClientError, notAllowed, type Outcome, storageFailed, tooLong } from '../errors.ts';
import { type Changes, noChanges } from './changes.ts';
import type { CommunityCore } from './core.ts';
import type { OpsToWrite, Writer } from './writer.ts';

export type Acting = {
  /** Runs `task` in a commit and tells what changed once it is durable. */
  commit<T>(task: (changes: Changes) => Outcome<T>): Promise<Outcome<T>>;
  /** One envelope; the ids of its operations. */
  write(stream: Stream, ops: OpsToWrite, changes: Changes): Outcome<readonly OpId[]>;
  /** One act after another, each judged in the state that those before it made. */
  act(ops: readonly GovernanceOp[], changes: Changes): Outcome<readonly OpId[]>;
  /** Why this act would not count, dated as it is going to be; null when it would. */
  refusalOf(op: GovernanceOp): ClientError | null;
};

export type ActingDeps = {
  readonly core: CommunityCore;
  readonly writer: Writer;
  readonly publish: (changes: Changes) => void;
};

export const createActing = ({ core, writer, publish }: ActingDeps): Acting => {
  const acting: Acting = {
    async commit(task) {
      const changes = noChanges();
      const committed = await core.committer.commit(() => task(changes));
      if (!committed.ok) return storageFailed(committed.error);
      publish(changes);
      return committed.value;
    },
    write(stream, ops, changes) {
      const { devices } = core.governance.current();
      if (devices.get(core.device.device)?.removed != null) return notAllowed('device-removed');
      const written = writer.write(stream, ops, changes);
      if (written.ok) return ok(written.value.ids());
      return written.error.kind === 'no-key' ? notAllowed('member') : tooLong(written.error.limitBytes);
    },
    act(ops, changes) {
      const ids: OpId[] = [];
      for (const op of ops) {
        const refused = acting.refusalOf(op);
        if (refused) return err(refused);
        const written = acting.write(governanceStream, [op], changes);
        if (!written.ok) return written;
        ids.push(...written.value);
      }
      return ok(ids);
    },
    refusalOf(op) {
      const allowed = canAct(core.governance.current(), core.self, op, writer.now());
      if (allowed.ok) return null;
      return { kind: 'not-allowed', permission: allowed.error.permission ?? allowed.error.reason };
    },
  };
  return acting;
};

/** A place after all of these. */
export const lastOrder = (items: Iterable<{ readonly id: string; readonly order: string }>): string =>
  orderBetween(inOrder(items).at(-1)?.order ?? null, null);
