/** Words: levels, mutes and do-not-disturb. */
export const notifications = {
  withoutText: '나를 불렀어요',
  messageWithoutText: '새 메시지가 있어요',
  ask: '누가 나를 불렀어요. 다음부터 시스템 알림으로 알려 드릴까요?',
  askOfMessage: '새 메시지가 왔어요. 다음부터 시스템 알림으로 알려 드릴까요?',
  allow: '알림 켜기',
};
