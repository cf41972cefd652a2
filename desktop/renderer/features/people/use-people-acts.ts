/** What is done with people at once and can be taken back for a while; a refusal is told in words. */
import type { CommunityId, OpId, RoleView } from '@maru/sync-core';
import { useTranslation } from 'react-i18next';
import type { CommandInputs, CommandName, CommandOutputs, HostError } from '../../../contract/index.ts';
import type { Named } from '../../stores/people-store.ts';
import { useServices } from '../../stores/services.ts';
import { errorWords } from '../../text/errors.ts';

type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: HostError };
type Undo = (() => Promise<void>) | null;

export const usePeopleActs = (community: CommunityId) => {
  const { bridge, toasts } = useServices();
  const { t } = useTranslation();

  /** Done: said so, with the way back if there is one. */
  const tell = (text: string, undo: Undo = null): void => {
    toasts.show(text, undo ? { action: { label: t('common.undo'), run: () => void undo() } } : {});
  };
  const run = async <K extends CommandName>(
    name: K,
    input: CommandInputs[K],
  ): Promise<Answer<CommandOutputs[K]>> => bridge.command(name, input);
  /** One that has no field to tell a refusal beside. */
  const runOrTell = async <K extends CommandName>(name: K, input: CommandInputs[K]): Promise<boolean> => {
    const done = await run(name, input);
    if (!done.ok) toasts.show(errorWords(t, done.error), { tone: 'problem' });
    return done.ok;
  };
  const back =
    <K extends CommandName>(name: K, input: CommandInputs[K]): Undo =>
    async () => {
      await runOrTell(name, input);
    };

  return {
    run,
    tell,
    async giveRole({ member, name }: Named, role: Pick<RoleView, 'id' | 'name'>) {
      const input = { community, member, role: role.id };
      if (await runOrTell('giveRole', input))
        tell(t('people.roleGiven', { name, role: role.name }), back('takeRole', input));
    },
    async takeRole({ member, name }: Named, role: Pick<RoleView, 'id' | 'name'>) {
      const input = { community, member, role: role.id };
      if (await runOrTell('takeRole', input))
        tell(t('people.roleTaken', { name, role: role.name }), back('giveRole', input));
    },
    async rename({ member, name: before }: Named, name: string) {
      const done = await run('setNickname', { community, member, name });
      if (done.ok)
        tell(t('people.nicknameSaved', { name }), back('setNickname', { community, member, name: before }));
      return done;
    },
    async timeOut({ member, name }: Named, forMs: number, reason: string) {
      const done = await run('timeOutMember', { community, member, forMs, reason });
      if (done.ok) tell(t('people.timedOut', { name }), back('liftTimeout', { community, member }));
      return done;
    },
    async liftTimeout({ member, name }: Named) {
      if (await runOrTell('liftTimeout', { community, member })) tell(t('people.lifted', { name }));
    },
    async letIn({ member, name }: Named, request: OpId) {
      if (await runOrTell('answerRequest', { community, member, request, approved: true, reason: '' }))
        tell(t('people.approved', { name }));
    },
    async undoRevert(revert: OpId) {
      if (await runOrTell('undoRevert', { community, revert, reason: '' })) tell(t('people.revertUndone'));
    },
    async revert(people: readonly Named[], since: number, reason: string) {
      const members = people.map(({ member }) => member);
      const done = await run('revertActs', { community, members, since, reason });
      if (done.ok)
        tell(t('people.reverted'), back('undoRevert', { community, revert: done.value.revert, reason: '' }));
      return done;
    },
  };
};
