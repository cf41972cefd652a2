/** Slow mode, rules, purges, raid undo, reports and history settings, among people with and without modified clients. */
import { describe, expect, it } from 'vitest';
import { openReport, sealReport } from '../../src/crypto/index.ts';
import { orderBetween } from '../../src/governance/index.ts';
import { defaultPermissions, type EpochId, opToRoleId, permissionsOf } from '../../src/model/index.ts';
import type { Installation } from '../../testing/sim/installation.ts';
import { createCircle, posted } from './circle.ts';

const minute = 60_000;

const setup = async () => {
  const circle = await createCircle(['ada', 'bob', 'cleo']);
  const { home, channel } = circle;
  const page = (one: Installation) =>
    home(one).queries.page({ channel, thread: null }, { kind: 'newest' }, 50).messages;
  return {
    circle,
    ada: circle.person('ada'),
    bob: circle.person('bob'),
    cleo: circle.person('cleo'),
    page,
    /** Why each message is held back, as one sees it. */
    held: (one: Installation) => page(one).map(({ text, held }) => `${text}: ${held?.reason ?? 'shown'}`),
    epoch(one: Installation): EpochId {
      const id = circle.epochs(one).at(-1)?.id;
      if (id === undefined) throw new Error('no epoch');
      return id;
    },
    rule: (response: 'hide' | 'flag', words: readonly string[], rule = null) =>
      circle.settled(
        home(circle.person('ada')).commands.setAutoRule({
          rule,
          name: 'No lotteries',
          enabled: true,
          trigger: { type: 'words', words },
          response,
          exemptRoles: [],
          exemptChannels: [],
        }),
      ),
  };
};

describe('automatic rules', () => {
  it('[P19] whose author is told before sending; nothing is written', async () => {
    const { circle, ada, bob, rule } = await setup();
    using _ = circle;
    const { home, settled, channel, run } = circle;
    await circle.post(ada, 'what I say myself is mine: lottery');
    await rule('hide', ['lotter*']);
    await run(20_000);
    const place = { channel, thread: null };
    const met = { name: 'No lotteries', cause: { type: 'words', words: ['lotter*'] } };
    expect(home(bob).queries.checkMessage(place, 'my LOTTERY ticket', false).hiddenBy).toMatchObject(met);
    expect(home(bob).queries.checkMessage(place, 'my ticket', false).hiddenBy).toBeNull();
    const sent = await settled(home(bob).commands.post(place, 'my lottery', null));
    expect(sent).toMatchObject({ ok: false, error: { kind: 'rule-met', rule: met } });
    const fine = await settled(home(bob).commands.post(place, 'fine', null));
    if (!fine.ok) throw new Error('not posted');
    const edited = await settled(home(bob).commands.edit(fine.value.message, 'lotteries'));
    expect(edited).toMatchObject({ ok: false, error: { kind: 'rule-met' } });
    await run(20_000);
    expect(circle.texts(ada)).toEqual(['what I say myself is mine: lottery', 'fine']);
  });

  it('[T10] a modified client gains nothing: its author and moderators alone see what a rule hides', async () => {
    const { circle, ada, bob, cleo, rule, held, epoch } = await setup();
    using _ = circle;
    await circle.post(bob, 'a lottery before there was a rule');
    await circle.run(20_000);
    await rule('hide', ['lottery']);
    await circle.run(20_000);
    await circle.forge(bob, posted('join the lottery'), circle.channel, epoch(bob));
    await circle.run(20_000);
    const before = 'a lottery before there was a rule: shown';
    expect(held(cleo)).toEqual([before]);
    expect(held(ada)).toEqual([before, 'join the lottery: rule']);
    expect(held(bob)).toEqual([before, 'join the lottery: rule']);
  });

  it('[T10] what a rule flags is shown, waits for the moderators and is closed for all of them', async () => {
    const { circle, ada, bob, cleo, rule } = await setup();
    using _ = circle;
    const { home, settled, run } = circle;
    const [role] = await circle.govern(ada, {
      type: 'roleCreated',
      name: 'mods',
      colour: null,
      permissions: defaultPermissions | permissionsOf('moderateMembers'),
      order: orderBetween(null, null),
      hoist: false,
      mentionable: false,
    });
    if (role === undefined) throw new Error('no role');
    await circle.govern(ada, { type: 'roleGranted', member: circle.memberOf(cleo), role: opToRoleId(role) });
    await rule('flag', ['lottery']);
    await run(20_000);
    await circle.post(bob, 'a lottery');
    await run(20_000);
    expect(circle.texts(cleo)).toEqual(['a lottery']);
    expect(home(bob).queries.reports().open).toEqual([]);
    const [waiting] = home(cleo).queries.reports().open;
    expect(waiting).toMatchObject({ excerpt: 'a lottery', rules: ['No lotteries'], reports: [] });
    if (waiting === undefined) throw new Error('nothing flagged');
    expect(await settled(home(cleo).commands.resolveReports(waiting.message, 'dismissed'))).toMatchObject({
      ok: true,
    });
    await run(20_000);
    for (const one of [ada, cleo]) {
      expect(home(one).queries.reports().open).toEqual([]);
      expect(home(one).queries.reports().resolved).toMatchObject([{ resolved: { outcome: 'dismissed' } }]);
    }
  });
});

describe('slow mode', () => {
  it('[T10] says before sending how long to wait, and holds back what a modified client sends', async () => {
    const { circle, ada, bob, cleo, held, epoch } = await setup();
    using _ = circle;
    const { home, settled, channel, run } = circle;
    await circle.govern(ada, {
      type: 'channelSettingsEdited',
      channel,
      archived: null,
      slowModeSeconds: 60,
      history: null,
    });
    await run(20_000);
    await circle.post(bob, 'one');
    const sent = await settled(home(bob).commands.post({ channel, thread: null }, 'two', null));
    expect(sent).toMatchObject({ ok: false, error: { kind: 'slow-mode' } });
    await run(10_000);
    await circle.forge(bob, posted('two'), channel, epoch(bob));
    await circle.post(ada, 'the owner passes by');
    await circle.post(ada, 'at once');
    await run(70_000);
    await circle.post(bob, 'three');
    await run(20_000);
    expect(circle.texts(cleo)).toEqual(['one', 'the owner passes by', 'at once', 'three']);
    expect(held(bob)).toContain('two: slow-mode');
  });
});

describe('after the fact', () => {
  it('[S6] a ban with a purge takes away what was said, and a day later for good', async () => {
    const { circle, ada, bob, cleo, held } = await setup();
    using _ = circle;
    const { home, settled, run, memberOf } = circle;
    await circle.post(bob, 'ugly words');
    await circle.post(cleo, 'kind words');
    await run(20_000);
    await settled(home(ada).commands.ban(memberOf(bob), ''));
    await settled(home(ada).commands.purge(memberOf(bob), 60 * minute));
    await run(20_000);
    expect(circle.texts(cleo)).toEqual(['kind words']);
    expect(held(ada)).toEqual(['ugly words: purged', 'kind words: shown']);
    // As a day later.
    const { committer, store } = home(ada).core;
    await settled(committer.commit(() => store.eraseDeleted(0)));
    expect(held(ada)).toEqual([': purged', 'kind words: shown']);
  });

  it('[T11] raid undo hides what was said while it stands, and gives it back when it is undone', async () => {
    const { circle, ada, bob, cleo, held } = await setup();
    using _ = circle;
    const { home, settled, run, memberOf } = circle;
    await circle.post(bob, 'before');
    await run(60 * minute);
    await circle.post(bob, 'raid');
    await run(20_000);
    const since = home(ada).core.clock.now() - 10 * minute;
    const reverted = await settled(home(ada).commands.revertActs([memberOf(bob)], since, 'raid'));
    if (!reverted.ok) throw new Error('not reverted');
    await run(20_000);
    expect(circle.texts(cleo)).toEqual(['before']);
    const { committer, store } = home(cleo).core;
    await settled(committer.commit(() => store.eraseDeleted(0)));
    expect(held(ada)).toEqual(['before: shown', 'raid: reverted']);
    await settled(home(ada).commands.undoRevert(reverted.value.revert, ''));
    await run(20_000);
    expect(circle.texts(cleo)).toEqual(['before', 'raid']);
  });
});

describe('reports', () => {
  it('[T12] name who really wrote the message and where, whatever a modified client says of it', async () => {
    const { circle, ada, bob, cleo, page } = await setup();
    using _ = circle;
    const { home, run, govern, channel, settled } = circle;
    await circle.post(bob, 'something awful');
    await run(20_000);
    const [message] = page(ada);
    if (message === undefined) throw new Error('no message');
    const { core } = home(bob);
    const author = circle.memberOf(cleo);
    const { suite, community, self: by } = core;
    const content = {
      channel,
      message: message.id,
      author,
      excerpt: 'something awful',
      // Nor is it a case that nobody can close.
      reason: 'rule',
      note: '',
    } as const;
    const readers = [home(ada).core.device.agreement.publicKey];
    await govern(bob, {
      type: 'messageReported',
      ...sealReport(suite, { community, by }, content, readers),
    });
    await run(20_000);
    expect(home(ada).queries.reports().open).toMatchObject([
      { author: { member: circle.memberOf(bob) }, channel: { id: channel } },
    ]);
    expect((await settled(home(ada).commands.resolveReports(message.id, 'dismissed'))).ok).toBe(true);
    expect(home(ada).queries.reports().open).toEqual([]);
  });
  it('[T13] are read by those who moderate and by nobody else, and are closed once', async () => {
    const { circle, ada, bob, cleo, page } = await setup();
    using _ = circle;
    const { home, settled, run, community } = circle;
    await circle.post(cleo, 'go away, all of you');
    await run(20_000);
    const message = page(bob)[0]?.id;
    if (message === undefined) throw new Error('no message');
    expect(home(bob).queries.reportReaders(message).readers).toMatchObject([
      { member: circle.memberOf(ada) },
    ]);
    await settled(home(bob).commands.report(message, 'harassment', 'it goes on for days'));
    await run(20_000);
    const [waiting] = home(ada).queries.reports().open;
    expect(waiting).toMatchObject({
      message,
      excerpt: 'go away, all of you',
      reports: [{ reason: 'harassment', note: 'it goes on for days' }],
    });
    for (const other of [bob, cleo]) {
      const queue = home(other).queries.reports();
      expect(queue).toMatchObject({ open: [], unreadable: 1, resolve: 'moderateMembers' });
      const [report] = home(other).core.governance.current().reports.values();
      if (report === undefined) throw new Error('no report');
      const { suite, device } = home(other).core;
      expect(openReport(suite, { community, by: report.by }, report, device.agreement)).toBeNull();
      expect(Buffer.from(report.sealed).includes('days')).toBe(false);
    }
    const [report] = home(ada).core.governance.current().reports.values();
    if (report === undefined) throw new Error('no report');
    const passedOn = { community, by: circle.memberOf(cleo) };
    const { suite, device } = home(ada).core;
    expect(openReport(suite, passedOn, report, device.agreement)).toBeNull();
    expect(await settled(home(bob).commands.resolveReports(message, 'dismissed'))).toMatchObject({
      ok: false,
    });
    await settled(home(ada).commands.resolveReports(message, 'acted'));
    await run(20_000);
    expect(home(ada).queries.reports()).toMatchObject({
      open: [],
      resolved: [{ message, resolved: { outcome: 'acted' } }],
    });
  });

  it('[T14] a member can not fill the queue alone', async () => {
    const { circle, ada, bob, page } = await setup();
    using _ = circle;
    const { home, settled, run } = circle;
    await circle.post(ada, 'hello');
    await circle.post(circle.person('cleo'), 'hello again');
    await run(20_000);
    const message = page(bob).at(-1)?.id;
    if (message === undefined) throw new Error('no message');
    for (let index = 0; index < 20; index++)
      expect(await settled(home(bob).commands.report(message, 'spam', ''))).toEqual({ ok: true, value: {} });
    expect(await settled(home(bob).commands.report(message, 'spam', ''))).toMatchObject({
      ok: false,
      error: { kind: 'not-allowed', permission: 'too-many' },
    });
  });
});

describe('history', () => {
  it('[T13] who joins later reads an open channel from when they joined, where it is set so', async () => {
    const { circle, ada } = await setup();
    using _ = circle;
    const { channel, run, home } = circle;
    await circle.post(ada, 'between us');
    await circle.govern(ada, {
      type: 'channelSettingsEdited',
      channel,
      archived: null,
      slowModeSeconds: null,
      history: { type: 'sinceJoining' },
    });
    await run(10 * minute);
    const dan = await circle.install('dan', 'commit');
    await circle.join(dan, await circle.invite());
    await circle.post(ada, 'welcome');
    await run(30_000);
    expect(circle.texts(dan)).toEqual(['welcome']);
    expect(home(dan).queries.search('between', null, null, 5).hits).toEqual([]);
    expect(circle.texts(circle.person('bob'))).toEqual(['between us', 'welcome']);
    await circle.govern(ada, {
      type: 'channelSettingsEdited',
      channel,
      archived: null,
      slowModeSeconds: null,
      history: { type: 'everything' },
    });
    await run(20_000);
    expect(circle.texts(dan)).toEqual(['between us', 'welcome']);
    dan.crash();
  });
});
