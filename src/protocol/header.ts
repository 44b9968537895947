// One header line of a text message -> its value (PROTOCOL 3.2). Called by the framing for what was received, and
// again for what is about to be sent, so that the two cannot differ. Takes a line without its line end; keeps nothing.
import { ProtocolError } from './errors.js';

/** What the header lines of one message have said so far; a name that is absent has not been seen. */
export interface Head {
  /** null for `None`. */
  auth?: string | null;
  command?: string;
  id?: number;
  length?: number;
  status?: 'SUCC' | 'ERR';
}

// PROTOCOL 3.2: `Name: value`, all of it printable ASCII, no blank inside a value.
const LINE = /^([A-Za-z]+): *([\x21-\x7e]+) *$/;
const AUTH = /^[A-Za-z0-9_-]{1,64}$/;
const COMMAND = /^[A-Z_]{1,24}$/;
const DIGITS = /^[0-9]+$/;
const ID_MAX = 2 ** 31 - 1;

/** Parses one header line and notes its value in `head`, which it mutates.
 *  @param line without its line end
 *  @throws ProtocolError BAD_HEADER, BAD_LENGTH */
export function parseHeader(line: string, head: Head): void {
  const match = LINE.exec(line);
  if (match === null) throw new ProtocolError('BAD_HEADER', 'A header line is not "Name: value".');
  const value = match[2];
  const name = match[1].toLowerCase();
  switch (name) {
    case 'auth':
      refuseRepeated(head.auth, 'Auth');
      if (!AUTH.test(value)) throw new ProtocolError('BAD_HEADER', 'Auth is neither None nor a key.');
      head.auth = value === 'None' ? null : value;
      return;
    case 'command':
      refuseRepeated(head.command, 'Command');
      if (!COMMAND.test(value))
        throw new ProtocolError('BAD_HEADER', 'Command is not 1 to 24 of A-Z and "_".');
      head.command = value;
      return;
    case 'id':
      refuseRepeated(head.id, 'Id');
      if (!DIGITS.test(value) || Number(value) > ID_MAX) {
        throw new ProtocolError('BAD_HEADER', `Id is not a number from 0 to ${ID_MAX}.`);
      }
      head.id = Number(value);
      return;
    case 'length':
      refuseRepeated(head.length, 'Length');
      if (!DIGITS.test(value)) throw new ProtocolError('BAD_LENGTH', 'Length is not a number.');
      head.length = Number(value);
      return;
    case 'status':
      refuseRepeated(head.status, 'Status');
      if (value !== 'SUCC' && value !== 'ERR')
        throw new ProtocolError('BAD_HEADER', 'Status is not SUCC or ERR.');
      head.status = value;
      return;
    default:
      throw new ProtocolError('BAD_HEADER', 'There is no header of this name.');
  }
}

function refuseRepeated(earlier: unknown, name: string): void {
  if (earlier !== undefined) throw new ProtocolError('BAD_HEADER', `${name} is there twice.`);
}
