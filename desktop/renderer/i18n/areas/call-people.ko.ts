/** Words: call people. */
export const callPeople = {};
