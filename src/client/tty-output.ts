// Two things that Node does not do for a terminal by itself: write without waiting for it, and write at once while the process
// exits. Called by terminal.ts and by the entry's last words. Never throws.
import { writeSync } from 'node:fs';
import type { WriteStream } from 'node:tty';

/** How often, and how far apart, writeBytesNow() tries to write to a terminal that takes nothing. */
const RESTORE_TRIES = 40;
const RESTORE_PAUSE_MS = 5;

/** Node writes to a terminal and waits until it has taken everything, which over a slow line stops all three loops; libuv
 *  has the terminal open a second time for itself, so that this changes nothing for other processes. Not on Windows.
 *  @param stdout changed */
export function setBlocking(stdout: WriteStream, isBlocking: boolean): void {
  const { _handle: handle } = stdout as { _handle?: { setBlocking?(isBlocking: boolean): number } };
  if (process.platform !== 'win32') handle?.setBlocking?.(isBlocking);
}

/** Writes past the stream's queue, so that it also works while the process exits. Gives up on a terminal that is gone or stuck.
 *  @param fd of the terminal @returns how many bytes it has taken */
export function writeBytesNow(fd: number, bytes: Uint8Array): number {
  let written = 0;
  for (let tries = 0; written < bytes.length && tries < RESTORE_TRIES; tries++) {
    try {
      written += writeSync(fd, bytes, written);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return written;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RESTORE_PAUSE_MS);
    }
  }
  return written;
}
