/** What people do with categories and channels: name, order, move, archive, delete, restore [T12]. */
import { err, ok, toWellFormed } from '../../base/index.ts';
import { type HistorySetting, ordersFor } from '../../governance/index.ts';
import {
  type CategoryId,
  type ChannelId,
  type GovernanceOp,
  governanceStream,
  type OperationOf,
} from '../../model/index.ts';
import { notFound, type Outcome } from '../errors.ts';
import { type ActingDeps, createActing } from './acting.ts';
import type { KeyCare } from './key-care.ts';

type Done = Outcome<Record<string, never>>;

export type StructureCommands = {
  editChannel(
    channel: ChannelId,
    change: {
      readonly name?: string | undefined;
      readonly topic?: string | undefined;
      readonly archived?: boolean | undefined;
      readonly slowModeSeconds?: number | undefined;
      readonly history?: HistorySetting | undefined;
    },
  ): Promise<Done>;
  /** Into `category`, before `before`; at its end where that is null. */
  moveChannel(channel: ChannelId, category: CategoryId | null, before: ChannelId | null): Promise<Done>;
  /** Its own overwrites go: those of its category hold again. */
  followCategory(channel: ChannelId): Promise<Done>;
  deleteChannel(channel: ChannelId): Promise<Done>;
  restoreChannel(channel: ChannelId): Promise<Done>;
  editCategory(
    category: CategoryId,
    change: { readonly name?: string | undefined; readonly archived?: boolean | undefined },
  ): Promise<Done>;
  moveCategory(category: CategoryId, before: CategoryId | null): Promise<Done>;
  /** Its channels stay, outside of any category. */
  deleteCategory(category: CategoryId): Promise<Done>;
  restoreCategory(category: CategoryId): Promise<Done>;
};

export type StructureCommandsDeps = ActingDeps & { readonly keyCare: KeyCare };

const done = ok<Record<string, never>>({});

const channelEdit = (
  channel: ChannelId,
  change: Partial<Omit<OperationOf<'channelEdited'>, 'type' | 'channel'>>,
): GovernanceOp => ({
  type: 'channelEdited',
  channel,
  name: null,
  topic: null,
  place: null,
  deleted: null,
  ...change,
});
const categoryEdit = (
  category: CategoryId,
  change: Partial<Omit<OperationOf<'categoryEdited'>, 'type' | 'category'>>,
): GovernanceOp => ({ type: 'categoryEdited', category, name: null, order: null, deleted: null, ...change });

const wellFormed = (text: string | undefined): string | null =>
  text === undefined ? null : toWellFormed(text);

/** The history setting as an operation has it. */
const historyToOp = (
  history: HistorySetting | undefined,
): OperationOf<'channelSettingsEdited'>['history'] => {
  if (history === undefined) return null;
  return history.type === 'sinceDate' ? history : { type: history.type };
};

export const createStructureCommands = (deps: StructureCommandsDeps): StructureCommands => {
  const { core, keyCare } = deps;
  const { governance } = core;
  const { commit, write, refusalOf } = createActing(deps);

  /** One envelope, once all of it would count; what it changes of audiences is seen to at once. */
  const act = (toOps: () => readonly GovernanceOp[] | null): Promise<Done> =>
    commit((changes) => {
      const ops = toOps();
      if (ops === null) return notFound;
      if (ops.length === 0) return done;
      for (const op of ops) {
        const refused = refusalOf(op);
        if (refused) return err(refused);
      }
      const written = write(governanceStream, ops, changes);
      if (!written.ok) return written;
      keyCare.tend(changes);
      return done;
    });

  return {
    editChannel: (channel, { name, topic, archived, slowModeSeconds, history }) =>
      act(() => [
        ...(name === undefined && topic === undefined
          ? []
          : [channelEdit(channel, { name: wellFormed(name), topic: wellFormed(topic) })]),
        ...(archived === undefined && slowModeSeconds === undefined && history === undefined
          ? []
          : [
              {
                type: 'channelSettingsEdited',
                channel,
                archived: archived ?? null,
                slowModeSeconds: slowModeSeconds ?? null,
                history: historyToOp(history),
              } as const,
            ]),
      ]),
    moveChannel: (channel, category, before) =>
      act(() => {
        const { channels } = governance.current();
        const moved = channels.get(channel);
        if (moved === undefined) return null;
        const siblings = [...channels.values()].filter((one) => one.category === category);
        const orders = ordersFor(siblings, channel, before);
        return [...channels.keys()].flatMap((id) => {
          const order = orders.get(id);
          return order === undefined ? [] : [channelEdit(id, { place: { category, order } })];
        });
      }),
    followCategory: (channel) => act(() => [{ type: 'overwritesSynced', channel }]),
    deleteChannel: (channel) => act(() => [channelEdit(channel, { deleted: true })]),
    restoreChannel: (channel) => act(() => [{ type: 'channelRestored', channel }]),
    editCategory: (category, { name, archived }) =>
      act(() => [
        ...(name === undefined ? [] : [categoryEdit(category, { name: toWellFormed(name) })]),
        ...(archived === undefined ? [] : [{ type: 'categoryArchived', category, archived } as const]),
      ]),
    moveCategory: (category, before) =>
      act(() => {
        const { categories } = governance.current();
        if (!categories.has(category)) return null;
        const orders = ordersFor(categories.values(), category, before);
        return [...categories.keys()].flatMap((id) => {
          const order = orders.get(id);
          return order === undefined ? [] : [categoryEdit(id, { order })];
        });
      }),
    deleteCategory: (category) => act(() => [categoryEdit(category, { deleted: true })]),
    restoreCategory: (category) => act(() => [{ type: 'categoryRestored', category }]),
  };
};
