/** The dialog that navigation asks for. */
import { unreachable } from '@maru/sync-core';
import { useSidebar } from '../../stores/hooks.ts';
import type { Dialog } from '../../stores/navigation-store.ts';
import { useServices } from '../../stores/services.ts';
import { CameraPreview } from '../calls/camera/camera-preview.tsx';
import { RecoveryShown } from '../first-run/recovery-shown.tsx';
import { InviteDialog } from '../invite/invite-dialog.tsx';
import { ReportDialog } from '../moderation/report-dialog.tsx';
import { Shortcuts } from '../shortcuts/shortcuts.tsx';
import { Switcher } from '../switcher/switcher.tsx';
import { AddCommunity } from './add-community.tsx';
import { CategoryForm, ChannelForm } from './forms.tsx';

export const Dialogs = ({ dialog }: { dialog: Dialog }) => {
  const { navigation } = useServices();
  const sidebar = useSidebar();
  const close = () => navigation.openDialog(null);
  switch (dialog.kind) {
    case 'add-community':
      return <AddCommunity key={dialog.link} link={dialog.link} onClose={close} />;
    case 'recovery':
      return <RecoveryShown phrase={dialog.phrase} />;
    case 'switcher':
      return <Switcher onClose={close} />;
    case 'shortcuts':
      return <Shortcuts onClose={close} />;
    case 'show-camera':
      return <CameraPreview onClose={close} />;
    case 'invite':
      return sidebar && <InviteDialog community={sidebar.community} onClose={close} />;
    case 'report':
      return (
        sidebar && <ReportDialog community={sidebar.community.id} message={dialog.message} onClose={close} />
      );
    case 'create-channel':
      return sidebar && <ChannelForm sidebar={sidebar} category={dialog.category} onClose={close} />;
    case 'create-category':
      return sidebar && <CategoryForm community={sidebar.community.id} onClose={close} />;
    default:
      return unreachable(dialog);
  }
};
