export const Devices = () => null;
