/**
 * What opens at the chevrons beside microphone, camera and screen: the contents of a popover, each of its own area.
 * A button whose menu is null has no chevron.
 */
import type { ComponentType } from 'react';

export type ControlMenus = {
  readonly microphone: ComponentType | null;
  readonly camera: ComponentType | null;
  readonly screen: ComponentType | null;
};

export const controlMenus: ControlMenus = { microphone: null, camera: null, screen: null };
