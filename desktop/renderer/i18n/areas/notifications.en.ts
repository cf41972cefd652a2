/** Words: levels, mutes and do-not-disturb. */
export const notifications = {
  withoutText: 'Mentioned you',
  ask: 'You were mentioned. Shall your system tell you next time?',
  allow: 'Allow notifications',
};
