// Scripted peers: each file of transcripts/ is a talk with a real server over real TLS. `peer NAME` turns to another line,
// `> COMMAND {body}` sends (with `Auth: key` before the body if need be), `< COMMAND SUCC|ERR|NOTE {body}` expects the next
// message; `...` in an expected body stands for anything, `{name}` takes or repeats a text; `raw HEX` sends octets,
// `cut` breaks the line, `closed` expects its end, `skip` passes over what has come unasked.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { formatMessage, type Message, Receiver } from '../../src/protocol/framing.js';
import { startTestServer, type TestServer } from './test-server.js';

const WAIT_MS = 5000;
const FOLDER = 'test/server/transcripts';

class ScriptedPeer {
  readonly #messages: Message[] = [];
  #isClosed = false;
  #wake = (): void => {};
  #id = 0;

  constructor(readonly socket: TLSSocket) {
    const receiver = new Receiver({ messageBytesMax: 16384, frameBytesMax: 4096 });
    socket.on('data', (chunk) => {
      receiver.push(chunk, (message) => {
        if (message.type !== 'binary') this.#messages.push(message);
      });
      this.#wake();
    });
    socket.on('close', () => {
      this.#isClosed = true;
      this.#wake();
    });
  }

  send(command: string, auth: string | undefined, json: string): void {
    const head = formatMessage({
      command,
      id: ++this.#id,
      ...(auth === undefined ? {} : { auth }),
    }).toString();
    // The body is written as it stands in the script, so that it may be wrong.
    this.socket.write(head.replace('Length: 0', `Length: ${Buffer.byteLength(json)}`) + json);
  }

  async next(): Promise<Message> {
    await this.#until(() => this.#messages.length > 0, 'a message');
    return this.#messages.shift()!;
  }

  async closed(): Promise<void> {
    await this.#until(() => this.#isClosed, 'the end of the line');
  }

  skip(): void {
    for (let index = this.#messages.length - 1; index >= 0; index--) {
      const message = this.#messages[index];
      if (message.type === 'text' && message.status === undefined) this.#messages.splice(index, 1);
    }
  }

  #until(isSo: () => boolean, what: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`${what} did not come; left: ${JSON.stringify(this.#messages)}`)),
        WAIT_MS,
      );
      this.#wake = () => {
        if (!isSo()) return;
        clearTimeout(timer);
        resolve();
      };
      this.#wake();
    });
  }
}

class Script {
  readonly #peers = new Map<string, ScriptedPeer>();
  readonly #names = new Map<string, string>();
  #peer: ScriptedPeer | null = null;

  constructor(readonly server: TestServer) {}

  async run(line: string): Promise<void> {
    const [verb] = line.split(' ');
    const rest = line.slice(verb.length + 1);
    if (verb === 'peer') await this.#turnTo(rest);
    else if (verb === '>') this.#send(rest);
    else if (verb === '<') await this.#expect(rest);
    else if (verb === 'raw') this.#peer!.socket.write(Buffer.from(rest.replaceAll(' ', ''), 'hex'));
    else if (verb === 'cut') this.#peer!.socket.destroy();
    else if (verb === 'closed') await this.#peer!.closed();
    else if (verb === 'skip') this.#peer!.skip();
    else throw new Error(`what is "${verb}"?`);
  }

  async #turnTo(name: string): Promise<void> {
    if (!this.#peers.has(name)) this.#peers.set(name, new ScriptedPeer(await this.server.connect()));
    this.#peer = this.#peers.get(name)!;
  }

  #send(rest: string): void {
    const text = rest.replace(/\{([a-z]+)\}/g, (_whole, name: string) => this.#names.get(name) ?? name);
    const [, command, auth, body] = /^(\S+)(?: Auth: (\S+))?(?: (.*))?$/.exec(text)!;
    this.#peer!.send(command, auth, body ?? '');
  }

  async #expect(rest: string): Promise<void> {
    let message = await this.#peer!.next();
    // What becomes of others is told when it happens, which no script can time: it counts only where it is expected.
    while (message.type === 'text' && message.command === 'NEWS' && !rest.startsWith('NEWS'))
      message = await this.#peer!.next();
    assert.is(message.type === 'binary' ? '' : message.type, 'text');
    if (message.type !== 'text') return;
    const said = `${message.command} ${message.status ?? 'NOTE'} ${JSON.stringify(message.body)}`;
    const holes: string[] = [];
    const pattern = rest
      .split(/(\.\.\.|\{[a-z]+\})/)
      .map((part) => {
        if (part === '...') return '.*';
        const name = /^\{([a-z]+)\}$/.exec(part)?.[1];
        if (name === undefined) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
        holes.push(name);
        return '([^"]*)';
      })
      .join('');
    const match = new RegExp(`^${pattern}$`).exec(said);
    assert.ok(match, `expected ${rest}\n     got ${said}`);
    for (const [index, name] of holes.entries()) this.#names.set(name, match[index + 1]);
  }

  close(): void {
    for (const { socket } of this.#peers.values()) socket.destroy();
  }
}

const test = suite('server/transcripts');

for (const file of readdirSync(FOLDER).sort()) {
  test(file.replace('.txt', '').replaceAll('-', ' '), async () => {
    const server = await startTestServer({
      loginTimeoutMs: 1500,
      clientsMax: 6,
      connectionsPerAddressMax: 8,
    });
    const script = new Script(server);
    try {
      for (const [index, line] of readFileSync(join(FOLDER, file), 'utf8').split('\n').entries()) {
        if (line === '' || line.startsWith('#')) continue;
        await script.run(line).catch((error: Error) => {
          throw new Error(`${file}:${index + 1}: ${line}\n${error.message}`);
        });
      }
    } finally {
      script.close();
      await server.close();
    }
  });
}

test.run();
