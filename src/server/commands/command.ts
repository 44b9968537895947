// The form of a command: one file a verb, each with the states in which it is allowed and what it does.
import type { CommandAnswer, CommandBody, CommandName } from '../../protocol/commands.js';
import type { Session, SessionState } from '../session.js';

/** One verb. */
export interface Command<Name extends CommandName> {
  /** States of a session in which it may be used. */
  readonly states: readonly SessionState[];
  /** True for what a whole room is told of: there may be less of it. */
  readonly isTold?: true;
  /** Carries it out. Notices that it causes may go out before its answer.
   *  @param key the session key of the Auth header
   *  @throws ProtocolError when it can't be */
  run(
    session: Session,
    body: CommandBody<Name>,
    key: string | null,
  ): CommandAnswer<Name> | Promise<CommandAnswer<Name>>;
}

/** States of somebody who has logged in. */
export const LOGGED_IN: readonly SessionState[] = ['lobby', 'room'];
/** Every state. */
export const ALWAYS: readonly SessionState[] = ['greeting', 'lobby', 'room'];
