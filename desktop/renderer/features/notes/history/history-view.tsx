/** The history in the place of the text: what a sitting changed, and the way back to it. */
import type { CommunityId, DocumentPlace } from '@maru/sync-core';
import type { Editor } from '@tiptap/core';
import { yUndoPluginKey } from '@tiptap/y-tiptap';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostBridge } from '../../../../contract/index.ts';
import { Button } from '../../../components/button.tsx';
import { useServices } from '../../../stores/services.ts';
import { useQuery } from '../../../stores/use-query.ts';
import { useNow, useTimeWords } from '../../../text/use-time.ts';
import type { ReferenceWords } from '../editor/references.ts';
import styles from '../notes.module.css';
import { HistoryPanel } from './history-panel.tsx';
import { restoring } from './restore.ts';
import { UndoPersonDialog } from './undo-person-dialog.tsx';
import { diffVersions, type VersionDiff } from './version-diff.ts';
import { documentOf } from './version-doc.ts';
import { historyDays, type Sitting } from './version-groups.ts';
import { VersionView } from './version-view.tsx';

type Shown = { readonly sitting: Sitting; readonly diff: VersionDiff | null };

const readDiff = async (
  bridge: HostBridge,
  community: CommunityId,
  document: DocumentPlace,
  { newest, before }: Sitting,
): Promise<VersionDiff | null> => {
  const state = async (version: string) => {
    const answer = await bridge.query('noteAt', { community, document, version });
    return answer.ok ? answer.value.state : null;
  };
  const now = await state(newest.id);
  const then = before ? await state(before.id) : null;
  const after = now && documentOf(now);
  const earlier = documentOf(then);
  return after && earlier ? diffVersions(earlier, after) : null;
};

export const HistoryView = ({
  community,
  document,
  editor,
  words,
  canEdit,
  onClose,
}: {
  community: CommunityId;
  document: DocumentPlace;
  editor: Editor;
  words: ReferenceWords;
  canEdit: boolean;
  onClose: () => void;
}) => {
  const { bridge, toasts } = useServices();
  const { t } = useTranslation();
  const time = useTimeWords(useNow());
  const { value } = useQuery('documentHistory', { community, document }, ['documentsChanged']);
  const [chosen, setChosen] = useState<Sitting | null>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const [undoing, setUndoing] = useState<Sitting | null>(null);
  const first = value ? (historyDays(value.versions)[0]?.sittings[0] ?? null) : null;
  const sitting = chosen ?? first;
  const key = sitting ? `${sitting.newest.id} ${sitting.before?.id}` : '';

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the sitting, its channel and thread for the document.
  useEffect(() => {
    if (!sitting) return setShown(null);
    let stale = false;
    void readDiff(bridge, community, document, sitting).then((diff) => {
      if (!stale) setShown({ sitting, diff });
    });
    return () => {
      stale = true;
    };
  }, [bridge, community, document.channel, document.thread, key]);

  const restore = async () => {
    if (!sitting) return;
    const answer = await bridge.query('noteAt', { community, document, version: sitting.newest.id });
    const then = answer.ok ? documentOf(answer.value.state) : null;
    const change = then && restoring(editor.state, then);
    if (then && !change) return void toasts.show(t('notes.sameAsNow'));
    if (!change) return void toasts.show(t('notes.versionUnreadable'), { tone: 'problem' });
    yUndoPluginKey.getState(editor.state)?.undoManager?.stopCapturing();
    editor.view.dispatch(change);
    onClose();
    toasts.show(t('notes.restored'), {
      action: { label: t('notes.undo'), run: () => void editor.commands.undo() },
    });
  };

  return (
    <>
      <div className={styles.main}>
        <div className={styles.versionHead}>
          {sitting && (
            <>
              <p>
                <strong>{time.exact(sitting.newest.at)}</strong>
                {shown?.diff && (
                  <span>{t('notes.changed', { added: shown.diff.added, removed: shown.diff.removed })}</span>
                )}
              </p>
              {canEdit ? (
                <Button tone="accent" onClick={restore}>
                  {t('notes.restore')}
                </Button>
              ) : (
                <p className={styles.why}>{t('notes.restoreRefused')}</p>
              )}
            </>
          )}
        </div>
        <div className={styles.scroll}>
          <div className={styles.sheet}>
            {shown?.diff ? (
              <VersionView
                key={shown.sitting.newest.id}
                diff={shown.diff}
                words={words}
                label={t('notes.versionOf', { time: time.exact(shown.sitting.newest.at) })}
              />
            ) : (
              shown && <p className={styles.none}>{t('notes.versionUnreadable')}</p>
            )}
          </div>
        </div>
      </div>
      <HistoryPanel
        versions={value?.versions ?? null}
        hasMore={value?.hasMore ?? false}
        chosen={sitting}
        canEdit={canEdit}
        onChoose={setChosen}
        onUndo={setUndoing}
        onClose={onClose}
      />
      {undoing && (
        <UndoPersonDialog
          community={community}
          document={document}
          versions={value?.versions ?? []}
          sitting={undoing}
          onClose={() => setUndoing(null)}
        />
      )}
    </>
  );
};
