/**
 * What one participant of a call costs a machine: a Chromium of its own is in a mesh with others, who sit in a second
 * one, so that its processor time is told apart from theirs. Processor time is counted, not the clock, and set
 * against the frames that really went, so that a busy machine changes little. Decision 0024 has the figures.
 *
 *   node benchmarks/src/suites/calls/machine-main.ts 5:5:360:24:600 8:0:0:0:0
 *
 * Each word: others in the call, how many of them show a camera, the pictures' height, frames a second, kbit/s.
 */
import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BrowserServer, chromium, type Page } from '@playwright/test';
import { z } from 'zod';
import { findBrowser } from '../../../../scripts/find-browser.ts';
import { callPage } from './machine-page.ts';

const settleMs = 6_000;
const measureMs = 10_000;
const clockTicksPerSecond = 100;
const size = { width: 1_280, height: 720, frames: 30 } as const;

/** A head before a wall with the noise of a small sensor: neither the easiest nor the hardest to encode. */
const writeCamera = (file: string): void => {
  const { width, height, frames } = size;
  const out = openSync(file, 'w');
  writeSync(out, `YUV4MPEG2 W${width} H${height} F30:1 Ip A1:1 C420jpeg\n`);
  for (let frame = 0; frame < frames; frame++) {
    const sway = Math.sin((frame / frames) * 2 * Math.PI);
    const picture = Buffer.alloc((width * height * 3) / 2, 128);
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const [left, top] = [x + sway * 20, y + sway * 8];
        const isHead = (left - 640) ** 2 / 70_000 + (top - 380) ** 2 / 110_000 < 1;
        const light = isHead
          ? 150 + 40 * Math.sin(left / 17) * Math.cos(top / 23)
          : 90 + 30 * Math.sin(x / 41) + 20 * Math.cos(y / 29);
        picture[y * width + x] = Math.max(0, Math.min(255, light + Math.random() * 8 - 4));
      }
    writeSync(out, 'FRAME\n');
    writeSync(out, picture);
  }
  closeSync(out);
};

/** Processor seconds of a process and all that it started. */
const cpuSecondsOf = (root: number): number => {
  const children = new Map<number, number[]>();
  const seconds = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const fields = stat
        .slice(stat.lastIndexOf(')') + 2)
        .split(' ')
        .map(Number);
      const [parent = 0, user = 0, system = 0] = [fields[1], fields[11], fields[12]];
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
      seconds.set(Number(name), (user + system) / clockTicksPerSecond);
    } catch {
      // It ended meanwhile.
    }
  }
  const sum = (process: number): number =>
    (children.get(process) ?? []).reduce((total, child) => total + sum(child), seconds.get(process) ?? 0);
  return sum(root);
};

const counts = z.object({ sent: z.number(), decoded: z.number(), bytes: z.number() });
const offered = z.tuple([z.number(), z.string()]);

const openPage = async (server: BrowserServer, blank: string): Promise<Page> => {
  const page = await (await chromium.connect(server.wsEndpoint())).newPage();
  await page.goto(`file://${blank}`);
  await page.evaluate(callPage);
  await page.evaluate('start()');
  return page;
};

const measure = async (word: string, camera: string, blank: string) => {
  const [others = 0, cameras = 0, height = 0, framesPerSecond = 0, kbits = 0] = word.split(':').map(Number);
  const executablePath = findBrowser()?.path;
  const launch = () =>
    chromium.launchServer({
      ...(executablePath ? { executablePath } : {}),
      args: [
        '--no-sandbox',
        '--use-fake-ui-for-media-stream',
        '--use-fake-device-for-media-stream',
        `--use-file-for-fake-video-capture=${camera}`,
        '--autoplay-policy=no-user-gesture-required',
        '--allow-loopback-in-peer-connection',
      ],
    });
  const servers = [await launch(), await launch()] as const;
  const [one, rest] = [await openPage(servers[0], blank), await openPage(servers[1], blank)];
  for (let index = 0; index < others; index++) {
    const [number, offer] = offered.parse(await one.evaluate('offer(true)'));
    const answer = await rest.evaluate(`answer(${JSON.stringify(offer)}, ${index < cameras})`);
    await one.evaluate(`accept(${number}, ${JSON.stringify(answer)})`);
  }
  const encoding =
    cameras === 0
      ? { active: false }
      : {
          active: true,
          maxBitrate: kbits * 1_000,
          maxFramerate: framesPerSecond,
          scaleResolutionDownBy: size.height / height,
        };
  for (const page of [one, rest]) await page.evaluate(`tune(${JSON.stringify(encoding)})`);
  await sleep(settleMs);
  const process = servers[0].process().pid ?? 0;
  const before = {
    cpu: cpuSecondsOf(process),
    at: performance.now(),
    ...counts.parse(await one.evaluate('count()')),
  };
  await sleep(measureMs);
  const after = {
    cpu: cpuSecondsOf(process),
    at: performance.now(),
    ...counts.parse(await one.evaluate('count()')),
  };
  for (const server of servers) await server.close();
  const seconds = (after.at - before.at) / 1_000;
  const cpu = after.cpu - before.cpu;
  const frames = after.sent - before.sent + (after.decoded - before.decoded);
  return {
    others,
    cameras,
    height,
    framesPerSecond,
    cores: Number((cpu / seconds).toFixed(2)),
    framesSent: Number(((after.sent - before.sent) / seconds / Math.max(1, others)).toFixed(1)),
    framesDecoded: Number(((after.decoded - before.decoded) / seconds / Math.max(1, cameras)).toFixed(1)),
    cpuMsPerFrame: frames > 0 ? Number(((cpu * 1_000) / frames).toFixed(2)) : null,
    uploadMbits: Number((((after.bytes - before.bytes) * 8) / seconds / 1e6).toFixed(2)),
  };
};

const folder = mkdtempSync(join(tmpdir(), 'maru-call-'));
const camera = join(folder, 'camera.y4m');
const blank = join(folder, 'blank.html');
writeCamera(camera);
writeFileSync(blank, '<title>call</title>');
for (const word of argv.slice(2)) console.info(JSON.stringify(await measure(word, camera, blank)));
rmSync(folder, { recursive: true });
