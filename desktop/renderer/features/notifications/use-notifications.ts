/** Announces messages that call for attention, for as long as the app is open. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../stores/services.ts';
import { announceNotices } from './announce.ts';

export const useNotifications = () => {
  const services = useServices();
  const { t } = useTranslation();
  useEffect(() => announceNotices(services, t, () => document.hasFocus()), [services, t]);
};
