import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ERROR_CODES, type ErrorCode, ProtocolError } from '../../src/protocol/errors.js';

test('every code makes an error that carries its own code, fatality and meaning', () => {
  for (const code of Object.keys(ERROR_CODES) as ErrorCode[]) {
    const error = new ProtocolError(code);
    assert.instance(error, Error);
    assert.is(error.name, 'ProtocolError');
    assert.is(error.code, code);
    assert.is(error.fatal, ERROR_CODES[code].fatal);
    assert.equal(error.toBody(), { code, message: ERROR_CODES[code].meaning });
    assert.match(ERROR_CODES[code].meaning, /^[A-Z].*\.$/);
  }
});

test('the field at fault is told where there is one', () => {
  const error = new ProtocolError('BAD_BODY', 'nick is missing', 'nick');
  assert.equal(error.toBody(), { code: 'BAD_BODY', message: 'nick is missing', field: 'nick' });
});

test.run();
