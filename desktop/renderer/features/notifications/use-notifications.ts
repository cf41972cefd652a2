/** Announces mentions for as long as the app is open. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../stores/services.ts';
import { announceMentions } from './announce-mentions.ts';

export const useMentionNotifications = () => {
  const services = useServices();
  const { t } = useTranslation();
  useEffect(() => announceMentions(services, t, () => document.hasFocus()), [services, t]);
};
