/** Words: ringing. */
export const ringing = {
  call: 'Call',
  callPerson: 'Call {{name}}',
  notHere: '{{name}} is not here right now. If you call, they will see that you did.',
  lineBusy: 'You are already calling somebody, or being called. End that first.',
  tooOften: 'You have called several times in a minute. Wait a little before you call again.',
};
