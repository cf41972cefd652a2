/** Keys while a Korean (or other) input method composes belong to the input method. */
import type { KeyboardEvent } from 'react';

/** 229 is what Chromium and Safari report for the key that ends a composition after `isComposing` fell. */
export const isComposing = (event: KeyboardEvent): boolean =>
  event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229;
