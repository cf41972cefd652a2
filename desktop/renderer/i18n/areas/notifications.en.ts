/** Words: levels, mutes and do-not-disturb. */
export const notifications = {
  withoutText: 'Mentioned you',
  messageWithoutText: 'New message',
  ask: 'You were mentioned. Shall your system tell you next time?',
  askOfMessage: 'A message came. Shall your system tell you next time?',
  allow: 'Allow notifications',
};
