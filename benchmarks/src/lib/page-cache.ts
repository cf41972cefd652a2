/** Takes one file out of the operating system's page cache, so that opening it is cold. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** GNU dd asks the kernel to forget a file's pages. False where there is no such thing. */
export const dropFromCache = (path: string): boolean =>
  [path, `${path}-wal`]
    .filter((file) => existsSync(file))
    .every(
      (file) =>
        spawnSync('dd', [`of=${file}`, 'oflag=nocache', 'conv=notrunc,fdatasync', 'count=0'], {
          stdio: 'ignore',
        }).status === 0,
    );
