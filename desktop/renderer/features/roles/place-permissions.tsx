/** What a category or channel sets apart from what roles say. A draft until it is saved; keys follow by themselves. */
import type { CommunityId, OverwriteTarget, OverwriteView, PlacePermissionsView } from '@maru/sync-core';
import { CircleHelp, Lock, UsersRound } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icons.tsx';
import { useMembers } from '../../stores/hooks.ts';
import type { PlaceSubject } from '../../stores/navigation-store.ts';
import { noOverwritesDraft, type OverwritesDraft } from '../../stores/permission-drafts.ts';
import { useServices } from '../../stores/services.ts';
import { useQuery } from '../../stores/use-query.ts';
import { errorWords } from '../../text/errors.ts';
import { refusalWords } from '../../text/refusals.ts';
import settings from '../settings/settings.module.css';
import { ExplainDialog } from './explain-dialog.tsx';
import { OverwriteEditor } from './overwrite-editor.tsx';
import {
  draftedOverwrites,
  overwritesToSave,
  targetKey,
  tidiedOverwrites,
  withoutOverwrite,
  withStand,
} from './overwrites-draft.ts';
import { PlaceState } from './place-state.tsx';
import { RoleDot } from './role-dot.tsx';
import styles from './roles.module.css';
import { TargetPicker } from './target-picker.tsx';
import { UnsavedBar } from './unsaved-bar.tsx';
import { useTrial } from './use-trial.tsx';

const toPlace = (of: PlaceSubject) =>
  of.kind === 'channel' ? { channel: of.channel } : { category: of.category };
const idOf = (of: PlaceSubject): string => (of.kind === 'channel' ? of.channel : of.category);

type Named = { readonly name: string; readonly mark: ReactNode };

/** A role or member by name; null for one that went meanwhile. */
const useNamed = (): ((target: OverwriteTarget) => Named | null) => {
  const { t } = useTranslation();
  const members = useMembers();
  return (target) => {
    switch (target.kind) {
      case 'everyone':
        return { name: t('roles.everyone'), mark: <Icon of={UsersRound} size={16} /> };
      case 'role': {
        const role = members?.roles.find(({ id }) => id === target.id);
        return role ? { name: role.name, mark: <RoleDot colour={role.colour} /> } : null;
      }
      case 'member': {
        const member = members?.members.find((one) => one.member === target.id);
        if (!member) return null;
        return { name: member.name, mark: <Avatar name={member.name} colour={member.colour} size={20} /> };
      }
    }
  };
};

const Targets = ({
  overwrites,
  current,
  onChoose,
}: {
  overwrites: readonly OverwriteView[];
  current: string;
  onChoose: (key: string) => void;
}) => {
  const { t } = useTranslation();
  const named = useNamed();
  return (
    <fieldset className={styles.targets}>
      <legend className="visually-hidden">{t('roles.place.whom')}</legend>
      {overwrites.map(({ target, allow, deny, edit }) => {
        const key = targetKey(target);
        const who = named(target);
        if (who === null) return null;
        return (
          <label key={key} className={styles.target}>
            <input
              type="radio"
              className="visually-hidden"
              name="overwrite-target"
              checked={key === current}
              onChange={() => onChoose(key)}
            />
            {who.mark}
            <span className={styles.optionName}>{who.name}</span>
            {edit !== null && <Icon of={Lock} size={13} />}
            {allow.length + deny.length > 0 && (
              <span className={styles.marked} role="img" aria-label={t('roles.place.marked')} />
            )}
          </label>
        );
      })}
    </fieldset>
  );
};

export const PlacePermissions = ({ community, of }: { community: CommunityId; of: PlaceSubject }) => {
  const { t } = useTranslation();
  const place = useMemo(() => toPlace(of), [of]);
  const { value, error, reload } = useQuery('placePermissions', { community, place }, ['governanceChanged']);
  if (value === null) return error ? <p role="alert">{errorWords(t, error)}</p> : null;
  return <Editor key={idOf(of)} community={community} of={of} view={value} reload={reload} />;
};

const Editor = ({
  community,
  of,
  view,
  reload,
}: {
  community: CommunityId;
  of: PlaceSubject;
  view: PlacePermissionsView;
  reload: () => Promise<void>;
}) => {
  const { bridge, toasts, drafts } = useServices();
  const { t } = useTranslation();
  const named = useNamed();
  const trial = useTrial(community);
  const raw = useStore(drafts.store, ({ places }) => places[idOf(of)] ?? noOverwritesDraft);
  const draft = useMemo(() => tidiedOverwrites(view, raw), [view, raw]);
  const overwrites = draftedOverwrites(view, draft);
  const [chosen, setChosen] = useState('everyone');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const place = toPlace(of);
  const current = overwrites.find(({ target }) => targetKey(target) === chosen) ?? overwrites[0];

  const change = (next: OverwritesDraft) => {
    setProblem(null);
    drafts.saveOverwrites(idOf(of), next);
  };
  const toSave = () => ({ kind: 'overwrites', place, overwrites: overwritesToSave(view, draft) }) as const;
  const saved = async (done: Awaited<ReturnType<typeof bridge.command<'saveOverwrites'>>>) => {
    setProblem(done.ok ? null : errorWords(t, done.error));
    if (!done.ok) return;
    // What was saved is read first, so that nothing flickers back.
    await reload();
    change(noOverwritesDraft);
    toasts.show(t('roles.saved'));
  };
  const save = async () => {
    setBusy(true);
    const refused = await trial.guard(toSave(), t('roles.dryRun.title'), {
      label: t('roles.dryRun.save'),
      tone: 'accent',
      run: async () =>
        saved(await bridge.command('saveOverwrites', { community, place, overwrites: toSave().overwrites })),
    });
    setProblem(refused);
    setBusy(false);
  };
  const add = (target: OverwriteTarget) => {
    const key = targetKey(target);
    if (!overwrites.some((one) => targetKey(one.target) === key))
      change({ ...draft, [key]: { target, allow: [], deny: [] } });
    setChosen(key);
  };
  const clear = (overwrite: OverwriteView) => {
    change(withoutOverwrite(draft, view, overwrite.target));
    setChosen('everyone');
    toasts.show(t('roles.place.cleared', { name: named(overwrite.target)?.name ?? '' }));
  };

  return (
    <div className={styles.roles}>
      <p className={settings.hint}>
        {t('roles.place.intro')} {t('roles.place.inheritHint')}
      </p>
      <PlaceState community={community} of={of} view={view} />
      {view.edit !== null && <p className={settings.warning}>{refusalWords(t, view.edit)}</p>}
      <Targets
        overwrites={overwrites}
        current={current ? targetKey(current.target) : ''}
        onChoose={setChosen}
      />
      <div className={styles.tools}>
        {view.edit === null && (
          <TargetPicker
            label={t('roles.place.add')}
            taken={overwrites.map(({ target }) => targetKey(target))}
            lockedRoles={view.lockedRoles}
            lockedMembers={view.lockedMembers}
            onPick={add}
          />
        )}
        <Button onClick={() => setAsking(true)}>
          <Icon of={CircleHelp} size={16} />
          {t('roles.explain')}
        </Button>
      </div>
      {current && (
        <>
          {view.edit === null && current.edit !== null && (
            <p className={settings.warning}>{refusalWords(t, current.edit)}</p>
          )}
          <OverwriteEditor
            key={targetKey(current.target)}
            overwrite={current}
            held={view.held}
            onChange={(permission, stand) => change(withStand(draft, current, permission, stand))}
          />
          {current.edit === null && current.allow.length + current.deny.length > 0 && (
            <div>
              <Button onClick={() => clear(current)}>
                {t('roles.place.clear', { name: named(current.target)?.name ?? '' })}
              </Button>
            </div>
          )}
        </>
      )}
      {overwritesToSave(view, draft).length > 0 && (
        <UnsavedBar
          problem={problem}
          busy={busy}
          ready
          onLook={async () => setProblem(await trial.look(toSave(), t('roles.dryRun.title')))}
          onReset={() => change(noOverwritesDraft)}
          onSave={() => void save()}
        />
      )}
      {trial.dialog}
      {asking && <ExplainDialog community={community} place={place} onClose={() => setAsking(false)} />}
    </div>
  );
};
