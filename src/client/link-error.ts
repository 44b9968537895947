// What can go wrong between this client and its server, as two exceptions: the server said no, or the line failed.
// Thrown by the files of the link, put into words by explain.ts. A player never sees their messages as they are.

/** The server refused a command or closed the line (PROTOCOL 5). */
export class ServerError extends Error {
  override readonly name = 'ServerError';

  /** @param code one of ERROR_CODES, or a newer server's
   *  @param message the server's sentence, cleaned
   *  @param field the field of the body at fault, where there is one
   *  @param seconds until it may be otherwise, where that is known */
  constructor(
    readonly code: string,
    message: string,
    readonly field?: string,
    readonly seconds?: number,
  ) {
    super(message);
  }
}

/** Ways in which a line fails: it is down; no answer came; what came was not the protocol; the server speaks another
 *  version of it; its certificate is not the one that was expected; nothing was heard; the seat was kept too long. */
export type LinkFault =
  | 'LINE_LOST'
  | 'NO_ANSWER'
  | 'BAD_ANSWER'
  | 'OTHER_PROTOCOL'
  | 'SERVER_CHANGED'
  | 'SILENT'
  | 'GUEST_GONE'
  | 'GIVEN_UP';

/** The line to the server failed. */
export class LinkError extends Error {
  override readonly name = 'LinkError';

  constructor(
    readonly code: LinkFault,
    options?: ErrorOptions,
  ) {
    super(code, options);
  }
}
