// Who keeps the server's process: systemd, or a container whose one process it is; else nobody. A kept one ends to be started anew by
// who keeps it. Used by the entry and by what serves.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Says to who keeps the process: start it anew (sysexits.h, EX_TEMPFAIL). */
export const RESTART_CODE = 75;

/** The name of the unit, or of what else keeps this process; null when nobody does.
 *  @param env systemd sets SYSTEMD_EXEC_PID to the number of the process that it has started (systemd.exec) */
export function findKeeper({ pid, env }: Pick<NodeJS.Process, 'pid' | 'env'> = process): string | null {
  if (env.SYSTEMD_EXEC_PID === String(pid)) return unitOf(readCgroup());
  return pid === 1 ? 'the container' : null;
}

function readCgroup(): string {
  try {
    return readFileSync('/proc/self/cgroup', 'utf8');
  } catch {
    return '';
  }
}

/** The innermost unit of a process's control group. */
function unitOf(cgroup: string): string {
  return /([^/\n]+\.service)[^\n]*$/m.exec(cgroup)?.[1] ?? 'a unit of systemd';
}

/** Tells systemd that the server listens, where it wants to know (sd_notify). @param onError told when that fails: then it waits in vain */
export function tellReady(status: string, onError: (message: string) => void): void {
  if (!process.env.NOTIFY_SOCKET) return;
  execFile('systemd-notify', ['--ready', `--status=${status}`], (error) => {
    if (error !== null) onError(error.message);
  });
}
