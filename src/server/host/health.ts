// What is wrong with a server, in sentences for its operator: from the store, the log, the certificate and the last reload. Told by status,
// /health, the figures and the console alike, so that nothing is known to one of them alone.
import type { StoreHealth } from '../store/store-options.js';

/** A certificate that ends sooner than this is told. */
const CERTIFICATE_MS_MIN = 14 * 24 * 3600 * 1000;
/** Backups older than this are told: one is made four times a day. */
const BACKUP_MS_MAX = 24 * 3600 * 1000;

/** What can be wrong, and what it means: a label in the figures. */
export const TROUBLE_KINDS = {
  store: 'results and accounts are not on the disk',
  damage: 'the store was damaged and brought back since the start',
  backup: 'there is no backup of late',
  log: 'the log can not be written',
  certificate: 'the certificate has ended, or soon will',
  reload: 'the last reload has failed',
} as const;
export type TroubleKind = keyof typeof TROUBLE_KINDS;

/** Something that the operator should see to. */
export interface Trouble {
  readonly kind: TroubleKind;
  /** Something gets lost, or players are kept out, for as long as it lasts. */
  readonly isSevere: boolean;
  readonly text: string;
}

/** What is looked at. */
export interface HealthParts {
  readonly store: StoreHealth;
  /** Why the log can't be written; null when it can. */
  readonly logTrouble: string | null;
  readonly certificateEndsAt: Date;
  /** Why the last reload has failed; null when it has not. */
  readonly reloadFault: string | null;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** All that is wrong; nothing when all is well. */
export function troublesOf({
  store,
  logTrouble,
  certificateEndsAt,
  reloadFault,
  now,
}: HealthParts): Trouble[] {
  const troubles: Trouble[] = [];
  const tell = (kind: TroubleKind, isSevere: boolean, text: string): void => {
    troubles.push({ kind, isSevere, text });
  };
  if (store.trouble !== null)
    tell('store', true, `The store can't be written (${store.trouble}); in memory wait: ${store.waiting}.`);
  if (store.restored !== null) tell('damage', false, store.restored);
  if (store.backupTrouble !== null)
    tell('backup', false, `The last backup could not be made (${store.backupTrouble}).`);
  else if (store.backupAt !== null && now - store.backupAt > BACKUP_MS_MAX)
    tell('backup', false, `The last backup is of ${new Date(store.backupAt).toISOString()}.`);
  if (logTrouble !== null) tell('log', true, `The log can't be written (${logTrouble}).`);
  const leftMs = certificateEndsAt.getTime() - now;
  const day = certificateEndsAt.toISOString().slice(0, 10);
  if (leftMs < 0)
    tell('certificate', true, `The certificate has ended on ${day}; renew it, then: tank-server reload`);
  else if (leftMs < CERTIFICATE_MS_MIN)
    tell('certificate', false, `The certificate ends on ${day}; renew it, then: tank-server reload`);
  if (reloadFault !== null)
    tell('reload', false, `The last reload has failed, the settings before it are in force: ${reloadFault}`);
  return troubles;
}
