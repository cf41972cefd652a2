/** Roles of a community: their order, what they allow, who has them. Edits gather in a draft until they are saved. */
import type { CommunityId, RoleId, RolesView } from '@maru/sync-core';
import { CircleHelp, Eye } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icons.tsx';
import { noRolesDraft, type RolesDraft } from '../../stores/permission-drafts.ts';
import { useServices } from '../../stores/services.ts';
import { useQuery } from '../../stores/use-query.ts';
import { errorWords } from '../../text/errors.ts';
import { ExplainDialog } from './explain-dialog.tsx';
import { EveryoneEditor, RoleEditor } from './role-editor.tsx';
import { RoleList } from './role-list.tsx';
import styles from './roles.module.css';
import {
  drafted,
  draftToChange,
  everyoneKey,
  isUnchanged,
  stepped,
  tidied,
  withEdit,
} from './roles-draft.ts';
import { UnsavedBar } from './unsaved-bar.tsx';
import { useTrial } from './use-trial.tsx';
import { ViewAsDialog } from './view-as.tsx';

/** Which is open: a role, everyone's, or the list. */
type Open = RoleId | typeof everyoneKey | null;
type Asking = 'why' | { readonly viewAs: readonly RoleId[] } | null;

const useDraft = (community: CommunityId, view: RolesView | null) => {
  const { drafts } = useServices();
  const raw = useStore(drafts.store, ({ roles }) => roles[community] ?? noRolesDraft);
  const draft = useMemo(() => (view === null ? noRolesDraft : tidied(view, raw)), [view, raw]);
  const change = (next: RolesDraft) => drafts.saveRoles(community, next);
  return { draft, change };
};

export const Roles = ({ community }: { community: CommunityId }) => {
  const { bridge, toasts, roleDeletions } = useServices();
  const { t } = useTranslation();
  const { value, error, reload } = useQuery('roles', { community }, ['governanceChanged']);
  const hidden = useStore(roleDeletions.store, (state) => state.hidden);
  const standing = useMemo(
    () => value && { ...value, roles: value.roles.filter(({ id }) => !hidden.has(id)) },
    [value, hidden],
  );
  const { draft, change } = useDraft(community, standing);
  const view = useMemo(() => standing && drafted(standing, draft), [standing, draft]);
  const [open, setOpen] = useState<Open>(null);
  const [asking, setAsking] = useState<Asking>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const trial = useTrial(community);
  if (view === null || standing === null) return error ? <p role="alert">{errorWords(t, error)}</p> : null;

  const role = view.roles.find(({ id }) => id === open);
  const edit = (next: RolesDraft) => {
    setProblem(null);
    change(next);
  };

  const create = async () => {
    const made = await bridge.command('createRole', { community, name: t('roles.newName'), colour: null });
    if (made.ok) setOpen(made.value.role);
    else toasts.show(errorWords(t, made.error), { tone: 'problem' });
  };
  const toSave = () => ({ kind: 'roles', change: draftToChange(standing, draft) }) as const;
  const save = async () => {
    setBusy(true);
    const refused = await trial.guard(toSave(), t('roles.dryRun.title'), {
      label: t('roles.dryRun.save'),
      tone: 'accent',
      run: async () => {
        const done = await bridge.command('saveRoles', { community, change: toSave().change });
        setProblem(done.ok ? null : errorWords(t, done.error));
        if (!done.ok) return;
        // What was saved is read first, so that nothing flickers back.
        await reload();
        change(noRolesDraft);
        toasts.show(t('roles.saved'));
      },
    });
    setProblem(refused);
    setBusy(false);
  };
  const remove = async (id: RoleId, name: string) => {
    const refused = await trial.guard(
      { kind: 'role-deleted', role: id },
      t('roles.dryRun.deleteTitle', { name }),
      {
        label: t('roles.dryRun.delete'),
        tone: 'danger',
        run: () => {
          setOpen(null);
          roleDeletions.remove(community, id, (why) => toasts.show(errorWords(t, why), { tone: 'problem' }));
          toasts.show(t('roles.deleted', { name }), {
            action: { label: t('common.undo'), run: () => roleDeletions.undo(id) },
          });
        },
      },
    );
    if (refused !== null) toasts.show(refused, { tone: 'problem' });
  };
  const step = (id: RoleId, by: -1 | 1) => {
    const order = stepped(view.roles, id, by);
    if (order) edit({ ...draft, order });
  };

  return (
    <div className={styles.roles}>
      {role && (
        <RoleEditor
          key={role.id}
          community={community}
          view={view}
          role={role}
          onChange={(next) => edit(withEdit(draft, role.id, next))}
          onStep={(by) => step(role.id, by)}
          onDelete={() => void remove(role.id, role.name)}
          onViewAs={() => setAsking({ viewAs: [role.id] })}
          onBack={() => setOpen(null)}
        />
      )}
      {open === everyoneKey && (
        <EveryoneEditor
          view={view}
          onChange={(next) => edit(withEdit(draft, everyoneKey, next))}
          onBack={() => setOpen(null)}
        />
      )}
      {!role && open !== everyoneKey && (
        <>
          <RoleList
            view={view}
            onOpen={(id) => setOpen(id ?? everyoneKey)}
            onOrder={(order) => edit({ ...draft, order })}
            onCreate={() => void create()}
          />
          <div className={styles.tools}>
            <Button onClick={() => setAsking({ viewAs: [] })}>
              <Icon of={Eye} size={16} />
              {t('roles.viewAsSome')}
            </Button>
            <Button onClick={() => setAsking('why')}>
              <Icon of={CircleHelp} size={16} />
              {t('roles.explain')}
            </Button>
          </div>
        </>
      )}
      {!isUnchanged(draft) && (
        <UnsavedBar
          problem={problem}
          busy={busy}
          ready={view.roles.every(({ name }) => name.trim() !== '')}
          onLook={async () => setProblem(await trial.look(toSave(), t('roles.dryRun.title')))}
          onReset={() => edit(noRolesDraft)}
          onSave={() => void save()}
        />
      )}
      {trial.dialog}
      {asking === 'why' && (
        <ExplainDialog community={community} place={null} onClose={() => setAsking(null)} />
      )}
      {asking !== null && asking !== 'why' && (
        <ViewAsDialog
          community={community}
          roles={view.roles}
          chosen={asking.viewAs}
          onClose={() => setAsking(null)}
        />
      )}
    </div>
  );
};
