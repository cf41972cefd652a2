/** The focus of a field that has just come where one asked for it. */
import { type RefObject, useEffect, useRef } from 'react';

export const useFirstFocus = <T extends HTMLElement>(): RefObject<T | null> => {
  const field = useRef<T>(null);
  useEffect(() => field.current?.focus(), []);
  return field;
};
