// The faults that one end of the protocol tells the other, each with one stable code, and the exception that carries
// one. Thrown by the framing and by the handlers of commands, caught in one place by whoever owns the connection.
// A test compares the table with section 5 of PROTOCOL.txt. A programmer's fault is never one of these.

interface Fault {
  /** Whether the connection ends with it. */
  readonly fatal: boolean;
  /** What happened, in one sentence; the message when whoever throws has nothing better to say. */
  readonly meaning: string;
}

/** Code -> whether the connection ends with it, and what it means (PROTOCOL 5). */
export const ERROR_CODES = {
  BAD_START: { fatal: true, meaning: 'A message starts with an octet that starts no message.' },
  BAD_HEADER: { fatal: true, meaning: 'A header line is malformed, unknown, repeated or missing.' },
  TOO_MANY_HEADERS: { fatal: true, meaning: 'A head has too many lines.' },
  LINE_TOO_LONG: { fatal: true, meaning: 'A header line is too long.' },
  MESSAGE_TOO_LONG: { fatal: true, meaning: 'A text message is too long.' },
  BAD_LENGTH: { fatal: true, meaning: 'A length is not a number, or does not fit what it measures.' },
  BAD_JSON: { fatal: false, meaning: 'A body is not a JSON object, or is nested too deep.' },
  BAD_UTF8: { fatal: false, meaning: 'A body is not UTF-8.' },
  BAD_KIND: { fatal: true, meaning: 'A binary frame is of an unknown kind.' },
  FRAME_TOO_LONG: { fatal: true, meaning: 'A binary frame is too long.' },
  BAD_FRAME: { fatal: true, meaning: 'The body of a binary frame is not what its kind asks for.' },

  UNKNOWN_COMMAND: { fatal: false, meaning: 'Unknown command.' },
  BAD_BODY: { fatal: false, meaning: 'A field of the body is missing, unknown or out of range.' },
  BAD_AUTH: { fatal: false, meaning: 'The Auth header does not fit this command.' },
  NOT_LOGGED_IN: { fatal: false, meaning: 'This command needs a login first.' },
  ALREADY_LOGGED_IN: { fatal: false, meaning: 'This connection has logged in already.' },
  NICK_TAKEN: { fatal: false, meaning: 'Somebody has this nick, or one that looks like it.' },
  BAD_NICK: { fatal: false, meaning: 'This is not a nick.' },
  BAD_SIGNATURE: { fatal: false, meaning: 'The signature does not match.' },
  NO_NONCE: { fatal: false, meaning: 'There is no nonce to sign; ask for one with HELLO.' },
  NO_SUCH_ACCOUNT: { fatal: false, meaning: 'This server knows no such account.' },
  BAD_SESSION_KEY: { fatal: false, meaning: 'The session key is unknown, used up or too old.' },
  SERVER_FULL: { fatal: true, meaning: 'The server is full.' },
  TOO_MANY_CONNECTIONS: { fatal: true, meaning: 'There are too many connections from this address.' },
  LOGIN_TIMEOUT: { fatal: true, meaning: 'Nobody logged in on this connection in time.' },
  TOO_MANY_ACCOUNTS: { fatal: false, meaning: 'Too many accounts were made from this network today.' },
  NO_SUCH_ROOM: { fatal: false, meaning: 'There is no room with this code.' },
  TOO_MANY_ROOMS: { fatal: false, meaning: 'The server has as many rooms as it can hold; join one.' },
  TOO_MANY_BOTS: { fatal: false, meaning: 'The server has as many bots as it can hold; play with fewer.' },
  ROOM_FULL: { fatal: false, meaning: 'The room is full.' },
  NOT_IN_ROOM: { fatal: false, meaning: 'This command needs a room; join one first.' },
  IN_ROOM: { fatal: false, meaning: 'This command cannot be used in a room; leave it first.' },
  NO_SUCH_PLAYER: { fatal: false, meaning: 'Nobody of this nick is online.' },
  NO_CARD: { fatal: false, meaning: 'There is no key for private messages; guests have none.' },
  NOT_ALLOWED: { fatal: false, meaning: 'This is not yours to do.' },
  KICKED: { fatal: false, meaning: 'You were sent away.' },
  MUTED: { fatal: false, meaning: 'You may say nothing for a while.' },
  BANNED: { fatal: true, meaning: 'You may not come to this server.' },
  GUESTS_ONLY: { fatal: false, meaning: 'This server takes guests alone; come without a key.' },
  ACCOUNTS_ONLY: { fatal: false, meaning: 'This server takes no guests; come with a key.' },
  NOT_INVITED: { fatal: false, meaning: 'You are not on the list of those who may come to this server.' },
  NO_SUCH_BAN: { fatal: false, meaning: 'There is no such ban.' },
  BAD_PASSWORD: { fatal: false, meaning: 'The password is missing or wrong.' },
  VOTE_OPEN: { fatal: false, meaning: 'A vote is under way already.' },
  NO_VOTE: { fatal: false, meaning: 'There is no vote to answer.' },
  NOT_HOST: { fatal: false, meaning: 'Only the host of the room may do this.' },
  WRONG_PHASE: { fatal: false, meaning: 'The match is not at a point where this can be done.' },
  NO_SEAT: { fatal: false, meaning: 'This needs a seat; who watches has none.' },
  HAS_SEAT: { fatal: false, meaning: 'This is for those who watch; you have a seat.' },
  NO_TEAM: { fatal: false, meaning: 'There are no teams to choose from here.' },
  UNBALANCED: { fatal: false, meaning: 'That team is as large as yours, or larger.' },
  NOT_IN_BATTLE: { fatal: true, meaning: 'A binary frame came from somebody who has not logged in.' },
  BAD_BUTTONS: { fatal: true, meaning: 'An input holds buttons that do not exist.' },
  NOT_NOW: { fatal: false, meaning: 'The server cannot tell this at the moment; ask again later.' },
  SLOW_DOWN: { fatal: false, meaning: 'Too many messages; this one was not carried out.' },
  FLOOD: { fatal: true, meaning: 'Far too many messages.' },
  SLOW_READER: { fatal: true, meaning: 'Too much waits for this client to read it, or for too long.' },
  TIMED_OUT: { fatal: true, meaning: 'Nothing was heard for too long.' },
  TAKEN_OVER: { fatal: true, meaning: 'The same account has logged in on another connection.' },
  SHUTTING_DOWN: { fatal: true, meaning: 'The server is shutting down.' },
  RESTARTING: { fatal: true, meaning: 'The server starts anew and keeps your seat.' },
  ROOM_CLOSED: { fatal: false, meaning: 'The room was closed.' },
  INTERNAL: { fatal: true, meaning: 'The program made a mistake; it is not the fault of the other end.' },
} as const satisfies Record<string, Fault>;

/** One of the codes of ERROR_CODES. */
export type ErrorCode = keyof typeof ERROR_CODES;

/** Command of a message with `Status: ERR` that answers no command: the fault is of the connection itself. */
export const ERROR_COMMAND = 'ERROR';

/** Body of a message with `Status: ERR` (PROTOCOL 5). */
export interface ErrorBody {
  readonly code: ErrorCode;
  readonly message: string;
  readonly field?: string;
  /** Seconds until it may be otherwise, where that is known. */
  readonly seconds?: number;
}

/** A fault of the peer, or one that the peer is told of. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
  readonly code: ErrorCode;
  /** Whether the connection ends with it; the same for every error of this code. */
  readonly fatal: boolean;
  /** The field of the body at fault, where one is. */
  readonly field: string | undefined;
  /** Seconds until it may be otherwise, where that is known. */
  readonly seconds: number | undefined;

  /** @param message one sentence for the person at the other end; the table's meaning when left out
   *  @param field name of the body's field at fault
   *  @param seconds until it may be otherwise, 0 or more */
  constructor(
    code: ErrorCode,
    message: string = ERROR_CODES[code].meaning,
    field?: string,
    seconds?: number,
  ) {
    super(message);
    this.code = code;
    this.fatal = ERROR_CODES[code].fatal;
    this.field = field;
    this.seconds = seconds;
  }

  /** The body of the answer that tells this error. */
  toBody(): ErrorBody {
    const { code, message, field, seconds } = this;
    return {
      code,
      message,
      ...(field === undefined ? {} : { field }),
      ...(seconds === undefined ? {} : { seconds }),
    };
  }
}
