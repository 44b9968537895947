// The operator's list of those who may come in, as a file; settings -> an entrance. Read at the start and again at each reload.
import { readFileSync } from 'node:fs';
import { AllowList, Entrance, type Logins } from '../order/entrance.js';
import { SettingsError } from './settings-file.js';

/** Whom a server lets in by its settings. @throws SettingsError when the list can't be read, with the line at fault */
export function loadEntrance({
  logins,
  allow,
}: {
  readonly logins: Logins;
  readonly allow: string | null;
}): Entrance {
  if (allow === null) return new Entrance(logins);
  try {
    return new Entrance(logins, AllowList.parse(readFileSync(allow, 'utf8')));
  } catch (error) {
    throw new SettingsError(`--allow ${allow} can't be used: ${(error as Error).message}`);
  }
}
