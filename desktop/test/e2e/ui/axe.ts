/** What axe complains about on a page [P18]. In the page itself, once: a builder that opens pages of its own takes twice the time. */
import type { Page } from '@playwright/test';
import axe from 'axe-core';
import { z } from 'zod';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const complaints = z.array(z.string());

/** As `rule: the elements`. All that WCAG 2.2 AA asks, or of one rule. */
export const complaintsAbout = async (page: Page, rule?: string): Promise<readonly string[]> => {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  // What lies beneath an open list is hidden by the library, which holds the focus for as long.
  const beneath = (await page.getByRole('listbox').count()) > 0;
  const options: axe.RunOptions = {
    // Styles are our own and in the page; what passes is told by nobody.
    preload: false,
    resultTypes: ['violations'],
    ...(beneath ? { rules: { 'aria-hidden-focus': { enabled: false } } } : {}),
    runOnly: rule ? { type: 'rule', values: [rule] } : { type: 'tag', values: tags },
  };
  return complaints.parse(
    await page.evaluate(async (options) => {
      // Nothing stays on a guard of the library: it hands the focus on at once.
      const { violations } = await window.axe.run({ exclude: ['[data-base-ui-focus-guard]'] }, options);
      return violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
      );
    }, options),
  );
};

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}
