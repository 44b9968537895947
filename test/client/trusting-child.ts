// A client's start in a process of its own, since whom Node trusts is settled when a process begins (NODE_EXTRA_CA_CERTS).
// Arguments: host, port, folder, nick. Prints what the player was told, and "in as NICK" or why not; each question is answered "y".
import { explain } from '../../src/client/explain.js';
import type { PlayOptions } from '../../src/client/options.js';
import { startOnServer } from '../../src/client/start.js';

const [host, port, folder, nick] = process.argv.slice(2);
const address = { host, port: Number(port) };
const tell = (text: string): void => console.log(text);
const answer = async (question: string): Promise<string> => {
  tell(question);
  return 'y';
};
const options = {
  nick,
  room: null,
  password: null,
  create: false,
  trust: false,
  bots: null,
  botLevel: null,
  lag: null,
};
try {
  const console = { tell, ask: answer, askSecret: answer };
  const session = await startOnServer(address, options as unknown as PlayOptions, console, folder);
  tell(`in as ${session.state.nick}`);
  await session.leave();
} catch (error) {
  tell(explain(error, address));
}
process.exit();
