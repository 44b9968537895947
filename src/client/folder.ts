// Where the client keeps what it remembers: identity, settings, pins. One folder of the user's, by the habit of the system.
import envPaths from 'env-paths';

/** The user's folder for this program's settings; it need not exist yet. */
export function configFolder(): string {
  return envPaths('terminal-tanks', { suffix: '' }).config;
}
