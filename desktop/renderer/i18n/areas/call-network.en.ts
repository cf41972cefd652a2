/** Words: ways to others in a call. */
export const callNetwork = {
  hide: 'Hide my network address',
  hideHint:
    'Without this, members in a call with you can see your IP address. With it, sound and pictures take the way over your community’s server and may arrive a little later.',
  hideNone:
    'Some communities’ servers offer no such way. While this is on, you can’t join calls in: {{names}}.',
  noRelay:
    'You hide your network address, and this community’s server offers no way to do so in calls. To join, turn it off in your settings under Voice and video.',
};
