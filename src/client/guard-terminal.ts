// Whatever ends the client, the terminal is given back before anything else is done or said. Called by who opens the terminal;
// never ends the process itself.
import type { Terminal } from './terminal.js';

/** Why a client must end. */
export type FatalReason =
  | { readonly kind: 'error'; readonly error: unknown }
  | { readonly kind: 'signal'; readonly signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP' }
  | { readonly kind: 'lost'; readonly what: string };

/** Gives the terminal back before anything else when the client comes to an end that it didn't choose: an error that nobody caught,
 *  INT, TERM, HUP, a lost terminal; and without a word when the process exits.
 *  @param onFatal called once, after that; says a sentence and exits
 *  @returns takes the hooks off again */
export function guardTerminal(terminal: Terminal, onFatal: (reason: FatalReason) => void): () => void {
  let isOver = false;
  const end = (reason: FatalReason): void => {
    void terminal.leave();
    if (isOver) return;
    isOver = true;
    onFatal(reason);
  };
  const onExit = (): void => terminal.close();
  const onError = (error: unknown): void => end({ kind: 'error', error });
  const onSignal = (signal: NodeJS.Signals): void =>
    end({ kind: 'signal', signal: signal as 'SIGINT' | 'SIGTERM' | 'SIGHUP' });
  const onLost = (what: string): void => end({ kind: 'lost', what });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  process.on('exit', onExit);
  process.on('uncaughtException', onError);
  process.on('unhandledRejection', onError);
  for (const signal of signals) process.on(signal, onSignal);
  terminal.on('lost', onLost);
  return () => {
    process.off('exit', onExit);
    process.off('uncaughtException', onError);
    process.off('unhandledRejection', onError);
    for (const signal of signals) process.off(signal, onSignal);
    terminal.off('lost', onLost);
  };
}
