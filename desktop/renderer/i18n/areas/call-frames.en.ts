/** Words: sealed sound and pictures of calls. */
export const callFrames = {
  setting: 'Seal sound and pictures a second time',
  settingHint:
    'With keys that only those in the call hold, and that change when somebody leaves. Calls go from device to device encrypted either way.',
  unsupported: 'This browser can’t do that. Calls go from device to device encrypted all the same.',
  all: 'Sealed: only those in the call hold the keys.',
  some: 'Sealed, but not with {{names}}, who can’t or don’t want to. That part goes from device to device encrypted all the same.',
};
