/** Builds and serves the demo page once for all tests. */
import { serveDemo } from '../../screens/build-demo.ts';

export default async () => {
  const server = await serveDemo();
  process.env['MARU_DEMO_URL'] = server.url;
  return () => server.close();
};
