/**
 * Opens the microphone while a part of the settings is on screen. Only who has allowed it before is spared the
 * question; others are asked when they say so themselves.
 */
import { useEffect, useState } from 'react';
import { useServices } from '../../../stores/services.ts';

const isAllowed = async (): Promise<boolean> => {
  try {
    return (await navigator.permissions.query({ name: 'microphone' })).state === 'granted';
  } catch {
    // A browser that doesn't say.
    return false;
  }
};

export type OpenMicrophone = { readonly opened: boolean; readonly open: () => void };

export const useOpenMicrophone = (): OpenMicrophone => {
  const { microphone } = useServices();
  const [opened, setOpened] = useState(() => microphone.store.getState().capturing);
  useEffect(() => {
    let gone = false;
    void isAllowed().then((allowed) => {
      if (allowed && !gone) setOpened(true);
    });
    return () => {
      gone = true;
    };
  }, []);
  useEffect(() => (opened ? microphone.use().release : undefined), [microphone, opened]);
  return {
    opened,
    open() {
      if (opened) microphone.retry();
      else setOpened(true);
    },
  };
};
