// The one error of all that is done with a server from outside.

/** A server can't be started, stopped or asked; the message says what to do. */
export class DaemonError extends Error {}
