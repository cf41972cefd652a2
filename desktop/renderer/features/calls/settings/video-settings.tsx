/** Camera and screen. */
export const VideoSettings = () => null;
