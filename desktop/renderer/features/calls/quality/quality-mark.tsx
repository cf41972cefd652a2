/** How good the call's connections are, in one mark with words: opens the panel that says why. */
export const QualityMark = () => null;
