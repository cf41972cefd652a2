/** Serves the demo page once for all tests, as `npm test` built it, else built here. */
import { serveDemo } from '../../screens/build-demo.ts';

export default async () => {
  const server = await serveDemo(process.env['MARU_DEMO_BUILT']);
  process.env['MARU_DEMO_URL'] = server.url;
  return () => server.close();
};
