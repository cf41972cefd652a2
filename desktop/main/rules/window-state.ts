/** Where the window was, and where it may be: always with its title bar on a screen that exists. */
import { z } from 'zod';

const windowState = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  maximized: z.boolean(),
});
export type WindowState = z.infer<typeof windowState>;
export type Area = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** 390 px is the narrowest the interface is made for. */
export const smallestWindow = { width: 390, height: 480 } as const;
const firstSize = { width: 1_280, height: 800 } as const;
/** This much of the window's top must be on a screen, so that it can be moved. */
const reachable = { width: 120, height: 40 } as const;

/** What was written, or null: a broken file only costs the place of the window. */
export const parseWindowState = (text: string): WindowState | null => {
  try {
    return windowState.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
};

const centred = (area: Area, width: number, height: number): Area => ({
  x: Math.round(area.x + (area.width - width) / 2),
  y: Math.round(area.y + (area.height - height) / 2),
  width,
  height,
});

const isReachable = (bounds: Area, area: Area): boolean =>
  Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x) >= reachable.width &&
  bounds.y >= area.y &&
  bounds.y + reachable.height <= area.y + area.height;

/** Bounds for a new window, from what was saved and the screens there are now; the first is the main one. */
export const placeWindow = (saved: WindowState | null, screens: readonly [Area, ...Area[]]): Area => {
  const screen = screens.find((area) => saved !== null && isReachable(saved, area)) ?? screens[0];
  const wanted = saved ?? firstSize;
  const width = Math.max(smallestWindow.width, Math.min(wanted.width, screen.width));
  const height = Math.max(smallestWindow.height, Math.min(wanted.height, screen.height));
  return saved !== null && isReachable(saved, screen)
    ? { x: saved.x, y: saved.y, width, height }
    : centred(screen, width, height);
};
