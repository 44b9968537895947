// Scripted peers: each file of transcripts/ is a talk with a real server over real TLS. `peer NAME` turns to another line,
// `> COMMAND {body}` sends (with `Auth: key` before the body if need be), `< COMMAND SUCC|ERR|NOTE {body}` expects the next
// message; `...` in an expected body stands for anything, `{name}` takes or repeats a text; `raw HEX` sends octets,
// `cut` breaks the line, `closed` expects its end, `skip` passes over what has come unasked, `match NICK NICK TIMES` gives
// the store two accounts and matches that the first one won, `enter NICK [ROLE]` registers with a key of its own and gives the account
// a role, `type TEXT` is what the person at the server's terminal types.
import { generateKeyPairSync, sign } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { TextMessage } from '../../src/protocol/framing.js';
import { signedBytes } from '../../src/protocol/signed-bytes.js';
import { Console } from '../../src/server/host/console.js';
import type { StoredRole } from '../../src/server/store/order-book.js';
import { ScriptedPeer } from './scripted-peer.js';
import { register, result } from './store/played.js';
import { startTestServer, type TestServer } from './test-server.js';

const FOLDER = 'test/server/transcripts';

class Script {
  readonly #peers = new Map<string, ScriptedPeer>();
  readonly #names = new Map<string, string>();
  #peer: ScriptedPeer | null = null;
  readonly #console: Console;

  constructor(readonly server: TestServer) {
    const { hall, stats } = server.server;
    this.#console = new Console({ hall, stats, troubles: () => [], reload: async () => {}, stop() {} });
  }

  async run(line: string): Promise<void> {
    const [verb] = line.split(' ');
    const rest = line.slice(verb.length + 1);
    if (verb === 'peer') await this.#turnTo(rest);
    else if (verb === '>') this.#send(rest);
    else if (verb === '<') await this.#expect(rest);
    else if (verb === 'raw') this.#peer!.socket.write(Buffer.from(rest.replaceAll(' ', ''), 'hex'));
    else if (verb === 'cut') this.#peer!.socket.destroy();
    else if (verb === 'closed') await this.#peer!.closed();
    else if (verb === 'skip') await this.#peer!.skip();
    else if (verb === 'match') await this.#play(rest);
    else if (verb === 'enter') await this.#enter(rest);
    else if (verb === 'type') await this.#console.run(rest);
    else throw new Error(`what is "${verb}"?`);
  }

  async #enter(rest: string): Promise<void> {
    const [nick, role = 'player'] = rest.split(' ');
    const { hall } = this.server.server;
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    this.#peer!.send('HELLO', undefined, '');
    const hello = (await this.#peer!.next()) as TextMessage;
    const bytes = signedBytes(Buffer.from(String(hello.body.nonce), 'base64url'), hall.certificateHash, nick);
    const identity = publicKey.export({ format: 'jwk' }).x!;
    const signature = sign(null, bytes, privateKey).toString('base64url');
    await hall.store.addOrder({ kind: 'role', by: '', identity, nick, role: role as StoredRole });
    this.#peer!.send('REGISTER', undefined, JSON.stringify({ nick, publicKey: identity, signature }));
    await this.#expect('REGISTER SUCC ...');
  }

  async #turnTo(name: string): Promise<void> {
    if (!this.#peers.has(name)) this.#peers.set(name, new ScriptedPeer(await this.server.connect()));
    this.#peer = this.#peers.get(name)!;
  }

  async #play(rest: string): Promise<void> {
    const [winner, loser, times] = rest.split(' ');
    const { store } = this.server.server.hall;
    await register(store, winner, loser);
    for (let time = 0; time < Number(times); time++)
      await store.addResult(`${winner}-${time}`, Date.now(), result([winner, loser]));
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
