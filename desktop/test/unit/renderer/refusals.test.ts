/** Every refusal is said in the words of whoever meets it. */
import { governanceRefusals, permissionNames } from '@maru/sync-core';
import { expect, it } from 'vitest';
import { createI18n } from '../../../renderer/i18n/index.ts';
import { errorWords } from '../../../renderer/text/errors.ts';
import { permissionName, refusalParts, refusedActWords } from '../../../renderer/text/refusals.ts';

for (const language of ['ko', 'en'] as const) {
  const { t } = createI18n(language);

  it(`[P19] every refusal says what forbids it and what would help, in ${language}`, () => {
    for (const denial of [...governanceRefusals, ...permissionNames, 'member'] as const) {
      const { what, help } = refusalParts(t, denial);
      for (const words of [what, help]) {
        expect(words).toMatch(/[.]$/);
        expect(words).not.toMatch(/refusal\.|\{\{|!|epoch|operation/);
      }
      expect(errorWords(t, { kind: 'not-allowed', permission: denial })).toBe(`${what} ${help}`);
    }
    expect(new Set(governanceRefusals.map((reason) => refusalParts(t, reason).what)).size).toBe(
      governanceRefusals.length,
    );
  });

  it(`[P19] a missing permission is named as the role editor names it, in ${language}`, () => {
    expect(refusalParts(t, 'manageRoles').what).toContain(permissionName(t, 'manageRoles'));
    expect(new Set(permissionNames.map((name) => permissionName(t, name))).size).toBe(permissionNames.length);
  });

  it(`[P19] an act that doesn't count says whose it is, in ${language}`, () => {
    for (const reason of governanceRefusals.filter((reason) => reason !== 'before-genesis'))
      expect(refusedActWords(t, reason, { who: 'Minsu', permission: null })).toContain('Minsu');
    expect(refusedActWords(t, 'missing-permission', { who: 'Minsu', permission: 'banMembers' })).toContain(
      permissionName(t, 'banMembers'),
    );
  });
}
