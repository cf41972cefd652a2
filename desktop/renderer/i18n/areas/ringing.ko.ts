/** Words: ringing. */
export const ringing = {
  call: '통화하기',
  callPerson: '{{name}}님에게 전화하기',
  notHere: '{{name}}님은 지금 자리에 없어요. 전화하면 부재중 전화로 남아요.',
  lineBusy: '이미 다른 전화가 오가고 있어요. 그 전화를 먼저 끝내 주세요.',
  tooOften: '잠깐 사이에 여러 번 걸었어요. 조금 뒤에 다시 걸어 주세요.',
};
