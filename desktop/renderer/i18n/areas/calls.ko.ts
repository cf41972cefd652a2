/** Words: calls. */
export const calls = {
  full: '이 통화에는 {{count}}명까지 들어올 수 있어요. 누가 나가면 들어올 수 있어요.',
  noSignaling: '지금은 서로를 이어 줄 서버에 닿지 않아요. 연결되면 다시 해 주세요.',
};
